"""Questions about meetings, their series and their agendas."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from workforce_assurance.people import reach

from .enums import MeetingState, Outcome, Presence


def _governed(person: Any, path: str) -> Q | None:
    """What lies in the services whose governance they lead; what is the whole organisation's, for whoever leads all."""
    if not (person.is_active and reach.is_governance_lead(person)):
        return None
    services = reach.services_governed_by(person)
    return Q() if services is None else Q(**{f"{path}__in": services})


class MeetingSeriesQuerySet(models.QuerySet):
    def going_on(self) -> MeetingSeriesQuerySet:
        return self.filter(ended_at=None)

    def governed_by(self, person: Any) -> MeetingSeriesQuerySet:
        found = _governed(person, "service")
        return self.none() if found is None else self.filter(found)


class MeetingQuerySet(models.QuerySet):
    def governed_by(self, person: Any) -> MeetingQuerySet:
        found = _governed(person, "series__service")
        return self.none() if found is None else self.filter(found)

    def run_by(self, person: Any) -> MeetingQuerySet:
        """Those that they chair, or whose governance they lead."""
        if not person.is_active:
            return self.none()
        return self.filter(series__chair=person) | self.governed_by(person)

    def with_seat_of(self, person: Any, *presence: Presence) -> MeetingQuerySet:
        seats = apps.get_model("governance", "Seat").objects.filter(meeting=OuterRef("pk"), person=person)
        return self.filter(Exists(seats.filter(presence__in=presence) if presence else seats))

    def visible_to(self, viewer: Any) -> MeetingQuerySet:
        """Those they run, and those they are or were invited to."""
        if not viewer.is_active:
            return self.none()
        return self.run_by(viewer) | self.with_seat_of(viewer)

    def not_closed(self) -> MeetingQuerySet:
        return self.exclude(state=MeetingState.CLOSED)

    def to_amend(self, person: Any, *, on: date) -> MeetingQuerySet:
        """Closed ones at which they were present, whose minutes they may still amend."""
        return self.with_seat_of(person, Presence.PRESENT).filter(state=MeetingState.CLOSED, amend_until__gte=on)


class ItemQuerySet(models.QuerySet):
    def without_outcome(self) -> ItemQuerySet:
        return self.filter(outcome="")

    def deferred(self) -> ItemQuerySet:
        return self.filter(outcome=Outcome.DEFERRED)

    def untouched(self) -> ItemQuerySet:
        """Found by the agenda itself, and nothing said or done about it."""
        return self.filter(outcome="", added_by=None, takes=None, decisions=None)
