"""Who carries letters is settled at the start, or the start stops with a sentence that says how."""

import pytest

from portal.settings import NOTIFY_URL, SettingsFault, from_environment
from tests.cli.test_faults import WHOLE
from tests.support.notify_server import EMAIL_TEMPLATE, KEY, TEXT_TEMPLATE

BARE = {**WHOLE, "PORTAL_SMTP": "", "PORTAL_MAIL_FROM": ""}
NOTIFY = {
    "PORTAL_NOTIFY_KEY": KEY,
    "PORTAL_NOTIFY_EMAIL_TEMPLATE": EMAIL_TEMPLATE,
    "PORTAL_NOTIFY_TEXT_TEMPLATE": TEXT_TEMPLATE,
}


def test_smtp_alone_carries_e_mail_and_offers_no_texts() -> None:
    settings = from_environment(WHOLE)

    assert (settings.smtp, settings.notify, settings.texts) == ("127.0.0.1:25", None, False)


def test_notify_alone_carries_both() -> None:
    settings = from_environment({**BARE, **NOTIFY})

    assert settings.smtp == ""
    assert settings.notify is not None
    assert settings.notify.url == NOTIFY_URL
    assert settings.texts


def test_smtp_with_notify_offers_texts() -> None:
    assert from_environment({**WHOLE, **NOTIFY, "PORTAL_NOTIFY_EMAIL_TEMPLATE": ""}).texts


def test_notify_without_a_template_for_texts_offers_none() -> None:
    settings = from_environment({**BARE, **NOTIFY, "PORTAL_NOTIFY_TEXT_TEMPLATE": " "})

    assert settings.notify is not None
    assert not settings.texts


def test_a_login_may_hold_a_colon_in_its_password() -> None:
    settings = from_environment({**WHOLE, "PORTAL_SMTP_LOGIN": "portal:a:long secret"})

    assert settings.smtp_login == "portal:a:long secret"


@pytest.mark.parametrize("url", ["https://notify.example", "http://127.0.0.1:6011/"])
def test_notify_may_answer_elsewhere(url: str) -> None:
    settings = from_environment({**BARE, **NOTIFY, "PORTAL_NOTIFY_URL": url})

    assert settings.notify is not None
    assert settings.notify.url == url


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        (BARE, "PORTAL_SMTP is not set."),
        ({**WHOLE, "PORTAL_MAIL_FROM": ""}, "PORTAL_MAIL_FROM is not set."),
        ({**WHOLE, "PORTAL_SMTP": "mail.example.org"}, "PORTAL_SMTP must be host:port."),
        ({**WHOLE, "PORTAL_SMTP": "mail.example.org:smtp"}, "PORTAL_SMTP must be host:port."),
        ({**WHOLE, "PORTAL_SMTP_LOGIN": "portal"}, "PORTAL_SMTP_LOGIN must be name:password"),
        ({**BARE, **NOTIFY, "PORTAL_SMTP_LOGIN": "a:b"}, "PORTAL_SMTP_LOGIN must be name:password"),
        ({**BARE, **NOTIFY, "PORTAL_NOTIFY_KEY": ""}, "PORTAL_NOTIFY_KEY is not"),
        ({**WHOLE, "PORTAL_NOTIFY_TEXT_TEMPLATE": TEXT_TEMPLATE}, "PORTAL_NOTIFY_KEY is not"),
        ({**WHOLE, "PORTAL_NOTIFY_URL": "https://notify.example"}, "PORTAL_NOTIFY_KEY is not"),
        ({**BARE, "PORTAL_NOTIFY_KEY": KEY}, "PORTAL_NOTIFY_KEY is set, but no template is."),
        ({**WHOLE, "PORTAL_NOTIFY_KEY": KEY}, "PORTAL_NOTIFY_KEY is set, but no template is."),
        ({**BARE, **NOTIFY, "PORTAL_NOTIFY_KEY": KEY[-36:]}, "PORTAL_NOTIFY_KEY is no key"),
        ({**BARE, **NOTIFY, "PORTAL_NOTIFY_EMAIL_TEMPLATE": ""}, "Nobody carries e-mail"),
        (
            {**WHOLE, **NOTIFY, "PORTAL_NOTIFY_TEXT_TEMPLATE": ""},
            "PORTAL_SMTP carries e-mail, so Notify would carry nothing",
        ),
        (
            {**BARE, **NOTIFY, "PORTAL_NOTIFY_TEXT_TEMPLATE": "texts"},
            "PORTAL_NOTIFY_TEXT_TEMPLATE is no id of a template.",
        ),
        (
            {**BARE, **NOTIFY, "PORTAL_NOTIFY_URL": "http://notify.example"},
            "PORTAL_NOTIFY_URL must be https://",
        ),
    ],
)
def test_what_is_missing_or_half_set_stops_the_start(environ: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsFault) as told:
        from_environment(environ)

    assert said in str(told.value)


@pytest.mark.parametrize("environ", [{**BARE, **NOTIFY, "PORTAL_NOTIFY_KEY": f"{KEY}x"}])
def test_a_key_that_is_none_is_not_repeated(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsFault) as told:
        from_environment(environ)

    assert KEY[-36:] not in str(told.value)
