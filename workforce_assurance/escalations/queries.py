"""What other apps, pages and mails may ask about ladders, episodes and the heartbeat."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from workforce_assurance.people import queries as people

from .ladders import Ladder, ladders_from
from .models import Episode, Rung, Sweep
from .rungs import WorkingClock

MISSED_INTERVALS = 2


def working_clock() -> WorkingClock:
    """The organisation's working days, as they stand today."""
    return WorkingClock(people.calendar(), people.zone())


def ladders_in_use(*, now: datetime, clock: WorkingClock | None = None) -> dict[uuid.UUID, Ladder]:
    """The published ladders, and those that an episode still stands on."""
    stood_on = Episode.objects.not_closed().filter(ladder=OuterRef("ladder"))
    rungs = Rung.objects.filter(Q(ladder__state="published") | Exists(stood_on))
    rows = rungs.values_list(
        "ladder_id", "ladder__obligation_kind", "ladder__state", "position", "recipient", "working_days"
    )
    return ladders_from(rows, clock=clock or working_clock(), now=now)


def last_sweep() -> Sweep | None:
    """The last sweep that went through every kind."""
    return Sweep.objects.filter(troubled=0).order_by("-finished_at").first()


def sweep_is_missed(*, now: datetime) -> bool:
    """Whether two intervals have passed without a sweep."""
    last = last_sweep()
    return last is None or now - last.finished_at > MISSED_INTERVALS * sweep_interval()


def sweep_interval() -> timedelta:
    return settings.ESCALATIONS_SWEEP_EVERY


def reminder_working_days(kind: str) -> int | None:
    """How many working days before the due date the published ladder reminds; None when it does not."""
    rung = Rung.objects.filter(ladder__obligation_kind=kind, ladder__state="published", position=0).first()
    return rung.working_days if rung else None
