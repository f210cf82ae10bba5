"""A wiring for tests: real parts, cheap hashes, a clock that stands still."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from portal.adapters.database import engine_for, sessions_for
from portal.adapters.files import FolderStore
from portal.adapters.hashing import Argon2Hasher
from portal.adapters.keyring import AesKeyring
from portal.adapters.post import text_of
from portal.adapters.screening import RulesScreen, codebook
from portal.ports import Letter, LetterRefused, MailerUnavailable
from portal.settings import Settings
from portal.wiring import Wiring
from tests.support.clock import FrozenClock

CHEAP = Argon2Hasher(8, 1)
KEYS = (b"k" * 32,)


@dataclass
class Outbox:
    """Passes for `portal.ports.Mailer`: a working mail server in a list."""

    sent: list[Letter] = field(default_factory=list)
    down: bool = False
    refuses: bool = False

    def send(self, letter: Letter) -> None:
        if self.down:
            raise MailerUnavailable("down")
        if self.refuses:
            raise LetterRefused("refused")
        self.sent.append(letter)


def settings_for(url: str, **changes: object) -> Settings:
    base: dict[str, object] = {
        "database_url": url,
        "secret_key": "s" * 40,
        "code_key": b"c" * 32,
        "sealing_keys": KEYS,
        "base_url": "http://localhost",
        "smtp": "127.0.0.1:25",
        "mail_from": "portal@example.org",
        "demonstration": True,
    }
    return Settings(**{**base, **changes})  # type: ignore[arg-type]


def wiring_for(settings: Settings, clock: FrozenClock, engine: Engine | None = None) -> Wiring:
    """The portal's parts on a database of the test; an `engine` that is given must be on it."""
    engine = engine_for(settings.database_url) if engine is None else engine
    reads, writes = sessions_for(engine)
    return Wiring(
        settings=settings,
        engine=engine,
        reads=reads,
        writes=writes,
        clock=clock,
        keyring=AesKeyring(KEYS),
        hasher=CHEAP,
        screen=RulesScreen(),
        themes=None,
        mailer=Outbox(),
        letter_text=text_of,
        codebook=codebook(),
        files=FolderStore(Path(settings.files_folder)) if settings.files_folder else None,
    )
