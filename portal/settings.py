"""Everything that differs between one installation and another, read once, loudly."""

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass

ENVIRONMENT: dict[str, str] = {
    "PORTAL_DATABASE_URL": "Where rows live: `sqlite:////folder/portal.db` or `postgresql+psycopg://…`.",
    "PORTAL_SECRET_KEY": "Signs cookies and form tokens; at least 32 characters.",
    "PORTAL_CODE_KEY": "Base 64 of 32 bytes; return codes are derived from it.",
    "PORTAL_SEALING_KEYS": "Base 64 keys of 32 bytes, newest first; they seal what is private.",
    "PORTAL_BASE_URL": "The address that families type; letters carry it.",
    "PORTAL_SMTP": "`host:port` of the mail server that takes our letters.",
    "PORTAL_MAIL_FROM": "The neutral sender of letters.",
    "PORTAL_PROXY_HOPS": "How many proxies of ours stand before the portal; 0 when not set.",
    "PORTAL_DEMONSTRATION": "`yes` marks every page as invented; only on this machine.",
}
"""Each variable of the environment, with its sentence; the README lists the same."""


class SettingsFault(Exception):
    """A setting is missing or unsafe; the message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """One installation. `sealing_keys` newest first; keys are raw bytes of 32."""

    database_url: str
    secret_key: str
    code_key: bytes
    sealing_keys: tuple[bytes, ...]
    base_url: str
    smtp: str
    mail_from: str
    demonstration: bool = False
    proxy_hops: int = 0

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
        smtp=_needed(environ, "PORTAL_SMTP"),
        mail_from=_needed(environ, "PORTAL_MAIL_FROM"),
        demonstration=demonstration,
        proxy_hops=_hops(environ.get("PORTAL_PROXY_HOPS", "").strip() or "0"),
    )
    return _checked(settings)


def _needed(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise SettingsFault(f"{name} is not set. {ENVIRONMENT[name]}")
    return value


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
