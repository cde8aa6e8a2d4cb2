"""Where the minutes that count come from: for each worker, what they took part in, in the order of its days."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Subquery

from workforce_assurance.common.dates import local_day, start_of_day

from .credit import Contact, Kind
from .enums import GroupKind
from .models import Attendance, GroupSession, Session


def contacts_of(ids: Iterable[uuid.UUID], *, since: date, zone: ZoneInfo) -> dict[uuid.UUID, list[Contact]]:
    """What each of these people took part in since that day, in the order of its days; one query for each source.

    The sources are one-to-one sessions that were held, whole or in part; groups that somebody was in; and groups that
    somebody facilitated.
    """
    ids = list(ids)
    found: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    for source in (_one_to_one, _in_groups, _facilitated):
        for worker_id, contact in source(ids, since, zone):
            found[worker_id].append(contact)
    for contacts in found.values():
        contacts.sort(key=lambda contact: contact.day)
    return found


def kind_of(group_kind: str) -> Kind:
    """How the credit rules know a group; a restorative session is a group with a facilitator."""
    return Kind.PEER_GROUP if group_kind == GroupKind.PEER else Kind.GROUP


def _one_to_one(ids: Iterable[uuid.UUID], since: date, zone: ZoneInfo) -> Iterable[tuple[uuid.UUID, Contact]]:
    held = Session.objects.took_place().filter(worker__in=list(ids), held_at__gte=start_of_day(since, zone))
    rows = held.order_by("held_at").values_list("worker_id", "held_at", "held_minutes", "due_on")
    for worker_id, held_at, minutes, due_on in rows:
        yield worker_id, Contact(local_day(held_at, zone), minutes or 0, Kind.ONE_TO_ONE, due_on=due_on)


def _in_groups(ids: Iterable[uuid.UUID], since: date, zone: ZoneInfo) -> Iterator[tuple[uuid.UUID, Contact]]:
    there = Attendance.objects.were_there()
    together = there.filter(group=OuterRef("group")).order_by().values("group").annotate(number=Count("pk"))
    rows = there.filter(person__in=list(ids), group__held_at__gte=start_of_day(since, zone))
    rows = rows.annotate(together=Subquery(together.values("number"))).order_by("group__held_at")
    for person_id, held_at, minutes, kind, together_were in rows.values_list(
        "person_id", "group__held_at", "minutes", "group__kind", "together"
    ):
        yield person_id, Contact(local_day(held_at, zone), minutes, kind_of(kind), together_were)


def _facilitated(ids: Iterable[uuid.UUID], since: date, zone: ZoneInfo) -> Iterator[tuple[uuid.UUID, Contact]]:
    rows = GroupSession.objects.took_place().filter(facilitator__in=list(ids), held_at__gte=start_of_day(since, zone))
    for person_id, held_at, minutes in rows.order_by("held_at").values_list(
        "facilitator_id", "held_at", "held_minutes"
    ):
        yield person_id, Contact(local_day(held_at, zone), minutes, Kind.GROUP, as_facilitator=True)
