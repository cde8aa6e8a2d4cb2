"""Questions about audits and their readings."""

from __future__ import annotations

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

    def with_progress(self) -> AuditQuerySet:
        """With `asked` and `given`: how many readings there are, and how many of them were given; one that was handed on counts once."""
        given = Q(units__readings__state=ReadingState.GIVEN)
        asked = given | Q(units__readings__state=ReadingState.WAITS)
        return self.annotate(asked=Count("units__readings", filter=asked), given=Count("units__readings", filter=given))


class ReadingQuerySet(models.QuerySet):
    def of(self, person: Any) -> ReadingQuerySet:
        return self.filter(reader=person)

    def waiting(self) -> ReadingQuerySet:
        """Those that are still to be given."""
        return self.filter(state=ReadingState.WAITS)

    def given(self) -> ReadingQuerySet:
        return self.filter(state=ReadingState.GIVEN)
