"""Who is told: from whom a rung asks for, past those who cannot be told, to somebody who can.

The order is guarantee G6: the person asked for, their deputy, the next manager (and their deputy), upwards, the service
lead, the safety-net mailbox. Everything is loaded at once, so that thousands of pairs cost as many queries as one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL

from .enums import Role
from .models import Deputy, Leave, Person, RoleGrant, TeamMembership
from .queries import today

Pair = tuple[uuid.UUID, uuid.UUID]
Step = tuple[str, uuid.UUID]
WAY_LENGTH = 120

# Everybody whom climbing managers and asking deputies can lead to; UNION ends on a cycle.
CIRCLE = """
WITH RECURSIVE circle(id) AS (
    SELECT unnest(%s::uuid[])
    UNION
    SELECT step.id FROM circle JOIN people_person person ON person.id = circle.id
    CROSS JOIN LATERAL (
        SELECT person.manager_id AS id
        UNION ALL
        SELECT deputy_id FROM people_deputy
        WHERE person_id = person.id AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
    ) step
    WHERE step.id IS NOT NULL
)
SELECT id FROM circle
"""


@dataclass(frozen=True)
class Found:
    """Who is told, or nobody when it is for the safety-net mailbox, and the way there in codes."""

    person: Person | None
    way: str


@dataclass(frozen=True)
class _Place:
    service: uuid.UUID
    team_manager: uuid.UUID | None
    service_lead: uuid.UUID | None


@dataclass(frozen=True)
class _Circle:
    people: dict[uuid.UUID, Person]
    reachable: set[uuid.UUID]
    deputies: dict[uuid.UUID, uuid.UUID]
    places: dict[uuid.UUID, _Place]
    governance: list[tuple[uuid.UUID | None, uuid.UUID]]


def find_recipients(
    wanted: str, pairs: Iterable[Pair], *, may_know: Callable[[Person, uuid.UUID], bool], now: datetime
) -> dict[Pair, Found]:
    """Find who is told, for each pair of worker and responsible supervisor.

    `wanted` is "worker", "supervisor", "manager", "service_lead", "governance_lead" or "safety_net".
    `may_know(person, worker_id)` is asked of everybody but the pair itself before they are chosen.

    :raises ValueError: when `wanted` is none of these
    """
    if wanted not in _CHAINS:
        raise ValueError(f"A rung cannot ask for {wanted}.")
    pairs = list(dict.fromkeys(pairs))
    circle = _load(pairs, on=today(now=now)) if pairs else None
    return {pair: _first_who_can_be_told(wanted, pair, circle, may_know) for pair in pairs} if circle else {}


def _first_who_can_be_told(
    wanted: str, pair: Pair, circle: _Circle, may_know: Callable[[Person, uuid.UUID], bool]
) -> Found:
    worker, responsible = pair
    # An alert about somebody's own session is no alert when it goes to them alone.
    never = {worker, responsible} if wanted in _ABOVE_THE_SUPERVISOR else {worker}
    way: list[str] = []
    asked: set[uuid.UUID] = set()
    for code, person_id in _CHAINS[wanted](pair, circle):
        if person_id in asked:
            continue
        asked.add(person_id)
        way.append(code)
        if person_id not in circle.reachable or (person_id in never and code != "worker"):
            continue
        person = circle.people[person_id]
        if person_id in pair or may_know(person, worker):
            return Found(person, _shown(way))
    return Found(None, _shown([*way, "safety_net"]))


def _shown(way: list[str]) -> str:
    """The way in codes; one too long for its column keeps its beginning and its end."""
    whole = ">".join(way)
    return whole if len(whole) <= WAY_LENGTH else ">".join([*way[:3], "...", *way[-3:]])


def _with_deputy(code: str, person_id: uuid.UUID | None, circle: _Circle) -> Iterator[Step]:
    if person_id is None:
        return
    yield code, person_id
    if person_id in circle.deputies:
        yield "deputy", circle.deputies[person_id]


def _climb(person_id: uuid.UUID | None, circle: _Circle) -> Iterator[Step]:
    """The person as a manager, their deputy, and so on upwards; a cycle ends where it began."""
    seen: set[uuid.UUID] = set()
    while person_id is not None and person_id not in seen:
        seen.add(person_id)
        yield from _with_deputy("manager", person_id, circle)
        person_id = circle.people[person_id].manager_id


def _place(pair: Pair, circle: _Circle) -> _Place | None:
    """Where it happened: the worker's team, else the supervisor's."""
    return circle.places.get(pair[0]) or circle.places.get(pair[1])


def _managers(pair: Pair, circle: _Circle) -> Iterator[Step]:
    worker, responsible = pair
    place = _place(pair, circle)
    yield from _climb(circle.people[worker].manager_id, circle)
    yield from _climb(place.team_manager if place else None, circle)
    yield from _climb(circle.people[responsible].manager_id, circle)
    yield from _service_lead(pair, circle)


def _service_lead(pair: Pair, circle: _Circle) -> Iterator[Step]:
    place = _place(pair, circle)
    yield from _with_deputy("service_lead", place.service_lead if place else None, circle)


def _service_lead_upwards(pair: Pair, circle: _Circle) -> Iterator[Step]:
    yield from _service_lead(pair, circle)
    place = _place(pair, circle)
    if place and place.service_lead:
        yield from _climb(circle.people[place.service_lead].manager_id, circle)


def _supervisor(pair: Pair, circle: _Circle) -> Iterator[Step]:
    responsible = pair[1]
    yield from _with_deputy("supervisor", responsible, circle)
    yield from _climb(circle.people[responsible].manager_id, circle)
    yield from _managers(pair, circle)


def _worker(pair: Pair, circle: _Circle) -> Iterator[Step]:
    # No deputy here: whoever stands in for a worker is a peer.
    yield "worker", pair[0]
    yield from _supervisor(pair, circle)


def _governance_leads(pair: Pair, circle: _Circle) -> Iterator[Step]:
    place = _place(pair, circle)
    service = place.service if place else None
    for scope in dict.fromkeys((service, None)):
        for of_service, person_id in circle.governance:
            if of_service == scope:
                yield from _with_deputy("governance_lead", person_id, circle)


def _nobody(_pair: Pair, _circle: _Circle) -> Iterator[Step]:
    return iter(())


_CHAINS: dict[str, Callable[[Pair, _Circle], Iterator[Step]]] = {
    "worker": _worker,
    "supervisor": _supervisor,
    "manager": _managers,
    "service_lead": _service_lead_upwards,
    "governance_lead": _governance_leads,
    "safety_net": _nobody,
}
_ABOVE_THE_SUPERVISOR = {"manager", "service_lead", "governance_lead"}


def _load(pairs: list[Pair], *, on: date) -> _Circle:
    ids = {person_id for pair in pairs for person_id in pair}
    rows = TeamMembership.objects.on(on).filter(person__in=ids)
    places = {
        person: _Place(service, manager, lead)
        for person, service, manager, lead in rows.values_list(
            "person_id", "team__service_id", "team__manager_id", "team__service__lead_id"
        )
    }
    governance = list(
        RoleGrant.objects.filter(role=Role.GOVERNANCE_LEAD)
        .order_by("person__full_name", "person_id")
        .values_list("service_id", "person_id")
    )
    start = ids | {person_id for _, person_id in governance}
    start |= {found for place in places.values() for found in (place.team_manager, place.service_lead) if found}
    away = Leave.objects.on(on).filter(person=OuterRef("pk"))
    people = {
        person.pk: person
        for person in Person.objects.filter(pk__in=RawSQL(CIRCLE, [list(start), on, on])).annotate(away=Exists(away))  # noqa: S611
    }
    deputies = dict(Deputy.objects.on(on).filter(person__in=people).values_list("person_id", "deputy_id"))
    reachable = {person.pk for person in people.values() if _can_be_told(person, on)}
    return _Circle(people, reachable, deputies, places, governance)


def _can_be_told(person: Person, on: date) -> bool:
    in_post = person.is_active and (person.left_on is None or person.left_on >= on)
    started = person.started_on is None or person.started_on <= on
    return in_post and started and not person.away and bool(person.email) and person.email_bounced_at is None
