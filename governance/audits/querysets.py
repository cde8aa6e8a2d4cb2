"""Questions about audits and their readings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

from workforce_assurance.people import reach

from .enums import ReadingState


class AuditQuerySet(models.QuerySet):
    def governed_by(self, person: Any) -> AuditQuerySet:
        """Those all of whose teams lie in services whose governance they lead."""
        if not (person.is_active and reach.is_governance_lead(person)):
            return self.none()
        services = reach.services_governed_by(person)
        if services is None:
            return self.all()
        return self.exclude(teams__in=apps.get_model("people", "Team").objects.exclude(service__in=services))

    def with_progress(self, *, as_of: datetime | None = None) -> AuditQuerySet:
        """With `asked` and `given`: how many readings there are, and how many were given, before a moment where one is named.

        One that was handed on counts once.
        """
        asked = ~Q(units__readings__state=ReadingState.PASSED_ON)
        given = Q(units__readings__state=ReadingState.GIVEN)
        if as_of:
            given &= Q(units__readings__given_at__lt=as_of)
        return self.annotate(
            asked=Count("units__readings", filter=asked, distinct=True),
            given=Count("units__readings", filter=given, distinct=True),
        )


class ReadingQuerySet(models.QuerySet):
    def of(self, person: Any) -> ReadingQuerySet:
        return self.filter(reader=person)

    def waiting(self) -> ReadingQuerySet:
        """Those that are still to be given."""
        return self.filter(state=ReadingState.WAITS)

    def given(self) -> ReadingQuerySet:
        return self.filter(state=ReadingState.GIVEN)
