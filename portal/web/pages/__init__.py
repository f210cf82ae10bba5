"""Pages that belong to nobody's journey: help, privacy, cookies, accessibility, language."""

from flask import Blueprint

bp = Blueprint("pages", __name__)
