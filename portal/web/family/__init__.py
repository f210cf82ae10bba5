"""The family's journey: telling us something, and coming back to it."""

from flask import Blueprint

bp = Blueprint("family", __name__)
