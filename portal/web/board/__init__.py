"""The board's side: frozen figures, and no way from them to anybody's message."""

from flask import Blueprint

bp = Blueprint("board", __name__, url_prefix="/board")
