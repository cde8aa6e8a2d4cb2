"""Questions about evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Max, Q

from .enums import OBSERVED, DeadlineState, GoalState, ReobservationState
from .reach import answered_for_by, coached_by

# Of the observations of a goal, the one that it waits for.
WAITS = Q(reobservations__state="waits")


class EvidenceQuerySet(models.QuerySet):
    def of_person(self, person: Any) -> EvidenceQuerySet:
        return self.filter(person=person)

    def counting(self) -> EvidenceQuerySet:
        """What was not withdrawn."""
        return self.filter(withdrawn_because="")

    def unchecked_refreshes(self) -> EvidenceQuerySet:
        """Refreshes without their check passed: they renewed nothing."""
        return self.counting().filter(is_refresh=True, check_passed=False)

    def visible_to(self, viewer: Any, *, on: date) -> EvidenceQuerySet:
        """Their own, and that of whom they supervise or manage. No role reads more."""
        if not viewer.is_active:
            return self.none()
        return self.of_person(viewer) | self.filter(person__in=answered_for_by(viewer, on=on).values("pk"))


class CompetencyDeadlineQuerySet(models.QuerySet):
    def waiting(self) -> CompetencyDeadlineQuerySet:
        return self.filter(state=DeadlineState.WAITS)

    def of_person(self, person: Any) -> CompetencyDeadlineQuerySet:
        return self.filter(person=person)

    def to_arrange_by(self, person: Any) -> CompetencyDeadlineQuerySet:
        """What runs out of others, for whom this person is told."""
        return self.filter(responsible=person).exclude(person=F("responsible"))

    def pressing(self, *, now: datetime) -> CompetencyDeadlineQuerySet:
        """What the ladder has reminded of, or ran out."""
        return self.filter(Q(reminder_at__lte=now) | Q(due_at__lte=now))

    def visible_to(self, viewer: Any, *, on: date) -> CompetencyDeadlineQuerySet:
        """Their own, and that of whom they supervise or manage. No role reads more."""
        if not viewer.is_active:
            return self.none()
        return self.of_person(viewer) | self.filter(person__in=answered_for_by(viewer, on=on).values("pk"))


class GoalQuerySet(models.QuerySet):
    def open(self) -> GoalQuerySet:
        return self.filter(state=GoalState.OPEN)

    def of_person(self, person: Any) -> GoalQuerySet:
        return self.filter(person=person)

    def with_due(self) -> GoalQuerySet:
        """With `due_on` and `due_at` of the observation that it waits for; None where it waits for none."""
        return self.annotate(
            due_on=Max("reobservations__due_on", filter=WAITS), due_at=Max("reobservations__due_at", filter=WAITS)
        )

    def visible_to(self, viewer: Any, *, on: date) -> GoalQuerySet:
        """Their own, and those of whom they coach. No role reads more, nor does whoever stands above the supervisor."""
        if not viewer.is_active:
            return self.none()
        return self.of_person(viewer) | self.filter(person__in=coached_by(viewer, on=on).values("pk"))


class ReobservationQuerySet(models.QuerySet):
    def waiting(self) -> ReobservationQuerySet:
        return self.filter(state=ReobservationState.WAITS)

    def answered(self) -> ReobservationQuerySet:
        return self.filter(state__in=OBSERVED)

    def pressing(self, *, now: datetime) -> ReobservationQuerySet:
        """What the ladder has reminded of, or ran out."""
        return self.filter(Q(reminder_at__lte=now) | Q(due_at__lte=now))

    def asked_of(self, person: Any) -> ReobservationQuerySet:
        return self.filter(asked=person)
