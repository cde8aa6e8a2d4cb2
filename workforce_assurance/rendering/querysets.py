"""Questions about files, each with the answer's name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q


class FileQuerySet(models.QuerySet):
    def visible_to(self, person: Any, *, now: datetime) -> FileQuerySet:
        """Their own, until their day is over; nobody else's, whatever the role."""
        if not person.is_active:
            return self.none()
        return self.filter(asked_by=person.pk, expires_at__gt=now)

    def to_come(self) -> FileQuerySet:
        """Those that are not made yet."""
        return self.filter(state__in=["waiting", "making"])

    def to_make(self, *, now: datetime) -> FileQuerySet:
        """Those that wait, and those whose maker did not come back; the one asked for first comes first."""
        left = Q(state="making", leased_until__lte=now)
        return self.filter(Q(state="waiting") | left, expires_at__gt=now).order_by("asked_at", "pk")

    def expired(self, *, now: datetime) -> FileQuerySet:
        return self.filter(expires_at__lte=now)
