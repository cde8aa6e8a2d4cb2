"""Where the minutes that count come from: for each worker, what they took part in, in the order of its days."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day, start_of_day

from .credit import Contact, Kind
from .models import Session


def contacts_of(ids: Iterable[uuid.UUID], *, since: date, zone: ZoneInfo) -> dict[uuid.UUID, list[Contact]]:
    """What each of these people took part in since that day, one query for each source.

    One-to-one sessions that were held, whole or in part, are the one source there is. Attendance at group sessions
    becomes the second here: a `Contact` of `Kind.GROUP` or `Kind.PEER_GROUP` for each person who was there.
    """
    found: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    for worker_id, contact in _one_to_one(ids, since, zone):
        found[worker_id].append(contact)
    return found


def _one_to_one(ids: Iterable[uuid.UUID], since: date, zone: ZoneInfo) -> Iterable[tuple[uuid.UUID, Contact]]:
    held = Session.objects.took_place().filter(worker__in=list(ids), held_at__gte=start_of_day(since, zone))
    rows = held.order_by("held_at").values_list("worker_id", "held_at", "held_minutes", "due_on")
    for worker_id, held_at, minutes, due_on in rows:
        yield worker_id, Contact(local_day(held_at, zone), minutes or 0, Kind.ONE_TO_ONE, due_on=due_on)
