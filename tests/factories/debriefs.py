"""A catalogue in force and incidents for the tests."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from debriefs import models
from debriefs.commands import FourFacts, log_incident
from debriefs.enums import HelpNeeded, Place, ReporterMode
from debriefs.shipped import CATALOGUE, described, ship
from workforce_assurance.common.references import new_reference

from .people import PersonFactory, TeamFactory

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def incident_type(code: str = "violence") -> models.IncidentType:
    """That type of the shipped catalogue, which is published when it is not yet."""
    found = models.IncidentType.objects.filter(version__state="published", code=code).first()
    if found is None:
        ship(NOON)
        found = models.IncidentType.objects.get(version__state="published", code=code)
    return found


def another_catalogue(label: str = "Violence and threats") -> dict[str, Any]:
    """The shipped description with its first type called otherwise."""
    description = described(CATALOGUE)
    return description | {"types": [description["types"][0] | {"label": label}, *description["types"][1:]]}


def log(by: Any, team: Any, *, mode: str = ReporterMode.NAMED, now: datetime = NOON, **changes: Any) -> models.Incident:
    """An incident of violence on the premises an hour ago, logged by the command."""
    facts = FourFacts(
        **{
            "type": incident_type(),
            "team": team,
            "place": Place.PREMISES,
            "happened_at": now - timedelta(hours=1),
            "help_needed": HelpNeeded.NO,
            **changes,
        }
    )
    return log_incident(facts=facts, mode=ReporterMode(mode), once=uuid.uuid4(), by=by, now=now)


class IncidentFactory(DjangoModelFactory):
    class Meta:
        model = models.Incident

    reference = factory.LazyFunction(new_reference)
    once = factory.LazyFunction(uuid.uuid4)
    type = factory.LazyFunction(incident_type)
    team = factory.SubFactory(TeamFactory)
    place = "premises"
    happened_at = NOON - timedelta(hours=1)
    help_needed = "no"
    logged_at = NOON
    reporter_mode = "named"
    reporter = factory.SubFactory(PersonFactory)
    finisher = factory.SelfAttribute("reporter")
