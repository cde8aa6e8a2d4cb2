"""What the practice of debriefs holds about a person, for their own eyes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from .models import GuidancePolicy, HandOver, Incident, InvolvedColleague
from .readings import read_about


def logged_by(person: Any, _now: datetime) -> Holding:
    """Incidents that they logged, with who comes to see their name. What was logged without a name is not held."""
    zone = people.zone_for(person)
    rows = Rows(
        Incident.objects.reported_by(person).select_related("team").order_by("-happened_at"),
        lambda row: (_link(row), row.team.name, long_instant(row.logged_at, zone), row.get_reporter_mode_display()),
    )
    columns = ("Incident", "Team", "Logged", "Your name")
    return Holding(
        "debriefs.logged", "Incidents that you logged", columns, rows, "You logged no incident with your name."
    )


def part_in(person: Any, _now: datetime) -> Holding:
    """Incidents that they were involved in, and how."""
    rows = Rows(
        InvolvedColleague.objects.filter(person=person).select_related("incident").order_by("-incident__happened_at"),
        lambda row: (_link(row.incident), row.get_how_display()),
    )
    return Holding(
        "debriefs.involved", "Incidents that you were involved in", ("Incident", "How"), rows, "None is held."
    )


def handed_to(person: Any, _now: datetime) -> Holding:
    """Incidents that they were asked to finish."""
    zone = people.zone_for(person)
    rows = Rows(
        HandOver.objects.filter(to=person).select_related("incident"),
        lambda row: (_link(row.incident), long_instant(row.at, zone)),
    )
    return Holding("debriefs.handed", "Incidents handed to you", ("Incident", "When"), rows, "None was handed to you.")


def policies_of(person: Any, _now: datetime) -> Holding:
    """Policies that they own: what debriefs find in the way or missing is asked of them."""
    rows = Rows(GuidancePolicy.objects.in_use().owned_by(person).order_by("name"), lambda row: (row.name,))
    return Holding("debriefs.policies", "Policies that you own", ("Policy",), rows, "You own none.")


def _link(incident: Incident) -> Cell:
    return Cell(incident.reference, reverse("debriefs:incident", args=[incident.pk]))


def register() -> None:
    for order, build in enumerate((logged_by, part_in, handed_to, read_about, policies_of), start=40):
        register_holding(HoldingSource(f"debriefs.{build.__name__}", order, build))
