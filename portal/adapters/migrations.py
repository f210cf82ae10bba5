"""Running the numbered revisions on one engine."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "migrations"
_IN_TREE = _PACKAGE.parent / "migrations"


def scripts() -> Path:
    """The folder of the revisions: beside the package in a checkout, inside it in a wheel."""
    return _IN_TREE if (_IN_TREE / "env.py").is_file() else _INSTALLED


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to a revision; one that is there already is left as it is."""
    with engine.connect() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database down to a revision, `base` for nothing at all."""
    with engine.connect() as connection:
        command.downgrade(_config(connection), revision)


def head() -> str:
    """The newest revision."""
    newest = ScriptDirectory(str(scripts())).get_current_head()
    return newest or "base"


def is_ours(name: str | None, kind: str, _: object = None) -> bool:
    """Whether a table is one of the models': the tables of the queue are its library's affair."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts()))
    config.attributes["connection"] = connection
    return config
