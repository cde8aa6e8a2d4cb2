"""Support for the tests: the shipped kinds, an incident with somebody involved, and offers."""

from datetime import timedelta
from typing import Any

from debriefs import models
from debriefs.commands import Description, describe_incident
from debriefs.enums import Involvement
from debriefs.support.commands import offer_support, ship_kinds

from .debriefs import NOON, log


def kind(code: str = "peer") -> models.SupportKind:
    ship_kinds(now=NOON)
    return models.SupportKind.objects.get(code=code)


def incident_of(*colleagues: Any, by: Any, team: Any, now: Any = NOON) -> models.Incident:
    """An incident an hour before `now` that these colleagues were involved in."""
    incident = log(by, team, now=now)
    said = Description(type=incident.type, colleagues={person.pk: Involvement.THERE for person in colleagues})
    return describe_incident(incident=incident, said=said, by=by, now=now)


def offer(to: Any, by: Any, *, code: str = "peer", now: Any = NOON, **more: Any) -> models.SupportOffer:
    return offer_support(kind=kind(code), to=to, by=by, now=now, **more)


LATER = NOON + timedelta(hours=5)
