"""Drawing an audit: its seed, its frozen list, and who reads what, in one transaction."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from boundaries.reviews.drawing import NobodyLeft
from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people

from ...models import Audit, AuditUnit
from ..drawing import drawn, shared_out
from ..enums import AuditOf, Lots, ReadingPart
from ..exceptions import DayOutOfReach, NobodyToRead, NothingToAudit, NotTheirTeams
from ..frame import Frame, frame_of
from ..readers import governs, possible
from .asking import WITHIN, ask
from .trail import note

YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Wanted:
    """Of what, of which days and teams, how many, in lots or not, the share read twice (in per cent), and by whom."""

    of: AuditOf
    teams: Sequence[Any]
    first_on: date
    last_on: date
    size: int
    second_share: int
    readers: Sequence[Any]
    lots: Lots = Lots.NONE
    # By the end of which day it is read; none for twenty working days.
    read_by: date | None = None


@transaction.atomic
def draw_audit(*, wanted: Wanted, once: uuid.UUID, by: Any, now: datetime, seed: str = "") -> Audit:
    """Draw it, freeze its list and ask the readers. The seed comes from the system; tests and the demo say it.

    :raises NotTheirTeams: when they do not lead the governance of all these teams
    :raises NothingToAudit: when nothing of these days can be drawn
    :raises DayOutOfReach: when the day by which it is read is over, or more than a year away
    :raises NobodyToRead: when those chosen may not read one of them, or lead no governance there
    :raises NoPublishedTemplate: when no audit tool is published
    """
    if known := Audit.objects.filter(once=once).first():
        return known
    if not wanted.teams or not governs(by, wanted.teams):
        raise NotTheirTeams("Choose teams of services whose governance you lead.")
    on, seed = people.today(now=now), seed or secrets.token_hex(16)
    frame = frame_of(wanted.of, wanted.teams, wanted.first_on, wanted.last_on, on=on)
    lines = [(str(row.subject_id), str(row.team_id)) for row in frame.units]
    keys = drawn(lines, size=wanted.size, lots=bool(wanted.lots), seed=seed)
    if not keys:
        raise NothingToAudit("Nothing of these days can be drawn. Choose other days or teams.")
    audit = Audit.objects.create(
        once=once, reference=new_reference(), of=wanted.of, first_on=wanted.first_on, last_on=wanted.last_on,
        wanted=wanted.size, lots=wanted.lots, second_share=wanted.second_share, seed=seed, population=len(lines),
        size=len(keys), read_by=_day(wanted, on), drawn_at=now, drawn_by=by,
    )  # fmt: skip
    audit.teams.set(wanted.teams)
    _ask(audit, _freeze(audit, frame, keys), wanted, now=now)
    note("audit drawn", audit, by, now, of=audit.of, size=audit.size, population=audit.population, seed=seed)
    return audit


def _freeze(audit: Audit, frame: Frame, keys: list[str]) -> dict[str, AuditUnit]:
    """The list as it stands; what was drawn, by its key."""
    numbers = {key: number for number, key in enumerate(keys, start=1)}
    rows = AuditUnit.objects.bulk_create(
        AuditUnit(
            audit=audit, subject_id=row.subject_id, team_id=row.team_id, parties=sorted(row.parties),
            is_drawn=str(row.subject_id) in numbers, number=numbers.get(str(row.subject_id)),
            left_out_because=row.left_out or "",
        )
        for row in frame.rows
    )  # fmt: skip
    return {str(row.subject_id): row for row in rows if row.is_drawn}


def _ask(audit: Audit, units: dict[str, AuditUnit], wanted: Wanted, *, now: datetime) -> None:
    chosen = {one.pk for one in wanted.readers}
    here = {
        str(one.pk): one
        for one in possible(on=people.today(now=now))
        if one.pk in chosen and governs(one, wanted.teams)
    }
    parties = {key: frozenset(str(one) for one in unit.parties) for key, unit in units.items()}
    keys = sorted(units, key=lambda key: units[key].number or 0)
    try:
        asked = shared_out(keys, parties, readers=sorted(here), per_cent=wanted.second_share, seed=audit.seed)
    except NobodyLeft:
        raise NobodyToRead(
            "Those chosen may not read all of it: nobody reads what they have a part in, and a second reading needs another "
            "person. Choose more readers, or let nothing be read twice."
        ) from None
    rows = [
        (units[key], part, here[reader])
        for key in keys
        for part, reader in zip((ReadingPart.FIRST, ReadingPart.SECOND), asked[key], strict=False)
    ]
    ask(rows, of=wanted.of, day=audit.read_by or people.today(now=now), now=now)


def _day(wanted: Wanted, on: date) -> date:
    day = wanted.read_by or people.calendar().add(on, WITHIN)
    if not on <= day <= on + YEAR:
        raise DayOutOfReach("Give a day from today on, and within a year.")
    return day
