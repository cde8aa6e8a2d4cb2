"""Of what a pack is: its place with everything below it, its months, its moment, and how staff appear."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from workforce_assurance.common.dates import local_day, next_month, start_of_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.enums import Role

from ..measures.enums import PlaceKind
from ..measures.queries import place_of
from ..measures.shown import ORGANISATION, Place
from ..models import EvidencePack
from .enums import Naming


@dataclass(frozen=True)
class Scope:
    """What every part of a pack goes by. `places` are those of which there may be values, in the order of the files."""

    place: Place
    places: Mapping[Place, str]
    first_month: date
    last_month: date
    as_of: datetime
    zone: ZoneInfo
    smallest: int
    maker: Any
    naming: Naming

    @property
    def name(self) -> str:
        return self.places[self.place]

    @property
    def today(self) -> date:
        return local_day(self.as_of, self.zone)

    @property
    def since(self) -> datetime:
        return start_of_day(self.first_month, self.zone)

    @property
    def until(self) -> datetime:
        """The end of its months, or the moment it was asked for when that came before."""
        return min(start_of_day(next_month(self.last_month), self.zone), self.as_of)

    @property
    def team_ids(self) -> list[uuid.UUID] | None:
        """None for the organisation: every team, and what belongs to none."""
        if self.place == ORGANISATION:
            return None
        return [place.key for place in self.places if place.kind == PlaceKind.TEAM and place.key]

    @property
    def here(self) -> Q:
        """Rows of its place and of what lies below it."""
        if self.place == ORGANISATION:
            return Q()
        if self.place.kind == PlaceKind.SERVICE:
            return Q(service=self.place.key) | Q(team__service=self.place.key)
        return Q(team=self.place.key)


def scope_of(pack: EvidencePack) -> Scope:
    organisation, place = people.organisation(), place_of(pack.service_id, pack.team_id)
    return Scope(
        place, places_in(place), pack.first_month, pack.last_month, pack.asked_at, people.zone(), organisation.smallest_group,
        pack.asked_by, Naming(pack.naming),
    )  # fmt: skip


def wanted_scope(wanted: Any, *, by: Any, now: datetime) -> Scope:
    """What a pack would go by if it were asked for now."""
    return Scope(
        wanted.place, places_in(wanted.place), wanted.first_month, wanted.last_month, now, people.zone(),
        people.organisation().smallest_group, by, Naming(wanted.naming),
    )  # fmt: skip


def places_in(place: Place) -> dict[Place, str]:
    """The place and everything below it with their names, services before their teams."""
    teams = people.teams().order_by("service__name", "name", "pk")
    if place.kind == PlaceKind.SERVICE:
        teams = teams.filter(service=place.key)
    elif place.kind == PlaceKind.TEAM:
        teams = teams.filter(pk=place.key)
    found: dict[Place, str] = {}
    if place == ORGANISATION:
        found = {ORGANISATION: "Organisation"} | {
            Place(PlaceKind.SERVICE, one.pk): one.name for one in people.services()
        }
    elif place.kind == PlaceKind.SERVICE:
        found = {Place(PlaceKind.SERVICE, one.pk): one.name for one in people.services().filter(pk=place.key)}
    for key, name, of in teams.values_list("pk", "name", "service__name"):
        found[Place(PlaceKind.TEAM, key)] = f"{name} ({of})"
    return found


def staff_of(scope: Scope, persons: Iterable[Any]) -> dict[uuid.UUID, str]:
    """How each of them appears in a pack: by a code of what they are, counted anew in every pack, or by name."""
    everybody = {person.pk: person for person in [*persons, scope.maker]}
    if scope.naming == Naming.NAMES:
        return {key: person.full_name for key, person in everybody.items()}
    roles = roles_on(scope.today)
    found: dict[uuid.UUID, str] = {}
    counts: dict[str, int] = {}
    for key in sorted(everybody):
        role = role_of(key, roles)
        counts[role] = counts.get(role, 0) + 1
        found[key] = f"{role} {counts[role]}"
    return found


def role_of(key: uuid.UUID, roles: list[tuple[str, set[uuid.UUID]]]) -> str:
    return next((name for name, holders in roles if key in holders), "Staff")


def roles_on(on: date) -> list[tuple[str, set[uuid.UUID]]]:
    """Who leads what on that day, the widest first."""
    return [
        ("Governance lead", set(people.holders_of(Role.GOVERNANCE_LEAD, on=on).values_list("pk", flat=True))),
        ("Service lead", set(people.services().values_list("lead_id", flat=True))),
        ("Team manager", set(people.teams().values_list("manager_id", flat=True))),
    ]


def places_to_choose(viewer: Any) -> dict[Place, str]:
    """Of which places somebody may make packs: everywhere, or the services whose governance they lead, with their teams."""
    services = reach.services_governed_by(viewer)
    if services is None:
        return places_in(ORGANISATION)
    found: dict[Place, str] = {}
    for one in people.services().filter(pk__in=services):
        found |= places_in(Place(PlaceKind.SERVICE, one.pk))
    return found


def services_to_choose(viewer: Any) -> dict[Place, str]:
    """The same without teams: the organisation, or the services whose governance they lead."""
    return {place: name for place, name in places_to_choose(viewer).items() if place.kind != PlaceKind.TEAM}
