"""Support for the tests: the shipped kinds, an incident with somebody involved, and offers."""

from datetime import timedelta
from typing import Any

from debriefs import models
from debriefs.commands import Description, describe_incident
from debriefs.enums import Involvement
from debriefs.support.commands import Lightened, offer_support, propose_adjustment, ship_kinds
from debriefs.support.enums import CaseloadKind

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


def lighter(worker: Any, by: Any, *, now: Any = NOON, **changes: Any) -> models.CaseloadAdjustment:
    """Fewer new cases for four weeks from that day, looked at after two; proposed."""
    today, incident = now.date(), changes.pop("incident", None)
    said = {
        "kind": CaseloadKind.FEWER_CASES, "starts_on": today, "review_on": today + timedelta(days=14),
        "ends_on": today + timedelta(days=27), **changes,
    }  # fmt: skip
    return propose_adjustment(worker=worker, lightened=Lightened(**said), incident=incident, by=by, now=now)


LATER = NOON + timedelta(hours=5)
