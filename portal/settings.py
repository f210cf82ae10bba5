"""Everything that differs between one installation and another, read once, loudly."""

import base64
import binascii
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT: dict[str, str] = {
    "PORTAL_DATABASE_URL": "Where rows live: `sqlite:////folder/portal.db` or `postgresql+psycopg://…`.",
    "PORTAL_SECRET_KEY": "Signs cookies and form tokens; at least 32 characters.",
    "PORTAL_CODE_KEY": "Base 64 of 32 bytes; return codes are derived from it.",
    "PORTAL_SEALING_KEYS": "Base 64 keys of 32 bytes, newest first; they seal what is private.",
    "PORTAL_BASE_URL": "The address that families type; letters carry it.",
    "PORTAL_SMTP": "`host:port` of the mail server that takes our letters.",
    "PORTAL_SMTP_LOGIN": (
        "`name:password` for the mail server, said only once encrypted: STARTTLS, or port 465."
    ),
    "PORTAL_MAIL_FROM": "The neutral sender of letters; needed with `PORTAL_SMTP`.",
    "PORTAL_NOTIFY_KEY": (
        "A key of GOV.UK Notify: it sends texts, and e-mail too where `PORTAL_SMTP` is not set."
    ),
    "PORTAL_NOTIFY_URL": "Where Notify answers, when it is not the real service.",
    "PORTAL_NOTIFY_EMAIL_TEMPLATE": (
        "Id of Notify's e-mail template: subject `((subject))`, message `((body))`."
    ),
    "PORTAL_NOTIFY_TEXT_TEMPLATE": (
        "Id of Notify's text template `((body))`; with it families may give a mobile number."
    ),
    "PORTAL_PROXY_HOPS": "How many proxies of ours stand before the portal; 0 when not set.",
    "PORTAL_FILES_FOLDER": (
        "Folder for families' files, sealed: private to the portal's user, not within its program;"
        " without it families cannot add any."
    ),
    "PORTAL_DEMONSTRATION": "`yes` marks every page as invented; only on this machine.",
}
"""Each variable of the environment, with its sentence; the README lists the same."""


class SettingsFault(Exception):
    """A setting is missing or unsafe; the message names it and says what to do."""


EMAIL_TEMPLATE, TEXT_TEMPLATE = "PORTAL_NOTIFY_EMAIL_TEMPLATE", "PORTAL_NOTIFY_TEXT_TEMPLATE"
NOTIFY_URL = "https://api.notifications.service.gov.uk"
_UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True)
class Notify:
    """How GOV.UK Notify is spoken to; a template that is "" is not used."""

    key: str
    url: str
    email_template: str
    text_template: str


@dataclass(frozen=True)
class Settings:
    """One installation. `sealing_keys` newest first; keys are raw bytes of 32.

    `smtp` is "" where Notify carries e-mail, `notify` None where nobody set it up, `files_folder`
    "" where families cannot add files.
    """

    database_url: str
    secret_key: str
    code_key: bytes
    sealing_keys: tuple[bytes, ...]
    base_url: str
    smtp: str
    mail_from: str
    demonstration: bool = False
    proxy_hops: int = 0
    notify: Notify | None = None
    smtp_login: str = ""
    files_folder: str = ""

    @property
    def texts(self) -> bool:
        """Whether text messages can be sent, so that families may give a mobile number."""
        return self.notify is not None and bool(self.notify.text_template)

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may only travel by https: always, save on a loopback demonstration."""
        return self.base_url.startswith("https://")

    @property
    def trusted_hosts(self) -> tuple[str, ...]:
        """The host names that a request may carry; anything else is refused."""
        host = self.base_url.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
        return (host, "127.0.0.1", "localhost") if self.demonstration else (host,)


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; raises `SettingsFault` naming the first that is wrong."""
    demonstration = environ.get("PORTAL_DEMONSTRATION", "no") == "yes"
    settings = Settings(
        database_url=_needed(environ, "PORTAL_DATABASE_URL"),
        secret_key=_needed(environ, "PORTAL_SECRET_KEY"),
        code_key=_key(_needed(environ, "PORTAL_CODE_KEY"), "PORTAL_CODE_KEY"),
        sealing_keys=tuple(
            _key(one, "PORTAL_SEALING_KEYS")
            for one in _needed(environ, "PORTAL_SEALING_KEYS").split(",")
        ),
        base_url=_needed(environ, "PORTAL_BASE_URL"),
        smtp=_given(environ, "PORTAL_SMTP"),
        mail_from=_given(environ, "PORTAL_MAIL_FROM"),
        demonstration=demonstration,
        proxy_hops=_hops(_given(environ, "PORTAL_PROXY_HOPS") or "0"),
        notify=_notify(environ),
        smtp_login=_given(environ, "PORTAL_SMTP_LOGIN"),
        files_folder=_folder(_given(environ, "PORTAL_FILES_FOLDER")),
    )
    return _carried(_checked(settings))


def _given(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _needed(environ: Mapping[str, str], name: str) -> str:
    value = _given(environ, name)
    if not value:
        raise _missing(name)
    return value


def _missing(name: str) -> SettingsFault:
    return SettingsFault(f"{name} is not set. {ENVIRONMENT[name]}")


def _notify(environ: Mapping[str, str]) -> Notify | None:
    key, url = _given(environ, "PORTAL_NOTIFY_KEY"), _given(environ, "PORTAL_NOTIFY_URL")
    email, text = _given(environ, EMAIL_TEMPLATE), _given(environ, TEXT_TEMPLATE)
    if not key and (url or email or text):
        raise SettingsFault(f"A part of Notify is set, but PORTAL_NOTIFY_KEY is not. Set {_ALL}")
    if not key:
        return None
    if not re.fullmatch(rf"[\w-]+-{_UUID}-{_UUID}", key, re.ASCII):
        raise SettingsFault("PORTAL_NOTIFY_KEY is no key of Notify: copy all of it, its name too.")
    if not (email or text):
        raise SettingsFault(f"PORTAL_NOTIFY_KEY is set, but no template is. Set {_ALL}")
    for name, template in ((EMAIL_TEMPLATE, email), (TEXT_TEMPLATE, text)):
        if template and not re.fullmatch(_UUID, template):
            raise SettingsFault(f"{name} is no id of a template. {ENVIRONMENT[name]}")
    if url and not re.fullmatch(r"https://[^/\s]+/?|http://(127\.0\.0\.1|localhost):\d+/?", url):
        raise SettingsFault("PORTAL_NOTIFY_URL must be https://… unless it is this machine.")
    return Notify(key, url or NOTIFY_URL, email, text)


_ALL = "PORTAL_NOTIFY_KEY with a template for e-mail, for texts or for both, or none of them."


def _carried(settings: Settings) -> Settings:
    """Somebody must carry e-mail: services are told by it, and most families."""
    smtp, notify = settings.smtp, settings.notify
    if not smtp and notify is None:
        raise _missing("PORTAL_SMTP")
    if not smtp and notify and not notify.email_template:
        raise SettingsFault(
            "Nobody carries e-mail: set PORTAL_SMTP, or PORTAL_NOTIFY_EMAIL_TEMPLATE for Notify."
        )
    if smtp and notify and not notify.text_template:
        raise SettingsFault(
            "PORTAL_SMTP carries e-mail, so Notify would carry nothing: set"
            " PORTAL_NOTIFY_TEXT_TEMPLATE, or unset one of the two."
        )
    if smtp and not re.fullmatch(r"[^\s]+:\d{1,5}", smtp, re.ASCII):
        raise SettingsFault(f"PORTAL_SMTP must be host:port. {ENVIRONMENT['PORTAL_SMTP']}")
    if settings.smtp_login and not (smtp and re.fullmatch(r"[^:]+:.+", settings.smtp_login)):
        said = ENVIRONMENT["PORTAL_SMTP_LOGIN"]
        raise SettingsFault(f"PORTAL_SMTP_LOGIN must be name:password, with PORTAL_SMTP. {said}")
    if smtp and not settings.mail_from:
        raise _missing("PORTAL_MAIL_FROM")
    return settings


def _folder(text: str) -> str:
    """A folder that no server of static files would hand out, wherever the portal is started."""
    program, folder = Path(__file__).resolve().parent, Path(text)
    if text and (not folder.is_absolute() or folder.resolve().is_relative_to(program)):
        said = ENVIRONMENT["PORTAL_FILES_FOLDER"]
        raise SettingsFault(f"PORTAL_FILES_FOLDER must be a whole path elsewhere. {said}")
    return text


def _hops(text: str) -> int:
    if len(text) != 1 or text not in "0123456789":
        said = ENVIRONMENT["PORTAL_PROXY_HOPS"]
        raise SettingsFault(f"PORTAL_PROXY_HOPS must be a number from 0 to 9. {said}")
    return int(text)


def _key(text: str, name: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise SettingsFault(f"{name} must be base 64 of exactly 32 bytes. {ENVIRONMENT[name]}")
    return key


def _checked(settings: Settings) -> Settings:
    if len(settings.secret_key) < 32:
        raise SettingsFault("PORTAL_SECRET_KEY is shorter than 32 characters; make a random one.")
    loopback = settings.base_url.startswith(("http://127.0.0.1", "http://localhost"))
    if not settings.base_url.startswith("https://") and not loopback:
        raise SettingsFault("PORTAL_BASE_URL must begin with https:// unless it is this machine.")
    if settings.demonstration and not loopback:
        raise SettingsFault("PORTAL_DEMONSTRATION is for this machine alone; unset it.")
    return settings
