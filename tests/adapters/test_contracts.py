"""Each port's contract, kept by the real part and by the fake that tests use in its place."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from portal.adapters.clock import ClockSkewed, SystemClock, check_skew
from portal.adapters.database import engine_for, sessions_for
from portal.adapters.hashing import Argon2Hasher, hasher_for
from portal.adapters.keyring import AesKeyring
from portal.adapters.mailer import ByChannel, SmtpMailer
from portal.adapters.notify import NotifyMailer
from portal.adapters.post import text_of
from portal.adapters.screening import RulesScreen
from portal.domain.letters import MOST_PARTS, Channel, parts_of
from portal.models import Consent
from portal.ports import (
    Clock,
    Flag,
    Letter,
    LetterRefused,
    Mailer,
    MailerUnavailable,
    Screen,
    SealBroken,
    SealedValue,
)
from portal.queries.digests import COUNTS
from portal.wiring import carriers
from tests.support.cases import DISCLOSURE
from tests.support.clock import FrozenClock
from tests.support.mail_server import mail_server
from tests.support.notify_server import notify_server
from tests.support.wiring import CHEAP, Outbox, settings_for

# --- Clock ----------------------------------------------------------------------------------


@pytest.mark.parametrize("clock", [SystemClock(), FrozenClock()])
def test_now_is_aware_and_in_utc(clock: Clock) -> None:
    assert clock.now().tzinfo is UTC


def test_the_machines_clock_goes_forward() -> None:
    clock = SystemClock()

    first = clock.now()
    time.sleep(0.01)

    assert clock.now() > first


def test_a_still_clock_moves_only_when_it_is_told_to() -> None:
    clock = FrozenClock()
    before = clock.now()

    clock.move(days=1)

    assert (clock.now() - before).days == 1


class Skewed(SystemClock):
    def now(self) -> datetime:
        return datetime(2020, 1, 1, tzinfo=UTC)


def test_a_clock_that_the_database_disagrees_with_raises_an_alarm(engine: Engine) -> None:
    assert check_skew(engine, SystemClock()) < 5
    if engine.dialect.name == "postgresql":
        with pytest.raises(ClockSkewed):
            check_skew(engine, Skewed())
    else:
        assert check_skew(engine, Skewed()) == 0.0


# --- Database -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "seconds"), [("", "5"), ("?connect_timeout=9", "9")], ids=["ours", "as it says"]
)
def test_nobody_waits_long_for_a_postgresql_whose_machine_is_gone(asked: str, seconds: str) -> None:
    engine = engine_for(f"postgresql+psycopg://nobody@127.0.0.1/none{asked}")

    assert engine.url.query["connect_timeout"] == seconds


# --- Keyring --------------------------------------------------------------------------------

OLD, NEW = b"o" * 32, b"n" * 32


def test_what_was_sealed_opens_in_its_own_place() -> None:
    keyring = AesKeyring((NEW,))

    sealed = keyring.seal("Zoë".encode(), "identity:A")

    assert keyring.open(sealed, "identity:A").decode() == "Zoë"


@pytest.mark.parametrize("context", ["identity:B", "contact:A", "", "identity:A "])
def test_it_opens_in_no_other_place(context: str) -> None:
    keyring = AesKeyring((NEW,))
    sealed = keyring.seal(b"Ada", "identity:A")

    with pytest.raises(SealBroken):
        keyring.open(sealed, context)


def test_the_same_name_is_sealed_differently_each_time() -> None:
    keyring = AesKeyring((NEW,))

    one, two = (keyring.seal(b"Ada", "identity:A") for _ in range(2))

    assert one.blob != two.blob
    assert b"Ada" not in one.blob


def test_after_a_rotation_old_seals_open_and_new_ones_use_the_new_key() -> None:
    sealed = AesKeyring((OLD,)).seal(b"Ada", "x")
    rotated = AesKeyring((NEW, OLD))

    assert rotated.open(sealed, "x") == b"Ada"
    assert rotated.seal(b"Ada", "x").key_id == AesKeyring((NEW,)).seal(b"", "x").key_id


def test_without_its_key_a_seal_stays_shut() -> None:
    sealed = AesKeyring((OLD,)).seal(b"Ada", "x")

    with pytest.raises(SealBroken):
        AesKeyring((NEW,)).open(sealed, "x")


@pytest.mark.parametrize("place", [0, 5, 12, -1])
def test_a_seal_with_one_changed_byte_stays_shut(place: int) -> None:
    keyring = AesKeyring((NEW,))
    sealed = keyring.seal(b"Ada", "x")
    blob = bytearray(sealed.blob)
    blob[place] ^= 1

    with pytest.raises(SealBroken):
        keyring.open(SealedValue(sealed.key_id, bytes(blob)), "x")


@pytest.mark.parametrize("blob", [b"", b"short", b"n" * 12])
def test_a_seal_that_was_cut_short_stays_shut(blob: bytes) -> None:
    keyring = AesKeyring((NEW,))
    key_id = keyring.seal(b"", "x").key_id

    with pytest.raises(SealBroken):
        keyring.open(SealedValue(key_id, blob), "x")


# --- CodeHasher -----------------------------------------------------------------------------


@pytest.mark.parametrize("hasher", [CHEAP, Argon2Hasher()], ids=["cheap", "live"])
def test_a_hash_matches_its_secret_alone(hasher: Argon2Hasher) -> None:
    stored = hasher.hash("[1, 2, 3, 4, 5]")

    assert hasher.matches(stored, "[1, 2, 3, 4, 5]")
    assert not hasher.matches(stored, "[1, 2, 3, 4, 6]")
    assert not hasher.matches(hasher.decoy, "[1, 2, 3, 4, 5]")


def test_two_families_with_one_secret_have_two_hashes() -> None:
    assert CHEAP.hash("same") != CHEAP.hash("same")


@pytest.mark.parametrize("stored", ["", "nonsense", "$argon2id$v=19$m=8,t=1,p=1$x$y"])
def test_what_is_no_hash_matches_nothing(stored: str) -> None:
    assert not CHEAP.matches(stored, "secret")


def test_live_hashes_cost_what_the_ruling_says_and_the_demonstrations_do_not() -> None:
    live = hasher_for(settings_for("sqlite://", demonstration=False)).decoy
    cheap = hasher_for(settings_for("sqlite://", demonstration=True)).decoy

    assert live.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert cheap.startswith("$argon2id$v=19$m=8,t=1,p=1$")


# --- Screen ---------------------------------------------------------------------------------


class QuietScreen:
    """Passes for `portal.ports.Screen`: finds nothing."""

    def look(self, words: str) -> list[Flag]:
        return []


@pytest.mark.parametrize("screen", [RulesScreen(), QuietScreen()])
@pytest.mark.parametrize("words", ["", " ", "The bus is late.", "x" * 20_000, "\u202e\u200b"])
def test_ordinary_words_of_any_length_raise_no_flag(screen: Screen, words: str) -> None:
    assert list(screen.look(words)) == []


def test_a_disclosure_names_its_rule_and_its_words() -> None:
    (flag, *_) = RulesScreen().look(f"Thank you. {DISCLOSURE}")

    assert flag.rule
    assert "kill" in flag.words.lower()


def test_a_screen_looks_the_same_way_twice() -> None:
    screen = RulesScreen()

    assert list(screen.look(DISCLOSURE)) == list(screen.look(DISCLOSURE))


# --- Mailer ---------------------------------------------------------------------------------

NEWS = Letter("<00ff@portal.invalid>", "ada@example.org", "لديك رسالة", "هناك شيء جديد.\n")
TEXT = Letter("<00aa@portal.invalid>", "+447700900123", "", "لديك رسالة.", Channel.TEXT)


@dataclass
class Post:
    """A mailer with the other end of its line: what arrived there, and how to break it."""

    mailer: Mailer
    arrived: Callable[[], list[str]]
    fail_for_now: Callable[[], None]
    fail_for_good: Callable[[], None]


@contextmanager
def by_smtp() -> Iterator[Post]:
    with mail_server() as server:

        def answer(text: str) -> None:
            server.to_recipient = text

        yield Post(
            SmtpMailer(server.address, "portal@example.org"),
            lambda: [str(one["Message-ID"]) for one in server.taken],
            lambda: answer("451 later"),
            lambda: answer("550 nobody"),
        )


@contextmanager
def by_notify() -> Iterator[Post]:
    with notify_server() as server:

        def fail(status: int) -> None:
            server.fail = status

        yield Post(
            NotifyMailer(server.settings()),
            lambda: [one.told["reference"] for one in server.sent],
            lambda: fail(500),
            lambda: fail(400),
        )


@contextmanager
def by_outbox() -> Iterator[Post]:
    outbox = Outbox()

    def fail(how: str) -> None:
        setattr(outbox, how, True)

    yield Post(
        outbox,
        lambda: [one.message_id for one in outbox.sent],
        lambda: fail("down"),
        lambda: fail("refuses"),
    )


@contextmanager
def by_channel() -> Iterator[Post]:
    with by_smtp() as email, by_notify() as text:
        yield Post(
            ByChannel(email.mailer, text.mailer),
            lambda: [*email.arrived(), *text.arrived()],
            lambda: (email.fail_for_now(), text.fail_for_now(), None)[-1],
            lambda: (email.fail_for_good(), text.fail_for_good(), None)[-1],
        )


CARRIED = [
    pytest.param(by_smtp, NEWS, id="smtp"),
    pytest.param(by_notify, NEWS, id="notify"),
    pytest.param(by_notify, TEXT, id="notify-text"),
    pytest.param(by_outbox, NEWS, id="outbox"),
    pytest.param(by_outbox, TEXT, id="outbox-text"),
    pytest.param(by_channel, NEWS, id="by-channel"),
    pytest.param(by_channel, TEXT, id="by-channel-text"),
]
Way = Callable[[], AbstractContextManager[Post]]


@pytest.mark.parametrize(("way", "letter"), CARRIED)
def test_a_letter_that_was_handed_over_has_arrived_and_carries_its_id_each_time(
    way: Way, letter: Letter
) -> None:
    with way() as post:
        for _ in range(2):
            post.mailer.send(letter)

        assert post.arrived() == [letter.message_id] * 2


@pytest.mark.parametrize(("way", "letter"), CARRIED)
def test_a_server_that_cannot_take_it_now_says_so_without_the_address(
    way: Way, letter: Letter
) -> None:
    with way() as post:
        post.fail_for_now()

        with pytest.raises(MailerUnavailable) as told:
            post.mailer.send(letter)

        assert post.arrived() == []
        assert letter.to not in str(told.value)


@pytest.mark.parametrize(("way", "letter"), CARRIED)
def test_a_letter_that_will_never_be_taken_is_refused_without_the_address(
    way: Way, letter: Letter
) -> None:
    with way() as post:
        post.fail_for_good()

        with pytest.raises(LetterRefused) as told:
            post.mailer.send(letter)

        assert post.arrived() == []
        assert letter.to not in str(told.value)


@pytest.mark.parametrize("letter", [NEWS, TEXT], ids=["email", "text"])
def test_the_demonstration_takes_every_letter_and_hands_it_to_nobody(letter: Letter) -> None:
    with mail_server() as server, notify_server() as notify:
        settings = settings_for(
            "sqlite://", demonstration=True, smtp=server.address, notify=notify.settings()
        )

        carriers(settings).send(letter)

        assert (server.raw, notify.requests) == ([], [])


def test_a_text_waits_while_nobody_carries_texts() -> None:
    outbox = Outbox()

    with pytest.raises(MailerUnavailable, match=r"^texts_not_set_up$"):
        ByChannel(outbox, None).send(TEXT)

    assert outbox.sent == []


def test_where_both_are_set_smtp_carries_e_mail_and_notify_texts() -> None:
    with mail_server() as server, notify_server() as notify:
        settings = settings_for(
            "sqlite://", demonstration=False, smtp=server.address, notify=notify.settings()
        )
        mailer = carriers(settings)

        mailer.send(NEWS)
        mailer.send(TEXT)

        assert len(server.raw) == 1
        assert [one.path for one in notify.sent] == ["/v2/notifications/sms"]


def test_without_smtp_notify_carries_both() -> None:
    with notify_server() as notify:
        settings = settings_for("sqlite://", demonstration=False, smtp="", notify=notify.settings())
        mailer = carriers(settings)

        mailer.send(NEWS)
        mailer.send(TEXT)

        paths = [one.path for one in notify.sent]
        assert paths == ["/v2/notifications/email", "/v2/notifications/sms"]


# --- the texts of letters -------------------------------------------------------------------

LONGEST_ADDRESS = "https://" + "a" * 32
TO_FAMILIES = ("news", "receipt")


@pytest.mark.parametrize("language", ["en", "en-simple", "ar", "pl"])
@pytest.mark.parametrize("kind", TO_FAMILIES)
def test_a_text_message_is_two_parts_at_most_and_says_where_to_read(
    kind: str, language: str
) -> None:
    subject, body = text_of(kind, language, LONGEST_ADDRESS, Channel.TEXT)

    assert subject == ""
    assert LONGEST_ADDRESS in body
    assert "\n" not in body
    assert parts_of(body) <= MOST_PARTS


def test_every_letter_to_a_family_can_go_by_text_in_each_language_that_it_has_by_e_mail() -> None:
    folder = files("portal.mail")

    for kind in TO_FAMILIES:
        names = {one.name for one in folder.joinpath(kind).iterdir()}
        languages = {name.split(".")[0] for name in names}

        assert {"en", "en-simple", "ar"} <= languages
        assert names == {f"{one}{end}" for one in languages for end in (".txt", ".text.txt")}


@pytest.mark.parametrize(
    ("kind", "language", "spoken"),
    [
        ("news", "ar", "ar"),
        ("news", "pl", "pl"),
        ("news", "de", "en"),
        ("referral_placed", "ar", "en"),
        ("news", "en-simple", "en-simple"),
        ("news", "ar-simple", "ar"),
        ("referral_placed", "en-simple", "en"),
    ],
)
def test_a_letter_says_which_language_its_words_are_in(
    kind: str, language: str, spoken: str
) -> None:
    assert text_of.spoken(kind, language, Channel.EMAIL) == spoken


KINDS = sorted(one.name for one in files("portal.mail").iterdir() if "." not in one.name
               and not one.name.startswith("__"))  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar", "pl"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_has_a_text_in_the_language_or_else_in_english(
    kind: str, language: str
) -> None:
    subject, body = text_of(kind, language, "https://portal.example")

    assert "https://portal.example" in body
    assert subject
    assert "\n" not in subject
    assert "{" not in subject + body.replace(COUNTS, "")


def test_a_digest_has_room_for_its_counts_and_for_nothing_else() -> None:
    _, body = text_of("digest", "en", "https://portal.example")

    assert body.count(COUNTS) == 1
    assert "{" not in body.replace(COUNTS, "")


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", TO_FAMILIES)
def test_a_letter_to_a_home_names_neither_the_portal_nor_send(
    kind: str, language: str, channel: Channel
) -> None:
    subject, body = text_of(kind, language, "https://portal.example", channel)

    for betraying in ("SEND", "Suffolk", "council", "concern", "child"):
        assert betraying not in subject + body


# --- the database ---------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'one.db'}")
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("trusted_schema", 0),
        ("secure_delete", 1),
    ],
)
def test_every_connection_to_sqlite_survives_a_power_cut(
    file: Engine, pragma: str, value: object
) -> None:
    for _ in range(2):
        with file.connect() as connection:
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
        file.dispose()


def test_a_writer_takes_its_turn_from_the_start_and_a_reader_needs_none(file: Engine) -> None:
    reads, writes = sessions_for(file)
    with writes.begin() as session:
        session.execute(text("CREATE TABLE t (n INTEGER)"))
    impatient = engine_for(str(file.url))
    with writes.begin() as first:
        first.execute(text("INSERT INTO t VALUES (1)"))

        with reads() as reader:
            seen = reader.execute(text("SELECT count(*) FROM t")).scalar_one()
        with impatient.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout=10")
            with pytest.raises(OperationalError):
                other.exec_driver_sql("INSERT INTO t VALUES (2)")
    impatient.dispose()

    assert seen == 0


def test_a_row_that_points_at_nothing_is_refused_on_both_databases(session: Session) -> None:
    session.add(
        Consent(
            submission_id=987_654_321,
            use="contact",
            yes=True,
            wording="test",
            given_at=FrozenClock().now(),
            given_by="author",
        )
    )

    with pytest.raises((IntegrityError, LookupError, ValueError)):
        session.flush()
