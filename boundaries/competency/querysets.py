"""Questions about evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from .enums import DeadlineState
from .reach import answered_for_by


class EvidenceQuerySet(models.QuerySet):
    def of_person(self, person: Any) -> EvidenceQuerySet:
        return self.filter(person=person)

    def counting(self) -> EvidenceQuerySet:
        """What was not withdrawn."""
        return self.filter(withdrawn_because="")

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
