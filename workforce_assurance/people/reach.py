"""The one place for "whom may I see" and for "who is told"; every question takes the day it is asked for.

What is seen is a person's name, place and dates. Who may read an answer is a matter of its layer and of the parties.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from workforce_assurance.common.once import once

from .enums import Role
from .models import Deputy, Person, RoleGrant, SupervisionLine, Team, TeamMembership
from .recipients import Found, find_recipients

__all__ = [
    "Found",
    "Others",
    "find_recipients",
    "is_administrator",
    "is_below",
    "is_data_protection_lead",
    "is_governance_lead",
    "manages",
    "others_below",
    "people_governed_by",
    "people_managed_by",
    "people_visible_to",
    "services_governed_by",
    "stands_in_for",
    "supervises",
    "teams_managed_by",
    "teams_visible_to",
    "workers_supervised_by",
]

# Written out, because nearly every page asks them: building these anew each time costs more than running them.
# Everybody below these people in the management tree; UNION ends on a cycle.
BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM people_person WHERE manager_id = ANY(%s::uuid[])
    UNION
    SELECT person.id FROM people_person person JOIN below ON person.manager_id = below.id
)
SELECT id FROM below
"""
# Everybody whom these people manage on that day: below them, in teams they manage, in services they lead. As an array, because
# the planner takes the recursion for hundreds of thousands.
MANAGED = f"""
SELECT unnest(ARRAY(({BELOW}) UNION
SELECT membership.person_id FROM people_teammembership membership
JOIN people_team team ON team.id = membership.team_id
JOIN people_service service ON service.id = team.service_id
WHERE (team.manager_id = ANY(%s::uuid[]) OR service.lead_id = ANY(%s::uuid[]))
    AND membership.starts_on <= %s AND (membership.ends_on IS NULL OR membership.ends_on >= %s)
)) AS id
"""  # noqa: S608 - two constants
# Everybody whom these people supervise on that day.
SUPERVISED = """
SELECT worker_id AS id FROM people_supervisionline
WHERE supervisor_id = ANY(%s::uuid[]) AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
"""
OTHERS = f"""
SELECT EXISTS (SELECT FROM ({SUPERVISED}) supervised WHERE id <> %s),
    EXISTS (SELECT FROM ({MANAGED}) managed WHERE id <> %s),
    ARRAY(
        SELECT team.id FROM people_team team JOIN people_service service ON service.id = team.service_id
        WHERE team.manager_id = ANY(%s::uuid[]) OR service.lead_id = ANY(%s::uuid[])
    )
"""  # noqa: S608 - constants


class Others(NamedTuple):
    """Whether somebody supervises anybody and manages anybody, themselves left out, and which teams they manage."""

    supervised: bool
    managed: bool
    teams: list[uuid.UUID]


class Grant(NamedTuple):
    """A role that somebody holds: in one service, or (None) in the whole organisation."""

    role: str
    service_id: uuid.UUID | None


def is_administrator(person: Person) -> bool:
    return _holds(person, Role.ADMINISTRATOR)


def is_data_protection_lead(person: Person) -> bool:
    return _holds(person, Role.DATA_PROTECTION)


def is_governance_lead(person: Person) -> bool:
    """Whether they lead governance in the organisation or in any service."""
    return any(grant.role == Role.GOVERNANCE_LEAD for grant in _grants(person))


def services_governed_by(person: Person) -> set[uuid.UUID] | None:
    """The services whose governance they lead; None for all of them."""
    services = {grant.service_id for grant in _grants(person) if grant.role == Role.GOVERNANCE_LEAD}
    return None if None in services else services


def stands_in_for(person: Person, *, on: date) -> set[uuid.UUID]:
    """The person, and those whose deputy they are on that day while these are away, gone or inactive.

    Found out once for each time the person is loaded: that is, once a request.
    """
    known: dict[date, set[uuid.UUID]] = once(person, "_stands_in_for", dict)
    if on not in known:
        # Most are nobody's deputy: only for those who are is it asked who is away.
        named = {key for key, first, last in _deputises(person) if first <= on and (last is None or on <= last)}
        here = Person.objects.filter(pk__in=named).present(on=on).values_list("pk", flat=True) if named else ()
        known[on] = {person.pk, *named.difference(here)}
    return set(known[on])


def workers_supervised_by(person: Person, *, on: date) -> QuerySet[Person]:
    """Whom they supervise on that day, by their own lines or as acting deputy; never themselves."""
    return _supervised_by_any(stands_in_for(person, on=on), on=on).exclude(pk=person.pk)


def people_managed_by(person: Person, *, on: date) -> QuerySet[Person]:
    """Everybody below them: in the management tree, in teams they manage, in services they lead; never themselves."""
    return _managed_by_any(stands_in_for(person, on=on), on=on).exclude(pk=person.pk)


def others_below(person: Person, *, on: date) -> Others:
    """Whom there is below them on that day, in one statement; found out once for each time the person is loaded."""
    known: dict[date, Others] = once(person, "_others_below", dict)
    if on not in known:
        acting, key = stands_in_for(person, on=on), person.pk
        values = [*_of_supervised(acting, on), key, *_of_managed(acting, on), key, list(acting), list(acting)]
        with connection.cursor() as cursor:
            cursor.execute(OTHERS, values)
            known[on] = Others(*cursor.fetchone())
    return known[on]


def is_below(person: Person, above: Person) -> bool:
    """Whether `above` stands over the person in the management tree, by however many steps."""
    return Person.objects.filter(pk__in=RawSQL(BELOW, [[above.pk]]), pk=person.pk).exists()  # noqa: S611


def people_governed_by(person: Person, *, on: date) -> QuerySet[Person]:
    """The people of the services whose governance they lead."""
    services = services_governed_by(person)
    if services is None:
        return Person.objects.all()
    return Person.objects.filter(pk__in=_members(Q(team__service__in=services), on=on))


def manages(viewer: Person, worker: Person, *, on: date) -> bool:
    """Whether the viewer stands above the worker on that day."""
    return people_managed_by(viewer, on=on).filter(pk=worker.pk).exists()


def supervises(viewer: Person, worker: Person, *, on: date) -> bool:
    """Whether the viewer is the worker's supervisor on that day, or acts for them."""
    return workers_supervised_by(viewer, on=on).filter(pk=worker.pk).exists()


def people_visible_to(viewer: Person, *, on: date, among: QuerySet[Person] | None = None) -> QuerySet[Person]:
    """Whose name and place the viewer may see: everybody's for set-up and data protection, else their circle's.

    The circle is themselves, their team, their supervisor, their manager and their deputies, whom they supervise or
    manage, and the people of services whose governance they lead.
    """
    among = Person.objects.all() if among is None else among
    if not viewer.is_active:
        return among.none()
    if _sees_everybody(viewer):
        return among
    acting = stands_in_for(viewer, on=on)
    circle = Q(pk=viewer.pk) | Q(pk__in=_supervised_by_any(acting, on=on).values("pk"))
    circle |= Q(pk__in=_managed_by_any(acting, on=on).values("pk")) | Q(pk__in=_above(viewer, on=on))
    circle |= Q(pk__in=_members(Q(team__in=_own_teams(viewer, on=on)), on=on))
    services = services_governed_by(viewer)
    if services:
        circle |= Q(pk__in=_members(Q(team__service__in=services), on=on))
    return among.filter(circle)


def teams_managed_by(person: Person, *, on: date) -> QuerySet[Team]:
    """The teams that they, or somebody they stand in for, manage or lead the service of."""
    acting = stands_in_for(person, on=on)
    return Team.objects.filter(Q(manager__in=acting) | Q(service__lead__in=acting))


def teams_visible_to(viewer: Person, *, on: date, among: QuerySet[Team] | None = None) -> QuerySet[Team]:
    """The teams they are in, manage or govern, and those of whom they supervise or manage."""
    among = Team.objects.all() if among is None else among
    if not viewer.is_active:
        return among.none()
    if _sees_everybody(viewer):
        return among
    acting = stands_in_for(viewer, on=on)
    people = _supervised_by_any(acting, on=on) | _managed_by_any(acting, on=on)
    theirs = TeamMembership.objects.on(on).filter(person__in=people.values("pk")).values("team")
    visible = Q(manager__in=acting) | Q(service__lead__in=acting) | Q(pk__in=theirs)
    visible |= Q(pk__in=_own_teams(viewer, on=on)) | Q(service__in=services_governed_by(viewer) or ())
    return among.filter(visible)


def _sees_everybody(viewer: Person) -> bool:
    governs_all = is_governance_lead(viewer) and services_governed_by(viewer) is None
    return is_administrator(viewer) or is_data_protection_lead(viewer) or governs_all


def _grants(person: Person) -> list[Grant]:
    """The person's roles, read once for each time the person is loaded: that is, once a request."""
    if not person.is_active:
        return []
    return once(person, "known_grants", lambda: [Grant(*row) for row in _grants_of(person)])


def _grants_of(person: Person) -> QuerySet:
    return RoleGrant.objects.filter(person=person.pk).values_list("role", "service_id")


def _deputises(person: Person) -> list[tuple[uuid.UUID, date, date | None]]:
    """For whom they are named as deputy, from when to when."""
    return once(person, "known_deputies", lambda: list(_deputies_of(person)))


def _deputies_of(person: Person) -> QuerySet:
    return Deputy.objects.filter(deputy=person.pk).values_list("person_id", "starts_on", "ends_on")


def _holds(person: Person, role: Role) -> bool:
    """Whether they hold the role in the whole organisation."""
    return any(grant.role == role and grant.service_id is None for grant in _grants(person))


def _supervised_by_any(people: set[uuid.UUID], *, on: date) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=RawSQL(SUPERVISED, _of_supervised(people, on)))  # noqa: S611


def _managed_by_any(people: set[uuid.UUID], *, on: date) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=RawSQL(MANAGED, _of_managed(people, on)))  # noqa: S611


def _of_supervised(people: set[uuid.UUID], on: date) -> list[Any]:
    return [list(people), on, on]


def _of_managed(people: set[uuid.UUID], on: date) -> list[Any]:
    return [list(people), list(people), list(people), on, on]


def _members(of: Q, *, on: date) -> QuerySet[TeamMembership]:
    return TeamMembership.objects.on(on).filter(of).values("person")


def _own_teams(viewer: Person, *, on: date) -> QuerySet[TeamMembership]:
    return TeamMembership.objects.on(on).filter(person=viewer).values("team")


def _above(viewer: Person, *, on: date) -> QuerySet[Person]:
    """Those whom somebody has to know by name: their supervisor, their manager, and who stands in for either."""
    supervisors = SupervisionLine.objects.on(on).filter(worker=viewer).values("supervisor")
    direct = Person.objects.filter(Q(pk__in=supervisors) | Q(pk=viewer.manager_id))
    deputies = Deputy.objects.on(on).filter(Q(person__in=direct) | Q(person=viewer)).values("deputy")
    return Person.objects.filter(Q(pk__in=direct.values("pk")) | Q(pk__in=deputies)).values("pk")
