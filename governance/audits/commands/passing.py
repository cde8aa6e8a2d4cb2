"""Handing a reading on to somebody who may read it: what was begun stays its writer's, and is not seen by who takes over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.dates import day_ending
from workforce_assurance.people import queries as people

from ...models import AuditReading
from ..enums import AuditOf, PassedBecause, ReadingPart, ReadingState
from ..exceptions import ReadBySomebodyElse, ReadingGiven
from ..readers import who_may_read
from .asking import ask, end_reminders
from .trail import note

# Whoever takes over has so many working days at least.
LEAST = 2


@transaction.atomic
def pass_reading(*, reading: AuditReading, to: Any, because: PassedBecause, by: Any, now: datetime) -> AuditReading:
    """Let somebody else read it from the beginning, by the same day where that leaves time.

    :raises ReadingGiven: when it is given, or handed on already
    :raises ReadBySomebodyElse: when they have a part in it, were asked for it before, or do not govern its teams
    """
    rows = AuditReading.objects.select_for_update(of=("self",)).select_related("unit__audit", "unit__team", "reader")
    locked = rows.get(pk=reading.pk)
    if locked.state != ReadingState.WAITS:
        raise ReadingGiven("This reading was given, or handed on already. Nothing was changed.")
    unit, on = locked.unit, people.today(now=now)
    if to.pk not in {one.pk for one in who_may_read(unit, on=on)}:
        raise ReadBySomebodyElse("They have a part in it, were asked for it before, or do not govern its teams.")
    locked.state, locked.next_check = ReadingState.PASSED_ON, None
    locked.passed_to, locked.passed_by, locked.passed_at, locked.passed_because = to, by, now, because
    locked.save(update_fields=["state", "next_check", "passed_to", "passed_by", "passed_at", "passed_because"])
    end_reminders(locked, "moved", by, now)
    day = people.calendar().add(on, LEAST)
    if locked.due_at:
        day = max(day, day_ending(locked.due_at, people.zone()))
    goes_on = ask([(unit, ReadingPart(locked.part), to)], of=AuditOf(unit.audit.of), day=day, now=now)[0]
    note("audit reading handed on", locked, by, now, to=str(to.pk), because=because)
    return goes_on
