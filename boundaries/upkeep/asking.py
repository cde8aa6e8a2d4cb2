"""Who is asked to see to what is kept, and who stands above them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .enums import UpkeepKind


def who_is_asked(kind: UpkeepKind, thing: Any, *, now: datetime, but: Collection[uuid.UUID] = ()) -> Any | None:
    """Whoever leads the team of a protocol and did not set it; whoever answers for a route or a standard; else who leads governance."""
    on = people.today(now=now)
    never = {*but, thing.set_by_id} if kind is UpkeepKind.LOOK else set(but)
    wanted = [one.pk for one in _heads(kind, thing) if one and one.pk not in never]
    known = people.people_in_post(on=on).filter(is_active=True).in_bulk(wanted)
    found = next((known[key] for key in wanted if key in known), None)
    return found or _governance(kind, thing, now, but=never)


def above(person: Any, kind: UpkeepKind, thing: Any, *, now: datetime) -> Any:
    """Who is told after whoever is asked: a manager above them, who leads the service or governance; else they stand there too."""
    pair = (person.pk, person.pk)
    found = reach.find_recipients("manager", [pair], may_know=lambda one, _: bool(one.is_active), now=now)[pair].person
    if found:
        return found
    lead = getattr(_service(kind, thing), "lead", None)
    if lead and lead.is_active and lead.pk != person.pk:
        return lead
    return _governance(kind, thing, now, but={person.pk}) or person


def _heads(kind: UpkeepKind, thing: Any) -> Iterator[Any]:
    yield thing.team.manager if kind is UpkeepKind.LOOK else thing.owner
    yield getattr(_service(kind, thing), "lead", None)


def _service(kind: UpkeepKind, thing: Any) -> Any | None:
    """The service that it belongs to; a standard, and a number for everybody, to none."""
    if kind is UpkeepKind.LOOK:
        return thing.team.service
    return thing.service if kind is UpkeepKind.RING else None


def _governance(kind: UpkeepKind, thing: Any, now: datetime, *, but: Collection[uuid.UUID]) -> Any | None:
    """Who leads governance in its service, or in the organisation."""
    service_id = getattr(_service(kind, thing), "pk", None)
    found = people.governance_leads_of(service_id, on=people.today(now=now)).filter(is_active=True)
    return found.exclude(pk__in=but).first()
