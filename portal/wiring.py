"""The composition root: settings in, everything that the portal speaks to out."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from portal.adapters.cleaning import BoundedCleaner
from portal.adapters.clock import clock_for
from portal.adapters.database import engine_for, sessions_for
from portal.adapters.files import FolderStore
from portal.adapters.hashing import hasher_for
from portal.adapters.keyring import AesKeyring
from portal.adapters.mailer import ByChannel, DemonstrationMailer, SmtpMailer
from portal.adapters.notify import NotifyMailer
from portal.adapters.post import text_of
from portal.adapters.scanner import NoScannerYet
from portal.adapters.screening import RulesScreen, card, codebook, revealing
from portal.file_ports import FileCleaner, FileStore, Scanner
from portal.ports import (
    CardReader,
    Clock,
    Codebook,
    CodeHasher,
    Keyring,
    LetterText,
    Mailer,
    Revealer,
    Screen,
    SecondLooker,
    ThemeReader,
)
from portal.settings import Settings, SettingsFault


@dataclass(frozen=True)
class Wiring:
    """What views and jobs reach the world through.

    `writes` takes SQLite's write lock at once; `themes` and `second_look` are the
    worker's alone, None in the web. `files` is None where no folder for them is set.
    """

    settings: Settings
    engine: Engine
    reads: sessionmaker[Session]
    writes: sessionmaker[Session]
    clock: Clock
    keyring: Keyring
    hasher: CodeHasher
    screen: Screen
    codebook: Codebook
    themes: ThemeReader | None
    mailer: Mailer
    letter_text: LetterText
    card: CardReader = card
    second_look: SecondLooker | None = None
    revealing: Revealer = revealing
    files: FileStore | None = None
    cleaner: FileCleaner = field(default_factory=BoundedCleaner)
    scanner: Scanner = field(default_factory=NoScannerYet)


def wire(
    settings: Settings,
    clock: Clock | None = None,
    themes: ThemeReader | None = None,
    second_look: SecondLooker | None = None,
) -> Wiring:
    """Everything for one process; only a worker brings what reads with a model."""
    engine = engine_for(settings.database_url)
    reads, writes = sessions_for(engine)
    return Wiring(
        settings=settings,
        engine=engine,
        reads=reads,
        writes=writes,
        clock=clock or clock_for(engine),
        keyring=AesKeyring(settings.sealing_keys),
        hasher=hasher_for(settings),
        screen=RulesScreen(),
        codebook=codebook(),
        themes=themes,
        mailer=carriers(settings),
        letter_text=text_of,
        second_look=second_look,
        files=FolderStore(Path(settings.files_folder)) if settings.files_folder else None,
    )


def carriers(settings: Settings) -> Mailer:
    """Who carries letters: SMTP or else Notify takes e-mail, Notify takes texts."""
    if settings.demonstration:
        return DemonstrationMailer()
    notify = NotifyMailer(settings.notify) if settings.notify else None
    smtp = None
    if settings.smtp:
        smtp = SmtpMailer(settings.smtp, settings.mail_from, settings.smtp_login)
    email = smtp or notify
    if email is None:
        raise SettingsFault("Nobody carries e-mail: set PORTAL_SMTP, or Notify.")
    return ByChannel(email, notify if settings.texts else None)
