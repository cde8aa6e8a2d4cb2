"""Obligations of the two years that were reminded of or escalated and are over, as they would stand: when sessions were held says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from supervision.enums import KIND
from supervision.models import Session
from workforce_assurance.common.dates import end_of_day, local_day
from workforce_assurance.escalations.models import Episode, LadderVersion, Rung

from .history import LIVED_DAYS
from .staff import ZONE, instant

DAY = timedelta(days=1)
# A working day in days of the calendar, near enough.
IN_DAYS = 7 / 5
# Of sessions held before their date one in so many was reminded of; of what was missed it was recorded so many days later.
REMINDED, RECORDED_AFTER = 3, 12


def escalate_the_past(*, now: datetime) -> int:
    """Write them; gives how many. What the last weeks lived through has its own."""
    ladder = LadderVersion.objects.published().get(obligation_kind=KIND)
    rungs = dict(Rung.objects.filter(ladder=ladder).values_list("position", "working_days"))
    before = now - (LIVED_DAYS + 3) * DAY
    rows = Session.objects.filter(due_on__lt=local_day(before, ZONE), supervisor__isnull=False, team__isnull=False)
    rows = rows.exclude(pk__in=Episode.objects.filter(obligation_kind=KIND).values("subject_id"))
    found = list(_episodes(rows.order_by("reference"), ladder, rungs, before))
    return len(Episode.objects.bulk_create(found, batch_size=1000))


def _episodes(rows: Any, ladder: LadderVersion, rungs: dict[int, int], before: datetime) -> Iterator[Episode]:
    for number, row in enumerate(rows):
        runs_out = end_of_day(row.on_time_until, ZONE)
        reminded = instant(row.due_on - round(rungs.get(0, 0) * IN_DAYS) * DAY, time(7, 30))
        if row.state == "missed":
            closed, because = runs_out + RECORDED_AFTER * DAY, Episode.Closed.MISSED
        elif row.state in {"held", "partly_held"} and row.held_at > reminded:
            closed, because = row.held_at, Episode.Closed.DONE
        else:
            continue
        if closed >= before or (closed < runs_out and number % REMINDED):
            continue
        late = (closed - runs_out) / DAY
        climbed = [position for position, days in rungs.items() if position and late >= days * IN_DAYS]
        yield Episode(
            obligation_kind=KIND, subject_id=row.pk, reference=row.reference, about_id=row.worker_id,
            responsible_id=row.supervisor_id, due_at=end_of_day(row.due_on, ZONE), runs_out_at=runs_out, counted_from=runs_out,
            ladder=ladder, position=max(climbed, default=0), state=Episode.State.CLOSED, opened_at=reminded, closed_at=closed,
            closed_because=because,
        )  # fmt: skip
