"""What gunicorn is pointed at: the application, wired from the environment."""

from flask import Flask

from portal.app import create_app
from portal.settings import from_environment
from portal.wiring import wire


def application() -> Flask:
    """The portal of this installation; raises `SettingsFault` naming what is not set."""
    settings = from_environment()
    return create_app(settings, wire(settings))
