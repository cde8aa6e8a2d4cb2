"""Questions about contested terms, and about what was found and judged."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class LabelContestQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What nobody has answered yet."""
        return self.filter(answer="")

    def of(self, person: Any) -> Self:
        return self.filter(contested_by=person.pk)


class LabelHitQuerySet(models.QuerySet):
    def drawable(self) -> Self:
        """What is in no sample yet."""
        return self.filter(reading=None)

    def governed_by(self, services: set[Any] | None) -> Self:
        """Of these services; of all, where they are none in particular."""
        return self if services is None else self.filter(scan__team__service__in=services)


class LabelReadingQuerySet(models.QuerySet):
    def judged(self) -> Self:
        return self.exclude(verdict="")

    def telling(self) -> Self:
        """Those that say something of precision."""
        return self.filter(verdict__in=("confirmed", "dismissed"))
