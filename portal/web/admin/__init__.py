"""The administrators' side: what keeps the portal running, and never a word of a case."""

from flask import Blueprint

bp = Blueprint("admin", __name__, url_prefix="/admin")
