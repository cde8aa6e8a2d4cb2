"""Questions about figures by team and month, and about the files that brought them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models

from workforce_assurance.common.uploads import UploadQuerySet
from workforce_assurance.people import reach

from .enums import Figure


class TeamMonthQuerySet(models.QuerySet[Any]):
    def of(self, figure: Figure) -> Self:
        return self.filter(figure=figure)

    def between(self, *, first: date, end: date) -> Self:
        """Of the months from `first` on, before `end`."""
        return self.filter(month__gte=first, month__lt=end)

    def values_by_team(self) -> dict[tuple[uuid.UUID, date], Decimal]:
        """The value for each team and month; what is missing is missing, not 0. For one figure at a time."""
        return {(team, month): value for team, month, value in self.values_list("team_id", "month", "value")}


class FigureImportQuerySet(UploadQuerySet):
    def visible_to(self, viewer: Any) -> Self:
        """All of them for administrators and whoever leads the governance of everything; else one's own."""
        if not viewer.is_active:
            return self.none()
        if reach.is_administrator(viewer):
            return self
        if not reach.is_governance_lead(viewer):
            return self.none()
        return self if reach.services_governed_by(viewer) is None else self.filter(received_by=viewer)
