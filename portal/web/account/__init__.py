"""The door of staff: signing in, signing out, and where to go from there."""

from flask import Blueprint

bp = Blueprint("account", __name__)
