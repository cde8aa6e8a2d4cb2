"""Questions about evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

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
