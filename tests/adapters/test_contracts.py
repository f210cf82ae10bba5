"""Each port's contract, kept by the real part and by the fake that tests use in its place."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from portal.adapters.clock import ClockSkewed, SystemClock, check_skew
from portal.adapters.database import engine_for, sessions_for
from portal.adapters.hashing import Argon2Hasher, hasher_for
from portal.adapters.keyring import AesKeyring
from portal.adapters.post import text_of
from portal.adapters.screening import RulesScreen
from portal.models import Consent
from portal.ports import Clock, Flag, Screen, SealBroken, SealedValue
from portal.queries.digests import COUNTS
from tests.support.cases import DISCLOSURE
from tests.support.clock import FrozenClock
from tests.support.wiring import CHEAP, settings_for

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


# --- the texts of letters -------------------------------------------------------------------

KINDS = (
    "news",
    "receipt",
    "referral_overdue",
    "referral_placed",
    "safeguarding_flag",
    "safeguarding_late",
)


@pytest.mark.parametrize("language", ["en", "ar", "pl"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_has_a_text_in_the_language_or_else_in_english(
    kind: str, language: str
) -> None:
    subject, body = text_of(kind, language, "https://portal.example")

    assert "https://portal.example" in body
    assert subject
    assert "\n" not in subject
    assert "{" not in subject + body


def test_a_digest_has_room_for_its_counts_and_for_nothing_else() -> None:
    _, body = text_of("digest", "en", "https://portal.example")

    assert body.count(COUNTS) == 1
    assert "{" not in body.replace(COUNTS, "")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["news", "receipt"])
def test_a_letter_to_a_home_names_neither_the_portal_nor_send(kind: str, language: str) -> None:
    subject, body = text_of(kind, language, "https://portal.example")

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
