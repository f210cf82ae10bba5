"""A town of promises: a million clocks that run, loaded by the database itself."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

CASES = 200_000
EACH = 5
"""Clocks of a case: three of the family's, one of the partner's, and one more of the family's."""

CLOCKS = CASES * EACH
BEGAN = datetime(2026, 11, 2, 9, tzinfo=UTC)
FIRST_SWEEP = datetime(2026, 11, 25, 0, tzinfo=UTC)
FAR = datetime(2027, 6, 1, tzinfo=UTC)

_SUBMISSIONS = """
INSERT INTO submission (id, reference, code_hash, idempotency_hash, kind, author_kind, channel,
    status, language, easy_words, words, danger, needs, pictures, held, part_of_flood, file_held,
    restricted, identity_check, received_at, received_on, quarter, due_at, version)
SELECT n, 'R' || n, 'x', 'h' || n, 'concern', 'parent_or_carer', 'portal', 'with_partner', 'en',
    false, 'The bus has not come for two weeks and nobody rings us back.', 'no',
    '["send_transport"]', '[]', false, false, false, false, 'not_checked', :began, '2026-11-02',
    '2026-Q4', :far, 1
FROM generate_series(1, :cases) AS n
"""
_DECISIONS = """
INSERT INTO route_decision (id, submission_id, source, lead_key, also_keys, certain, because,
    decided_at)
SELECT n, n, 'rule', 'scc_transport', '[]', true, 'rule', :began
FROM generate_series(1, :cases) AS n
"""
_REFERRALS = """
INSERT INTO referral (id, submission_id, number, partner_id, part, status, open, decision_id,
    placed_at, accepted_at, due_at, version)
SELECT n, n, 1, 1 + n % (SELECT max(id) FROM partner), 'lead', 'accepted', true, n, :began, :began,
    :far, 1
FROM generate_series(1, :cases) AS n
"""
_CLOCKS = """
INSERT INTO clock (id, submission_id, referral_id, owner, subject, kind, cycle, service_level_id,
    matched, quarter, started_at, due_on, due_at, state)
SELECT (n - 1) * :each + k, n, CASE WHEN k = 4 THEN n END,
    CASE WHEN k = 4 THEN 'referral:1' ELSE 'family' END,
    CASE WHEN k = 4 THEN 'partner' ELSE 'family' END,
    (ARRAY['acknowledge', 'respond', 'resolve', 'respond', 'keep_informed'])[k], 1,
    (SELECT min(id) FROM service_level WHERE regime = 'concern'),
    json_build_object('partner', CASE WHEN k = 4 THEN 'scc_transport' END),
    '2026-Q4', :began, '2027-05-31', :far, 'running'
FROM generate_series(1, :cases) AS n, generate_series(1, :each) AS k
"""
_AHEAD = """
INSERT INTO clock_milestone (clock_id, cycle, name, basis, crosses_at, void)
SELECT n, 1, name, '2027-05-31', :far, false
FROM generate_series(1, :clocks) AS n, unnest(ARRAY['warned', 'due', 'breached']) AS name
"""
_DUE = """
INSERT INTO clock_milestone (clock_id, cycle, name, basis, crosses_at, void)
SELECT n, 1, (ARRAY['chased', 'warned', 'breached', 'escalated_1', 'escalated_2'])[1 + n / 100 % 5],
    '2026-11-24', CAST(:first AS timestamptz) + (n % 100) * INTERVAL '1 day', false
FROM generate_series(1, :clocks) AS n
"""


def sweep_at(number: int) -> datetime:
    """The instant of sweep 0, 1, 2 …: at each one clock in a hundred is newly due."""
    return FIRST_SWEEP + timedelta(days=number, hours=1)


def settle(connection: Connection) -> None:
    """Load it into a made database; takes well under two minutes."""
    # The rows are right by construction: looking each of them up again would take minutes.
    connection.execute(text("SET session_replication_role = replica"))
    connection.execute(text("SET synchronous_commit = off"))
    given = {"cases": CASES, "each": EACH, "clocks": CLOCKS, "began": BEGAN, "far": FAR}
    given["first"] = FIRST_SWEEP
    for statement in (_SUBMISSIONS, _DECISIONS, _REFERRALS, _CLOCKS, _AHEAD, _DUE):
        connection.execute(text(statement), given)
    for table in ("submission", "route_decision", "referral", "clock"):
        high = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
        connection.execute(text(high))
    connection.execute(text("SET session_replication_role = origin"))
    connection.execute(text("SET synchronous_commit = on"))
