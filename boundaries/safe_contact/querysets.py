"""Questions about safe-contact protocols and threat routes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach


class ProtocolQuerySet(models.QuerySet):
    def holding(self, *, on: date) -> ProtocolQuerySet:
        """Those in use on that day; they are over by themselves."""
        return self.filter(ended_at=None, ends_on__gte=on)

    def to_look_at(self, *, until: date, on: date) -> ProtocolQuerySet:
        """In use, looked at by nobody, and due to be by that day."""
        return self.holding(on=on).filter(reviewed_at=None, review_on__lte=until)

    def of_teams_led_by(self, person: Any, *, on: date) -> ProtocolQuerySet:
        return self.filter(team__in=reach.teams_managed_by(person, on=on).values("pk"))

    def visible_to(self, viewer: Any, *, on: date) -> ProtocolQuerySet:
        """Those of one's own team, of teams below one, and of services whose governance one leads: who acts on them."""
        if not viewer.is_active:
            return self.none()
        theirs = Q(team__in=people.memberships(on=on).filter(person=viewer.pk).values("team"))
        theirs |= Q(team__in=reach.teams_managed_by(viewer, on=on).values("pk"))
        if reach.is_governance_lead(viewer):
            governed = reach.services_governed_by(viewer)
            if governed is None:
                return self.all()
            theirs |= Q(team__service__in=governed)
        return self.filter(theirs)


class RouteQuerySet(models.QuerySet):
    def in_use(self) -> RouteQuerySet:
        return self.filter(retired_at=None)

    def of_services(self, service_ids: Any) -> RouteQuerySet:
        """Those for everybody, and those of these services."""
        return self.filter(Q(service=None) | Q(service__in=service_ids))

    def to_ring(self, *, by: date) -> RouteQuerySet:
        """In use, and to be tried by that day."""
        return self.in_use().filter(test_due_on__lte=by)
