"""Questions about evidence packs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from workforce_assurance.people import reach

from .enums import PackState

TO_COME = (PackState.WAITING, PackState.MAKING)


class PackQuerySet(models.QuerySet):
    def visible_to(self, viewer: Any) -> PackQuerySet:
        """Every pack, to whoever leads all governance; those of their services and teams, to whoever leads it there."""
        if not (viewer.is_active and reach.is_governance_lead(viewer)):
            return self.none()
        services = reach.services_governed_by(viewer)
        if services is None:
            return self.all()
        return self.filter(Q(service__in=services) | Q(team__service__in=services))

    def to_come(self) -> PackQuerySet:
        """Those that are not made yet."""
        return self.filter(state__in=TO_COME)

    def to_make(self, *, now: datetime) -> PackQuerySet:
        """Those that wait, and those whose maker did not come back; the one asked for first comes first."""
        left = Q(state=PackState.MAKING, leased_until__lte=now)
        return self.filter(Q(state=PackState.WAITING) | left).order_by("asked_at", "pk")

    def is_held_by(self, lease: Any) -> PackQuerySet:
        """Being made, by that maker."""
        return self.filter(state=PackState.MAKING, lease=lease)


class ClauseQuerySet(models.QuerySet):
    def in_force(self) -> ClauseQuerySet:
        """Those that no later one has replaced, and that nobody took out."""
        return self.filter(ended_at__isnull=True)
