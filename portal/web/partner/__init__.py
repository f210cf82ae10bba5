"""The partner's side: an inbox of promises, and one calm page for each case."""

from flask import Blueprint

bp = Blueprint("partner", __name__)
