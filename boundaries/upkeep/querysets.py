"""Questions about what is to be seen to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from workforce_assurance.people import reach

from .enums import UpkeepKind, UpkeepState


class UpkeepQuerySet(models.QuerySet):
    def waiting(self) -> UpkeepQuerySet:
        """What is still asked."""
        return self.filter(state=UpkeepState.WAITS)

    def of(self, kind: UpkeepKind) -> UpkeepQuerySet:
        return self.filter(kind=kind)

    def due_by(self, moment: datetime) -> UpkeepQuerySet:
        return self.filter(due_at__lte=moment)

    def asked_of(self, person: Any) -> UpkeepQuerySet:
        return self.filter(asked=person)

    def to_look_at(self, person: Any, *, on: date) -> UpkeepQuerySet:
        """Safe contact that they are asked to look at, or that a team below them set; never what they set themselves."""
        led = reach.teams_managed_by(person, on=on).values("pk")
        rows = self.waiting().of(UpkeepKind.LOOK).filter(Q(asked=person) | Q(protocol__team__in=led))
        return rows.exclude(protocol__set_by=person)
