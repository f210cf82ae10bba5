"""What Flask and its extensions are told, from the settings of this installation."""

from datetime import timedelta

from portal.settings import Settings


def flask_config(settings: Settings) -> dict[str, object]:
    """Cookies that only our own pages carry, hosts that are ours, tokens that last a session."""
    secure = settings.secure_cookies
    return {
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "SESSION_COOKIE_NAME": "__Host-portal" if secure else "portal",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        # Built files carry their fingerprint in their address: another file, another address.
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        # A token lasts as long as its session (ruling 29): a slow writer loses nothing.
        "WTF_CSRF_TIME_LIMIT": None,
        "DEMONSTRATION": settings.demonstration,
    }
