"""What samples are drawn from: flagged by the worker, imported, or left out with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records

from ...models import FramePlace, Interaction
from ..enums import ACCOUNT_PURPOSE, CameFrom, InteractionKind, LeftOut
from ..exceptions import HappenedAtAnotherTime, LeftOutAlready, LinesAreWrong, NotTheirInteraction
from ..file_lines import Line, Plan
from .trail import note

# Nobody can tell well what lies further back.
LONGEST = timedelta(days=60)


@dataclass(frozen=True)
class Told:
    """What a worker says of an interaction that was hard."""

    kind: InteractionKind
    happened_on: date
    case_reference: str = ""
    source: tuple[str, uuid.UUID] | None = None


@transaction.atomic
def flag_interaction(*, told: Told, once: uuid.UUID, by: Any, now: datetime) -> Interaction:
    """Put one's own interaction into the frame and open its account. The same opened form, `once`, makes one.

    :raises HappenedAtAnotherTime: when it lies after today, or more than 60 days back
    :raises NotTheirInteraction: when they worked in no team on that day
    :raises NoPublishedTemplate: when no template of the account is published
    """
    if known := Interaction.objects.filter(once=once).first():
        return known
    if not timedelta() <= people.today(now=now) - told.happened_on <= LONGEST:
        raise HappenedAtAnotherTime("Give a day within the last 60 days.")
    team = people.team_of(by, on=told.happened_on)
    if team is None:
        raise NotTheirInteraction("You were in no team on that day. Give the day on which it happened.")
    kind, key = told.source or ("", None)
    made, is_new = Interaction.objects.get_or_create(
        once=once,
        defaults={
            "reference": new_reference(), "worker": by, "team": team, "kind": told.kind,
            "supervisor": people.supervisor_of(by, on=told.happened_on), "happened_on": told.happened_on,
            "case_reference": told.case_reference, "came_from": CameFrom.RECORD if told.source else CameFrom.FLAGGED,
            "source_kind": kind, "source_id": key, "recorded_at": now, "recorded_by": by,
        },
    )  # fmt: skip
    if is_new:
        records.open_response(purpose=ACCOUNT_PURPOSE, subject_id=made.pk, author=by, by=by, now=now)
        note("interaction flagged", made, by, now, about=by.pk, kind=told.kind)
    return made


@transaction.atomic
def leave_out(*, interaction: Interaction, because: LeftOut, by: Any, now: datetime) -> Interaction:
    """Take an interaction out of every sample to come, for a reason that is a code.

    :raises LeftOutAlready: when it is left out, or was drawn
    """
    locked = Interaction.objects.select_for_update(of=("self",)).get(pk=interaction.pk)
    if locked.left_out_because or FramePlace.objects.filter(interaction=locked, is_drawn=True).exists():
        raise LeftOutAlready("It is left out already, or it was drawn. Nothing was changed.")
    locked.left_out_because, locked.left_out_at, locked.left_out_by = because, now, by
    locked.save(update_fields=["left_out_because", "left_out_at", "left_out_by"])
    note("interaction left out", locked, by, now, about=locked.worker_id, because=because)
    return locked


@transaction.atomic
def import_interactions(*, plan: Plan, by: Any, now: datetime) -> int:
    """Put the lines of a file into the frame: all that are new, or none; gives how many.

    :raises LinesAreWrong: when one of them cannot be taken
    """
    if plan.wrong:
        raise LinesAreWrong("A line cannot be taken as it is. Nothing was imported.")
    made = Interaction.objects.bulk_create(_rows(plan.lines, by, now), ignore_conflicts=True)
    if made:
        note("interactions imported", made[0], by, now, number=len(made))
    return len(made)


def _rows(lines: Sequence[Line], by: Any, now: datetime) -> list[Interaction]:
    return [
        Interaction(
            once=uuid.uuid5(uuid.NAMESPACE_OID, f"interaction {line.key}"), reference=new_reference(),
            worker_id=line.worker, team_id=line.team, supervisor_id=line.supervisor, kind=line.kind,
            happened_on=line.happened_on, case_reference=line.case_reference, came_from=CameFrom.IMPORTED,
            outside_key=line.key, recorded_at=now, recorded_by=by,
        )
        for line in lines
    ]  # fmt: skip
