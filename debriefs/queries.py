"""What pages and panels ask about incidents and their catalogue."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from workforce_assurance.action_log.queries import labels_of_themes, newest_labels, themes_ever
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.kept_questions import answers
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.places import OFFERED, places_offered, teams_answered_for

from .models import CatalogueVersion, Incident, IncidentType

# The columns of a catalogue's rows, as they are described.
OF_TYPE = ("code", "label", "hint", "is_critical", "recipients", "mapped_to")
OF_SUB_CATEGORY = ("code", "label", "mapped_to")
OF_STRAND = ("strand", "position", "opens_after_hours", "closes_after_hours")
OF_NOTIFICATION = ("code", "whom", "hint", "within_hours", "proof")
OF_FACTOR = ("code", "label", "group", "theme")


def catalogue_in_force() -> CatalogueVersion | None:
    return CatalogueVersion.objects.published().first()


def description_of(version: CatalogueVersion) -> dict[str, Any]:
    """A version as it is described: what publishing it again would take."""
    types = version.types.prefetch_related("sub_categories", "strands", "notifications")
    return {
        "types": [_columns(one, OF_TYPE) | _rows_of(one) for one in types],
        "factors": [_columns(factor, OF_FACTOR) for factor in version.factors.all()],
    }


def _rows_of(one: IncidentType) -> dict[str, Any]:
    return {
        "sub_categories": [_columns(row, OF_SUB_CATEGORY) for row in one.sub_categories.all()],
        "strands": [_columns(row, OF_STRAND) for row in one.strands.all()],
        "notifications": [_columns(row, OF_NOTIFICATION) for row in one.notifications.all()],
    }


def _columns(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def types_in_force() -> QuerySet[IncidentType]:
    """What an incident may be, as the catalogue stands, in its order."""
    return IncidentType.objects.filter(version__state="published").order_by("position")


def themes_of(incident: Incident) -> str:
    """What it has in common with others, in the words of the newest list that has each."""
    coded = set(incident.themes.values_list("code", flat=True))
    return ", ".join(label for code, label in themes_ever() if code in coded) if coded else ""


def teams_to_log_in(viewer: Any, *, on: date) -> list[Any]:
    """The teams that something may have happened in: the viewer's own first, then those that they may see."""
    own = people.team_of(viewer, on=on)
    others = reach.teams_visible_to(viewer, on=on).select_related("service").order_by("service__name", "name")
    return [*([own] if own else []), *(team for team in others if own is None or team.pk != own.pk)]


def who_finishes_for(team: Any, *, on: date, but: Any = None) -> Any | None:
    """Whoever adds the rest where the reporter does not: the team's manager, else the lead of its service."""
    in_post = set(
        people.people_in_post(on=on)
        .filter(pk__in=[key for key in (team.manager_id, team.service.lead_id) if key], is_active=True)
        .values_list("pk", flat=True)
    )
    for person in (team.manager, team.service.lead):
        if person is not None and person.pk in in_post and (but is None or person.pk != but.pk):
            return person
    return None


def who_may_finish(viewer: Any, team: Any, *, on: date) -> list[tuple[str, str]]:
    """Whom somebody may ask to add the rest: the team's manager first, then their circle."""
    first = who_finishes_for(team, on=on, but=viewer)
    circle = reach.people_visible_to(viewer, on=on, among=people.people_in_post(on=on)).filter(is_active=True)
    rows = circle.exclude(pk=viewer.pk).order_by("full_name").values_list("pk", "full_name")
    found = [(str(key), name) for key, name in rows if first is None or key != first.pk]
    return [*([(str(first.pk), f"{first.full_name}, who manages {team.name}")] if first else []), *found]


def who_may_lead(viewer: Any, *, on: date) -> list[tuple[str, str]]:
    """Whom somebody may ask to lead a debrief: themselves first, then their circle."""
    circle = reach.people_visible_to(viewer, on=on, among=people.people_in_post(on=on)).filter(is_active=True)
    rows = circle.exclude(pk=viewer.pk).order_by("full_name").values_list("pk", "full_name")
    return [(str(viewer.pk), f"{viewer.full_name} (you)"), *((str(key), name) for key, name in rows)]


def incidents_of(viewer: Any, *, on: date, critical: bool = False) -> QuerySet[Incident]:
    """The incidents that the viewer has in their list; of critical types alone, if asked."""
    listed = Incident.objects.listed_for(viewer, on=on)
    return listed.filter(type__is_critical=True) if critical else listed


def list_choices(viewer: Any, *, now: datetime) -> dict[str, list[tuple[str, str]]]:
    """What the list of incidents can be narrowed to: the types in force, every theme, and the teams that are theirs."""
    types, themes, teams = answers((_types, _themes, _teams), viewer, now)
    return {"types": list(types), "themes": newest_labels(themes), "teams": places_offered(teams)}


def _types(_viewer: Any, _now: datetime) -> QuerySet:
    return types_in_force().values_list("code", "label")


def _themes(_viewer: Any, _now: datetime) -> QuerySet:
    return labels_of_themes()


def _teams(viewer: Any, now: datetime) -> QuerySet:
    return teams_answered_for(viewer, on=local_day(now, people.zone_for(viewer))).values_list(*OFFERED)


def who_may_own_a_change(viewer: Any, team: Any, *, on: date) -> QuerySet:
    """To whom whoever leads a debrief may give what has to change: their circle, and who stands above the team."""
    there = people.people_in_post(on=on)
    above = Q(pk__in=[key for key in (team.manager_id, team.service.lead_id) if key])
    return there.filter(above | Q(pk__in=there.visible_to(viewer, on=on).values("pk"))).order_by("full_name", "pk")


def services_to_answer_for(viewer: Any, *, on: date) -> dict[uuid.UUID, str]:
    """The services of teams that the viewer manages or leads, and those whose governance they lead, in their order."""
    teams = reach.teams_managed_by(viewer, on=on)
    if reach.is_governance_lead(viewer):
        governed = reach.services_governed_by(viewer)
        every = teams.model.objects.all()
        teams = every if governed is None else every.filter(Q(pk__in=teams.values("pk")) | Q(service__in=governed))
    return dict(teams.order_by("service__name").values_list("service_id", "service__name"))
