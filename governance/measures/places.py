"""Of which places somebody may see measures: the organisation, services and teams that they answer for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.kept_questions import answers
from workforce_assurance.common.once import once
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.places import teams_answered_for

from .enums import PlaceKind
from .shown import ORGANISATION, Place


@dataclass(frozen=True)
class Places:
    """What the viewer may choose from, in the order in which it is offered, and what they look at."""

    choices: dict[Place, str]
    chosen: Place

    @property
    def name(self) -> str:
        return self.choices[self.chosen]

    @property
    def holds_more_than_teams(self) -> bool:
        """Whether the viewer answers for the organisation or a service, whose teams can be put beside each other."""
        return any(one.kind != PlaceKind.TEAM for one in self.choices)


class AnswersForNone(Exception):
    """The viewer answers for no place: they see no measures."""


def words_of(place: Place) -> str:
    """A place as an address says it: "", "service:…" or "team:…"."""
    return f"{place.kind}:{place.key}" if place.key else ""


def read(words: str) -> Place | None:
    """What an address says; None when that is no place."""
    if not words:
        return None
    kind, _, key = words.partition(":")
    try:
        return Place(PlaceKind(kind), uuid.UUID(key))
    except ValueError:
        return None


def places_for(viewer: Any, *, now: datetime, asked: str = "") -> Places:
    """What the viewer may see: all of it for who leads governance; else the services and teams that they answer for.

    An organisation has many teams: to whoever sees all, those of the service that is looked at are offered.

    :raises AnswersForNone: when there is no place that they answer for
    """
    wanted = read(asked)
    leads_all = reach.is_governance_lead(viewer) and reach.services_governed_by(viewer) is None
    choices = _all(viewer, now, wanted) if leads_all else _own(viewer, now)
    if not choices:
        raise AnswersForNone
    return Places(choices, wanted if wanted in choices else next(iter(choices)))


def own_teams(viewer: Any, *, now: datetime) -> list[Any]:
    """Teams that they answer for, with their services; found out once for each time the person is loaded."""
    return once(viewer, "_own_teams", lambda: list(answers((_teams_of,), viewer, now)[0]))


def _teams_of(viewer: Any, now: datetime) -> Any:
    rows = teams_answered_for(viewer, on=local_day(now, people.zone_for(viewer)))
    return rows.values_list("pk", "name", "service_id", "service__name", "service__lead_id")


def _services(_viewer: Any, _now: datetime) -> Any:
    return people.services().values_list("pk", "name")


def _all(viewer: Any, now: datetime, wanted: Place | None) -> dict[Place, str]:
    choices = {ORGANISATION: "Organisation"}
    choices |= {Place(PlaceKind.SERVICE, key): name for key, name in answers((_services,), viewer, now)[0]}
    if wanted and wanted.kind == PlaceKind.SERVICE:
        choices |= _teams(Q(service=wanted.key))
    elif wanted:
        choices |= _teams(Q(service__teams=wanted.key))
    return choices


def _teams(of: Q) -> dict[Place, str]:
    rows = people.teams().filter(of).order_by("name").values_list("pk", "name", "service__name")
    return {Place(PlaceKind.TEAM, key): f"{name} ({service})" for key, name, service in rows}


def _own(viewer: Any, now: datetime) -> dict[Place, str]:
    acting = reach.stands_in_for(viewer, on=local_day(now, people.zone_for(viewer)))
    governed = reach.services_governed_by(viewer) or set()
    services: dict[Place, str] = {}
    teams: dict[Place, str] = {}
    for team, name, service, of, lead in own_teams(viewer, now=now):
        if lead in acting or service in governed:
            services[Place(PlaceKind.SERVICE, service)] = of
        teams[Place(PlaceKind.TEAM, team)] = f"{name} ({of})"
    return services | teams
