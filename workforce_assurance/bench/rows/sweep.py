"""The sweep beside bare SQL: everything at once, nothing new, and ten thousand newly past their date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import LadderVersion

from ..figures import Figure, Spent, middle, timed
from ..population import Population, add_sessions, populate, settle_down
from . import Setting

WORKERS_OF_A_SUPERVISOR = 10
SESSIONS_OF_A_WORKER = 50
TICKS = 21

EPISODES = """
INSERT INTO escalations_episode (id, obligation_kind, subject_id, reference, about_id, responsible_id, due_at,
    runs_out_at, counted_from, ladder_id, position, state, opened_at, closed_because)
SELECT uuidv7(), 'supervision.session', id, reference, worker_id, supervisor_id, due_at, missed_after, missed_after,
    %s, 1, 'open', %s, ''
FROM {source}
"""
CLAIMED = """
WITH claimed AS (
    UPDATE supervision_session SET next_check = NULL, missed_flagged_at = %s WHERE next_check <= %s
    RETURNING id, reference, worker_id, supervisor_id, due_at, missed_after
)
"""
NOTICES = """
INSERT INTO escalations_notice (episode_id, position, recipient_id, channel, way, state, why, mail_id, created_at)
SELECT id, 1, responsible_id, 'mail', 'supervisor', 'waiting', '', mail.mail_id, %s
FROM escalations_episode JOIN (
    SELECT mail.recipient_id, mail.id AS mail_id FROM outbox_mail mail
) mail ON mail.recipient_id = responsible_id
"""
EMPTY = (
    "TRUNCATE escalations_reaction, escalations_notice, escalations_episode, outbox_mail, supervision_session CASCADE"
)


def sweeping(setting: Setting) -> Iterator[Figure]:
    """All rows of the sweep, in one database."""
    with setting.scratch.fresh("sweep"):
        people = _people(setting)
        yield _cold(setting, people)
        yield from _tick(setting, people)
        yield _newly(setting, people)


def _people(setting: Setting) -> Population:
    workers = max(1, setting.sizes.overdue // SESSIONS_OF_A_WORKER)
    supervisors = max(1, workers // WORKERS_OF_A_SUPERVISOR)
    return populate(supervisors=supervisors, workers_each=WORKERS_OF_A_SUPERVISOR, now=setting.now)


def _cold(setting: Setting, people: Population) -> Figure:
    """Floor and ours in turn, each over the same new sessions; ours comes last and leaves its episodes for the tick."""
    ours: list[Spent] = []
    floors: list[Spent] = []
    for _ in range(min(setting.sizes.rounds, 2)):
        _all_overdue(setting, people)
        episodes = timed(lambda: run(EPISODES.format(source="supervision_session"), [_ladder(), setting.now]))
        floors.append(episodes)
        _all_overdue(setting, people)
        ours.append(timed(lambda: sweep(now=setting.now)))
    bare = _bare_writes(setting)
    own, floor = middle(ours), middle(floors)
    return Figure(
        "cold_sweep",
        f"cold sweep of {setting.sizes.overdue:,} beside the bare INSERT … SELECT of its episodes",
        own.wall,
        "s",
        1.5,
        floor.wall,
        note=f"beside bare statements that write all it writes, claims and notices too: {own.wall / bare.wall:.2f} times",
        details={"cpu": own.cpu, "bare_claim_episodes_and_notices": bare.wall},
    )


def _bare_writes(setting: Setting) -> Spent:
    """The same rows as the sweep writes, by three bare statements: claim, episodes, notices."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE escalations_reaction, escalations_notice, escalations_episode")
        cursor.execute("UPDATE supervision_session SET next_check = missed_after, missed_flagged_at = NULL")
    settle_down()
    first = timed(lambda: _claim_by_hand(setting))
    second = timed(lambda: run(NOTICES, [setting.now]))
    return Spent(first.wall + second.wall, first.cpu + second.cpu)


def _claim_by_hand(setting: Setting) -> None:
    run(CLAIMED + EPISODES.format(source="claimed"), [setting.now, setting.now, _ladder(), setting.now])


def _tick(setting: Setting, people: Population) -> Iterator[Figure]:
    _all_overdue(setting, people)
    sweep(now=setting.now)
    settle_down()
    spent = [timed(lambda: sweep(now=setting.now)) for _ in range(TICKS)]
    with CaptureQueriesContext(
        connection,
    ) as statements:
        sweep(now=setting.now)
    told = f"with {setting.sizes.overdue:,} open"
    yield Figure("tick", f"a tick with nothing new, {told}", middle(spent).wall * 1000, "ms", 5)
    asked = [query["sql"] for query in statements.captured_queries if not is_bracket(query["sql"])]
    yield Figure(
        "tick_statements", f"its statements, {told}", len(asked), "statements", 6, details={"statements": asked}
    )


def _newly(setting: Setting, people: Population) -> Figure:
    ours: list[Spent] = []
    floors: list[Spent] = []
    for _ in range(setting.sizes.rounds):
        _some_more(setting, people)
        floors.append(timed(lambda: _claim_by_hand(setting)))
        _some_more(setting, people)
        ours.append(timed(lambda: sweep(now=setting.now)))
    own, floor = middle(ours), middle(floors)
    return Figure(
        "newly_overdue",
        f"{setting.sizes.newly:,} newly past their date beside UPDATE … RETURNING into INSERT",
        own.wall,
        "s",
        1.5,
        floor.wall,
        note="the sweep also writes a notice for each episode and the mails",
        details={"cpu": own.cpu},
    )


def _all_overdue(setting: Setting, people: Population) -> None:
    run(EMPTY, [])
    people.sessions_each = 0
    _add(setting, people, setting.sizes.overdue)


def _some_more(setting: Setting, people: Population) -> None:
    _add(setting, people, setting.sizes.newly)


def _add(setting: Setting, people: Population, number: int) -> None:
    each = max(1, number // len(people.workers))
    ended = setting.now - timedelta(hours=1)
    add_sessions(people, each=each, due_at=ended - timedelta(days=7), missed_after=ended, next_check=ended)
    settle_down()


def _ladder() -> object:
    return LadderVersion.objects.get(obligation_kind="supervision.session", state="published").pk


def run(statement: str, parameters: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)


def is_bracket(statement: str) -> bool:
    """Where a transaction begins and ends asks the database nothing."""
    return statement.upper().startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"))
