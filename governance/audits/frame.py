"""What an audit is drawn from: everything of these days and teams, who has a part in it, and what is left out why."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from supervision import queries as supervision
from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.redacted import people_of
from workforce_assurance.common.dates import end_of_day, start_of_day
from workforce_assurance.common.sampling import LQAS_SIZE, allocate
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import queries as records

from .enums import AuditOf, OutOfFrame

SUPERVISION = "supervision"


@dataclass(frozen=True)
class Row:
    """One record or action: its key, its team, and everybody who may not read it."""

    subject_id: uuid.UUID
    team_id: uuid.UUID
    parties: frozenset[uuid.UUID]
    left_out: OutOfFrame | None = None


@dataclass(frozen=True)
class Frame:
    rows: list[Row]

    @property
    def units(self) -> list[Row]:
        """Those that can be drawn."""
        return [row for row in self.rows if row.left_out is None]

    @property
    def left_out(self) -> Counter[OutOfFrame]:
        return Counter(row.left_out for row in self.rows if row.left_out)

    def by_team(self) -> dict[uuid.UUID, int]:
        return dict(Counter(row.team_id for row in self.units))

    def shares(self, wanted: int, *, lots: bool) -> dict[uuid.UUID, int]:
        """How many of each team would be drawn: in proportion, or of lots 19 of each."""
        sizes = self.by_team()
        counts: dict[Hashable, int] = dict(sizes.items())
        if lots:
            return {team: min(number, LQAS_SIZE) for team, number in sizes.items()}
        return {uuid.UUID(str(team)): number for team, number in allocate(counts, size=wanted).items()}


def frame_of(of: AuditOf, teams: Iterable[Any], first: date, last: date, *, on: date) -> Frame:
    """Everything of these days in these teams, in a number of queries that does not grow with it."""
    keys, zone = [team.pk for team in teams], people.zone()
    since, until = start_of_day(first, zone), end_of_day(last, zone)
    find = _sessions if of == AuditOf.SUPERVISION else _actions
    return Frame(find(keys, since, until, on))


def _sessions(teams: Collection[uuid.UUID], since: datetime, until: datetime, on: date) -> list[Row]:
    found = list(supervision.sessions_of_teams(teams, since=since, until=until))
    written = records.responses_for(SUPERVISION, [one.pk for one in found])
    parts = records.people_of_records([one.pk for one in written.values()])
    workers = {one.worker_id for one in found}
    now: dict[uuid.UUID, uuid.UUID] = dict(
        people.supervision_lines(on=on).filter(worker__in=workers).values_list("worker", "supervisor")
    )

    def row(session: Any) -> Row:
        record = written.get(session.pk)
        known = {session.worker_id, session.supervisor_id, session.closed_by_id, now.get(session.worker_id)}
        known |= parts[record.pk] if record else set()
        return Row(session.pk, session.team_id, frozenset(key for key in known if key), _why(record))

    return [row(session) for session in found]


def _why(record: Any) -> OutOfFrame | None:
    if record is None:
        return OutOfFrame.NO_RECORD
    return OutOfFrame.UNFINISHED if record.state == "open" else None


def _actions(teams: Collection[uuid.UUID], since: datetime, until: datetime, _on: date) -> list[Row]:
    found = actions.opened_in_teams(teams, since=since, until=until)
    return [Row(one.pk, one.team_id, frozenset(people_of(one))) for one in found]
