"""When the invented people usually meet, and where: a series for most of them. Pure: rows, but none saved."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from supervision.models import Series

from .staff import SEED, Staff

# Of a hundred pairs so many have a usual time, and of those so many meet by a call.
WITH_SERIES, BY_CALL = 80, 18
CLOCKS = (time(9, 30), time(11), time(13, 30), time(15))
ROOMS = (
    "Room 2, Quay House",
    "The small room, first floor",
    "Garden room",
    "Room 4, Mill Street",
    "Quiet room, ground floor",
)
EVERY = (4, 4, 4, 2)


def usual_times(staff: Staff, *, now: datetime) -> list[Series]:
    """A series of most workers with the supervisor they have, no two of one supervisor at one hour."""
    taken: dict[Any, set[tuple[int, time]]] = defaultdict(set)
    found = []
    for line in staff.lines:
        worker, supervisor = line.worker, line.supervisor
        if line.ends_on is not None or line.starts_on > staff.today or not worker.receives_supervision:
            continue
        rng = random.Random(f"{SEED} usual {worker.reference}")  # noqa: S311
        hours = [(day, clock) for day in range(5) for clock in CLOCKS if (day, clock) not in taken[supervisor.pk]]
        if rng.randrange(100) >= WITH_SERIES or not hours:
            continue
        hour = rng.choice(hours)
        taken[supervisor.pk].add(hour)
        found.append(_series(worker, supervisor, hour, rng, staff.began, now))
    return found


def _series(
    worker: Any, supervisor: Any, hour: tuple[int, time], rng: random.Random, since: date, now: datetime
) -> Series:
    call = rng.randrange(100) < BY_CALL
    return Series(
        worker=worker,
        supervisor=supervisor,
        weekday=hour[0],
        clock=hour[1],
        starts_on=since,
        every_weeks=rng.choice(EVERY),
        place="" if call else rng.choice(ROOMS),
        call_link=f"https://calls.example/{rng.getrandbits(48):012x}" if call else "",
        set_by=supervisor,
        set_at=now,
    )
