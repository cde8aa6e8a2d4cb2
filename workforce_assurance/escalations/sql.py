"""The statements of the sweep and of the door: they move sets of rows inside PostgreSQL; keys come back as text."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from workforce_assurance.people.reach import Found

from .ladders import Ladder
from .registry import Obligation, Statement

OPEN = """
WITH due (subject_id, reference, about_id, responsible_id, due_at, runs_out_at) AS ({claim}),
moved AS (
    INSERT INTO escalations_episode (id, obligation_kind, subject_id, reference, about_id, responsible_id, due_at,
        runs_out_at, counted_from, ladder_id, position, state, opened_at, closed_because)
    SELECT uuidv7(), %s, subject_id, reference, about_id, responsible_id, least(due_at, runs_out_at),
        runs_out_at, runs_out_at, %s, CASE {rungs} ELSE 0 END,
        CASE WHEN runs_out_at <= %s THEN 'open' ELSE 'approaching' END, %s, ''
    FROM due WHERE %s OR runs_out_at <= %s
    ON CONFLICT (obligation_kind, subject_id, runs_out_at) DO NOTHING
    RETURNING id, position, about_id, responsible_id
)
SELECT NULL::int, NULL::uuid, NULL::uuid, NULL::text, count(*) FROM due
UNION ALL
SELECT position, about_id, responsible_id, array_agg(id)::text, count(*) FROM moved GROUP BY 1, 2, 3
"""

FORESEE = """
WITH due (subject_id, reference, about_id, responsible_id, due_at, runs_out_at) AS ({due})
SELECT CASE {rungs} ELSE 0 END, about_id, responsible_id, count(*)
FROM due WHERE %s OR runs_out_at <= %s GROUP BY 1, 2, 3
"""

# For each rung, those that stand right below it and whose time has come; then each to the highest rung it has reached.
DUE = "SELECT %s WHERE EXISTS ({due})"

# Nobody above is told of what a storm keeps back from those below.
CLIMB = """
WITH step AS (
    SELECT * FROM unnest(%s::uuid[], %s::int[], %s::timestamptz[]) AS step (ladder_id, position, cut_off)
), due AS (
    SELECT below.id FROM step CROSS JOIN LATERAL (
        SELECT id FROM escalations_episode episode
        WHERE episode.ladder_id = step.ladder_id AND episode.position = step.position - 1
            AND episode.counted_from <= step.cut_off AND NOT (episode.state = 'closed')
            AND (NOT EXISTS (SELECT FROM escalations_hold WHERE confirmed_at IS NULL) OR NOT EXISTS (
                SELECT FROM escalations_notice notice JOIN escalations_hold hold ON hold.id = notice.hold_id
                WHERE notice.episode_id = episode.id AND notice.position = episode.position
                    AND hold.confirmed_at IS NULL
            ))
        ORDER BY episode.counted_from LIMIT %s FOR UPDATE SKIP LOCKED
    ) below
), moved AS (
    UPDATE escalations_episode episode SET state = 'open', held_until = NULL, position = (
        SELECT max(step.position) FROM step
        WHERE step.ladder_id = episode.ladder_id AND episode.counted_from <= step.cut_off
    ) FROM due WHERE episode.id = due.id
    RETURNING episode.id, obligation_kind, ladder_id, position, about_id, responsible_id
)
SELECT obligation_kind, ladder_id, position, about_id, responsible_id, array_agg(id)::text, count(*)
FROM moved GROUP BY 1, 2, 3, 4, 5
"""

NOTICES = """
INSERT INTO escalations_notice
    (episode_id, position, recipient_id, channel, way, state, why, mail_id, created_at, hold_id)
SELECT episode.id, told.position, told.recipient_id, 'mail', told.way, 'waiting', '', told.mail_id, %s, %s
FROM unnest(%s::int[], %s::uuid[], %s::text[], %s::uuid[], %s::text[])
    AS told (position, recipient_id, way, mail_id, episodes), unnest(told.episodes::uuid[]) AS episode (id)
ON CONFLICT (episode_id, position, recipient_id, channel) DO NOTHING
"""

# Whom the notices of these mails were written for, beside whom their rungs ask for now.
WRITTEN_FOR = """
SELECT episode.obligation_kind, episode.ladder_id, notice.position, episode.about_id, episode.responsible_id,
    array_agg(episode.id)::text, count(*), notice.recipient_id, notice.way, rung.recipient
FROM escalations_notice notice
JOIN escalations_episode episode ON episode.id = notice.episode_id
JOIN escalations_rung rung ON rung.ladder_id = episode.ladder_id AND rung.position = notice.position
WHERE notice.mail_id = ANY(%s) AND notice.state = 'waiting' AND notice.recipient_id IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 8, 9, 10
"""

SUPERSEDE = """
UPDATE escalations_notice notice SET state = 'superseded', why = %s, ended_at = %s
FROM unnest(%s::int[], %s::uuid[], %s::text[]) AS wrong (position, recipient_id, episodes),
    unnest(wrong.episodes::uuid[]) AS episode (id)
WHERE notice.episode_id = episode.id AND notice.position = wrong.position
    AND notice.recipient_id = wrong.recipient_id AND notice.state = 'waiting'
"""

GROUPS = """
SELECT notice.mail_id, episode.obligation_kind, notice.position, rung.recipient, notice.way, episode.ladder_id,
    episode.state = 'open', count(*), min(episode.counted_from)
FROM escalations_notice notice
JOIN escalations_episode episode ON episode.id = notice.episode_id
JOIN escalations_rung rung ON rung.ladder_id = episode.ladder_id AND rung.position = notice.position
WHERE notice.mail_id = ANY(%s) AND notice.state = 'waiting'
GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 7 DESC, 3 DESC, 2
"""

LISTED = """
SELECT mail.id, item.reference, item.due_at, item.past
FROM unnest(%s::uuid[]) AS mail (id) CROSS JOIN LATERAL (
    SELECT episode.reference, episode.due_at, episode.state = 'open' AS past
    FROM escalations_notice notice JOIN escalations_episode episode ON episode.id = notice.episode_id
    WHERE notice.mail_id = mail.id AND notice.state = 'waiting'
    ORDER BY episode.due_at, episode.reference LIMIT %s
) item
"""

ENDED = """
UPDATE escalations_notice notice SET state = ended.state, why = ended.why, ended_at = ended.at
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::timestamptz[]) AS ended (mail_id, state, why, at)
WHERE notice.mail_id = ended.mail_id AND notice.state = 'waiting'
"""


@dataclass(frozen=True)
class Moved:
    """Episodes that reached the same rung, about the same worker, with the same person responsible."""

    kind: str
    ladder_id: uuid.UUID
    position: int
    about_id: uuid.UUID
    responsible_id: uuid.UUID
    # An array of keys as PostgreSQL writes it.
    episodes: str
    number: int


@dataclass(frozen=True)
class Told:
    """Who is told of some episodes at one rung, and by which mail."""

    position: int
    recipient_id: uuid.UUID | None
    way: str
    mail_id: uuid.UUID
    episodes: str

    @classmethod
    def of(cls, group: Moved, found: Found, mails: dict[uuid.UUID | None, uuid.UUID]) -> Told:
        recipient = found.person.pk if found.person else None
        return cls(group.position, recipient, found.way, mails[recipient], group.episodes)


class Foreseen(NamedTuple):
    """How many of one worker and one person responsible would stand at a rung; 0 is the reminder."""

    position: int
    about_id: uuid.UUID
    responsible_id: uuid.UUID
    number: int


def kinds_due(obligations: Iterable[Obligation], *, now: datetime) -> set[str]:
    """The kinds of which anything is due for a look, in one statement for however many there are."""
    asked = [(one.kind, *one.due(now).query.sql_with_params()) for one in obligations]
    if not asked:
        return set()
    statement = " UNION ALL ".join(DUE.format(due=due) for _, due, _ in asked)
    return {row[0] for row in _rows(statement, [value for kind, _, given in asked for value in (kind, *given)])}


def foresee(obligation: Obligation, ladder: Ladder, *, now: datetime) -> list[Foreseen]:
    """What opening would open at this moment, counted; nothing is locked and nothing changes."""
    due, parameters = obligation.due(now).query.sql_with_params()
    climbing = ladder.climbing()
    rungs = " ".join("WHEN runs_out_at <= %s THEN %s" for _ in climbing)
    values = [value for step in climbing for value in (step.cut_off, step.position)]
    rows = _rows(FORESEE.format(due=due, rungs=rungs), [*parameters, *values, ladder.reminds, now])
    return [Foreseen(*row) for row in rows]


def open_episodes(obligation: Obligation, ladder: Ladder, *, now: datetime, limit: int) -> tuple[int, list[Moved]]:
    """Claim what is due and open its episodes at the right rung; how many rows were claimed, and who moved."""
    claim, parameters = _statement(obligation, now, limit)
    climbing = ladder.climbing()
    rungs = " ".join("WHEN runs_out_at <= %s THEN %s" for _ in climbing)
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN.format(claim=claim, rungs=rungs),
            [*parameters, obligation.kind, ladder.id]
            + [value for step in climbing for value in (step.cut_off, step.position)]
            + [now, now, ladder.reminds, now],
        )
        rows = cursor.fetchall()
    claimed = next(row[4] for row in rows if row[0] is None)
    return claimed, [Moved(obligation.kind, ladder.id, *row) for row in rows if row[0] is not None]


def climb(ladders: Iterable[Ladder], *, limit: int) -> list[Moved]:
    """Move up what has reached a higher rung, at most `limit` for each rung."""
    steps = [(ladder.id, step.position, step.cut_off) for ladder in ladders for step in ladder.climbing()]
    if not steps:
        return []
    return [Moved(*row) for row in _rows(CLIMB, [*_columns(steps), limit])]


def write_notices(told: list[Told], *, now: datetime, hold_id: uuid.UUID | None = None) -> int:
    """Write the notices; how many were new."""
    rows = [(one.position, one.recipient_id, one.way, one.mail_id, one.episodes) for one in told]
    with connection.cursor() as cursor:
        cursor.execute(NOTICES, [now, hold_id, *_columns(rows)])
        return cursor.rowcount


@dataclass(frozen=True)
class WrittenFor:
    """Notices in mails: their episodes, whom they were written for and how, and whom their rung asks for."""

    group: Moved
    recipient_id: uuid.UUID
    way: str
    wanted: str


def written_for(mails: list[uuid.UUID]) -> list[WrittenFor]:
    """Whom the waiting notices of these mails were written for; those to the safety-net mailbox are always right."""
    return [WrittenFor(Moved(*row[:7]), *row[7:]) for row in _rows(WRITTEN_FOR, [mails])]


def supersede(wrong: list[WrittenFor], *, why: str, now: datetime) -> None:
    """End these notices, because somebody else has to be told."""
    rows = [(one.group.position, one.recipient_id, one.group.episodes) for one in wrong]
    with connection.cursor() as cursor:
        cursor.execute(SUPERSEDE, [why, now, *_columns(rows)])


class Counted(NamedTuple):
    """What waits in a mail of one kind at one rung, for one reason; `counted_from` is the earliest of them."""

    mail_id: uuid.UUID
    kind: str
    position: int
    wanted: str
    way: str
    ladder_id: uuid.UUID
    past: bool
    number: int
    counted_from: datetime


def groups_of(mails: list[uuid.UUID]) -> list[Counted]:
    """What waits in each mail, counted."""
    return [Counted(*row) for row in _rows(GROUPS, [mails])]


def listed_of(mails: list[uuid.UUID], *, at_most: int) -> list[tuple[uuid.UUID, str, datetime, bool]]:
    """The first items of each mail: mail, reference, due, past."""
    return _rows(LISTED, [mails, at_most])


def end_notices(ends: list[tuple[uuid.UUID, str, str, datetime]]) -> None:
    """End what waits in these mails: (mail, state, why, at)."""
    with connection.cursor() as cursor:
        cursor.execute(ENDED, _columns(ends))


def _rows(statement: str, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _statement(obligation: Obligation, now: datetime, limit: int) -> Statement:
    claim = obligation.claim(now, limit)
    return claim if isinstance(claim, tuple) else claim.query.sql_with_params()
