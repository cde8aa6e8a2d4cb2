"""Questions about complaints, who handles them, whom they are about, and what runs out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from workforce_assurance.people import reach

from .enums import ClockState, ComplaintState
from .states import WAITING


def _of(model: str) -> Any:
    return apps.get_model("governance", model).objects.filter(complaint=OuterRef("pk"))


class ComplaintQuerySet(models.QuerySet):
    def waiting(self) -> ComplaintQuerySet:
        """Those whose maker waits for us."""
        return self.filter(state__in=WAITING)

    def to_close(self) -> ComplaintQuerySet:
        """Those that are answered, with what is learned from them still to be said."""
        return self.filter(state=ComplaintState.ANSWERED)

    def past_their_date(self, *, now: datetime) -> ComplaintQuerySet:
        """Those with something that ran out."""
        ran_out = _of("ComplaintClock").filter(state=ClockState.WAITS, due_at__lte=now)
        return self.filter(Exists(ran_out))

    def recorded_by(self, person: Any) -> ComplaintQuerySet:
        return self.filter(recorded_by=person)

    def handled_by(self, person: Any, *, on: date) -> ComplaintQuerySet:
        """Those that this person handles now, or somebody whom they stand in for."""
        acting = reach.stands_in_for(person, on=on)
        return self.filter(Exists(_of("ComplaintHandling").filter(ended_at=None, handler__in=acting)))

    def about(self, person: Any) -> ComplaintQuerySet:
        """Those that this person is complained about in, whether they know it or not."""
        return self.filter(Exists(_of("ComplaintAbout").filter(person=person)))

    def told_to(self, person: Any) -> ComplaintQuerySet:
        """Those about this person that somebody told them of."""
        return self.filter(Exists(_of("ComplaintAbout").filter(person=person, told_at__isnull=False)))

    def concerning(self, person_id: Any) -> ComplaintQuerySet:
        """Those that this person handles, or was told that they are about."""
        told = Exists(_of("ComplaintAbout").filter(person=person_id, told_at__isnull=False))
        return self.filter(told | Exists(_of("ComplaintHandling").filter(handler=person_id, ended_at=None)))

    def of_teams_managed_by(self, person: Any, *, on: date) -> ComplaintQuerySet:
        return self.filter(team__in=reach.teams_managed_by(person, on=on).values("pk"))

    def governed_by(self, person: Any) -> ComplaintQuerySet:
        """Those of the services whose governance they lead."""
        if not reach.is_governance_lead(person):
            return self.none()
        services = reach.services_governed_by(person)
        return self.all() if services is None else self.filter(team__service__in=services)

    def in_line_of(self, person: Any, *, on: date) -> ComplaintQuerySet:
        """Those that they handle, or whose team they manage; never one about them."""
        if not person.is_active:
            return self.none()
        theirs = self.handled_by(person, on=on) | self.of_teams_managed_by(person, on=on)
        return theirs.exclude(_is_about(person))

    def overseen_by(self, person: Any, *, on: date) -> ComplaintQuerySet:
        """The same, and those that they govern; never one about them."""
        if not person.is_active:
            return self.none()
        theirs = self.in_line_of(person, on=on)
        return theirs | self.governed_by(person).exclude(_is_about(person)) if _governs(person) else theirs

    def visible_to(self, viewer: Any, *, on: date) -> ComplaintQuerySet:
        """One's own, those one handles, manages or governs; of one about oneself the facts, once somebody told of it."""
        if not viewer.is_active:
            return self.none()
        return self.overseen_by(viewer, on=on) | self.recorded_by(viewer) | self.told_to(viewer)

    def linked_to(self, kind: str, subject_id: Any) -> ComplaintQuerySet:
        """Those that are linked to that record."""
        return self.filter(Exists(_of("ComplaintLink").filter(kind=kind, subject_id=subject_id)))


def _is_about(person: Any) -> Q:
    return Q(Exists(_of("ComplaintAbout").filter(person=person)))


def _governs(person: Any) -> bool:
    return reach.is_governance_lead(person)


class HandlingQuerySet(models.QuerySet):
    def current(self) -> HandlingQuerySet:
        """Who handles what now."""
        return self.filter(ended_at=None)

    def of(self, person: Any) -> HandlingQuerySet:
        return self.filter(handler=person)

    def undone(self) -> HandlingQuerySet:
        """Those of complaints that are not over."""
        return self.current().filter(complaint__state__in=[*WAITING, ComplaintState.ANSWERED])


class ClockQuerySet(models.QuerySet):
    def waiting(self) -> ClockQuerySet:
        """What is still asked."""
        return self.filter(state=ClockState.WAITS)
