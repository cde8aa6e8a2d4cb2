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

    def set_or_looked_at_by(self, person: Any) -> ProtocolQuerySet:
        return self.filter(Q(set_by=person) | Q(reviewed_by=person))

    def about_case(self, reference: str) -> ProtocolQuerySet:
        return self.filter(case_reference__iexact=reference)

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

    def listed_for(self, viewer: Any, *, on: date) -> ProtocolQuerySet:
        """The same, for lists: the teams are asked for first, so that an index finds what is theirs among many."""
        if not viewer.is_active:
            return self.none()
        own = people.memberships(on=on).filter(person=viewer.pk).values_list("team", flat=True)
        theirs = self.filter(team__in=[*own, *reach.others_below(viewer, on=on).teams])
        if not reach.is_governance_lead(viewer):
            return theirs
        governed = reach.services_governed_by(viewer)
        return self.all() if governed is None else theirs | self.filter(team__service__in=governed)


class RouteQuerySet(models.QuerySet):
    def in_use(self) -> RouteQuerySet:
        return self.filter(retired_at=None)

    def of_services(self, service_ids: Any) -> RouteQuerySet:
        """Those for everybody, and those of these services."""
        return self.filter(Q(service=None) | Q(service__in=service_ids))

    def rung_by(self, person: Any, *, on: date) -> RouteQuerySet:
        """Those in use that they may ring: for everybody, and of services that they lead or manage a team of; all for who keeps them."""
        if reach.is_governance_lead(person) or reach.is_administrator(person):
            return self.in_use()
        if not reach.people_managed_by(person, on=on).exists():
            return self.none()
        return self.in_use().of_services(reach.teams_managed_by(person, on=on).values("service"))

    def answered_for_by(self, person: Any) -> RouteQuerySet:
        """Those that they own, and those of a service that they lead."""
        return self.filter(Q(owner=person) | Q(service__lead=person))

    def to_ring(self, *, by: date) -> RouteQuerySet:
        """In use, and to be tried by that day."""
        return self.in_use().filter(test_due_on__lte=by)
