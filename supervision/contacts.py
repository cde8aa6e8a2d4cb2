"""Where the minutes that count come from: for each worker, what they took part in, in the order of its days."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, QuerySet, Subquery

from workforce_assurance.common.dates import local_day, start_of_day
from workforce_assurance.common.together import fetch_together

from .credit import Contact, Kind
from .enums import GroupKind
from .models import Attendance, GroupSession, Session


def contacts_of(
    ids: Iterable[uuid.UUID], *, since: date, zone: ZoneInfo, along: Iterable[QuerySet] = ()
) -> dict[uuid.UUID, list[Contact]]:
    """What each of these people took part in since that day, in the order of its days; in one round trip.

    The sources are one-to-one sessions that were held, whole or in part; groups that somebody was in; and groups that
    somebody facilitated.
    """
    ids, since_at = list(ids), start_of_day(since, zone)
    found: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    sources = [(source(ids, since_at), as_contact) for source, as_contact in SOURCES]
    fetch_together([*along, *(rows for rows, _ in sources)])
    for rows, as_contact in sources:
        for worker_id, held_at, *facts in rows:
            found[worker_id].append(as_contact(local_day(held_at, zone), *facts))
    for contacts in found.values():
        contacts.sort(key=lambda contact: contact.day)
    return found


def kind_of(group_kind: str) -> Kind:
    """How the credit rules know a group; a restorative session is a group with a facilitator."""
    return Kind.PEER_GROUP if group_kind == GroupKind.PEER else Kind.GROUP


def _one_to_one(ids: list[uuid.UUID], since: datetime) -> QuerySet:
    held = Session.objects.took_place().filter(worker__in=ids, held_at__gte=since)
    return held.order_by("held_at").values_list("worker_id", "held_at", "held_minutes", "due_on")


def _in_groups(ids: list[uuid.UUID], since: datetime) -> QuerySet:
    there = Attendance.objects.were_there()
    together = there.filter(group=OuterRef("group")).order_by().values("group").annotate(number=Count("pk"))
    rows = there.filter(person__in=ids, group__held_at__gte=since)
    rows = rows.annotate(together=Subquery(together.values("number"))).order_by("group__held_at")
    return rows.values_list("person_id", "group__held_at", "minutes", "group__kind", "together")


def _facilitated(ids: list[uuid.UUID], since: datetime) -> QuerySet:
    rows = GroupSession.objects.took_place().filter(facilitator__in=ids, held_at__gte=since)
    return rows.order_by("held_at").values_list("facilitator_id", "held_at", "held_minutes")


# The rows of each source, and what is made of one: a day and the facts that follow the person and the instant.
SOURCES: tuple[tuple[Callable[..., QuerySet], Callable[..., Contact]], ...] = (
    (_one_to_one, lambda day, minutes, due_on: Contact(day, minutes or 0, Kind.ONE_TO_ONE, due_on=due_on)),
    (_in_groups, lambda day, minutes, kind, there: Contact(day, minutes, kind_of(kind), there)),
    (_facilitated, lambda day, minutes: Contact(day, minutes, Kind.GROUP, as_facilitator=True)),
)
