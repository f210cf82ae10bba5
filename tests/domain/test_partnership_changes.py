"""What changed between two versions of a partnership."""

from portal.domain.partnership import Partnership, packaged, read
from portal.domain.partnership_changes import Part, changes

CLOSED = '\n[[closure]]\ndate = 2026-12-24\nwhy = "The council is closed"\n'


def version(*replaced: tuple[str, str], more: str = "") -> Partnership:
    text = packaged()
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    return read(text + more)


def test_the_same_file_has_no_changes() -> None:
    assert changes(version(), version()) == ()


def test_a_changed_amount_names_the_promise_and_the_field() -> None:
    (change,) = changes(version(), version(("amount = 8\n", "amount = 6\n")))

    assert (change.part, change.fields) == (Part.PROMISE, ("amount",))
    assert (change.before.amount, change.after.amount) == (8, 6)


def test_a_promise_from_a_later_day_is_a_new_one_beside_the_old() -> None:
    later = (
        '\n[[service_level]]\nregime = "concern"\nsubject = "partner"\nclock = "respond"\n'
        'rank = 100\namount = 6\nunit = "working_day"\neffective_from = 2027-01-01\n'
        'basis = "practice"\nstatus = "proposed"\nverified = true\n'
    )

    (new,) = changes(version(), version(more=later))
    (gone,) = changes(version(more=later), version())

    assert (new.part, new.before, new.after.amount) == (Part.PROMISE, None, 6)
    assert (gone.after, gone.before.amount) == (None, 6)


def test_closed_days_waits_steps_and_times_are_named_apart() -> None:
    new = version(
        ("pause_cap = 10", "pause_cap = 12"),
        ("working_days_late = 3", "working_days_late = 4"),
        ("close = 17:00:00", "close = 17:30:00"),
        ("13:00:00]", "14:00:00]"),
        more=CLOSED,
    )

    assert [one.part for one in changes(version(), new)] == [
        Part.STEP,
        Part.WAITING,
        Part.CLOSURE,
        Part.HOURS,
        Part.HOURS,
        Part.DIGESTS,
    ]


def test_of_what_is_not_about_time_only_the_section_is_named() -> None:
    (change,) = changes(version(), version(('name = "West Suffolk NHS"', 'name = "West NHS"')))

    assert (change.part, change.after) == (Part.OTHER, "partners")
