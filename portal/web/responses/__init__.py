"""Where the board's secretary answers everybody, and a second person lets it out."""

from flask import Blueprint

bp = Blueprint("responses", __name__, url_prefix="/responses")
