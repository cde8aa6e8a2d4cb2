"""Questions about contested terms."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class ContestQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What nobody has answered yet."""
        return self.filter(answer="")

    def of(self, person: Any) -> Self:
        return self.filter(contested_by=person.pk)
