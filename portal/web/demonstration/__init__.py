"""Pages that only a demonstration has: what it would have done to the world outside."""

from flask import Blueprint

bp = Blueprint("demonstration", __name__, url_prefix="/demonstration")
