"""Pages that belong to nobody's journey: what was done, how long, help, privacy, status."""

from flask import Blueprint

bp = Blueprint("pages", __name__)
