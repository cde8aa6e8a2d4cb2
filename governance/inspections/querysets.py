"""Questions about inspector access. Whether one is open is asked here, at every request, and nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q


class InspectionQuerySet(models.QuerySet):
    def open_at(self, now: datetime) -> InspectionQuerySet:
        """Those that have begun, are not over by themselves and were not ended."""
        return self.filter(ended_at=None, opens_at__lte=now, closes_at__gt=now)

    def open_to(self, person: Any, *, now: datetime) -> InspectionQuerySet:
        """What somebody from outside may use at this moment."""
        if not (person.is_active and person.is_guest):
            return self.none()
        return self.open_at(now).filter(inspector=person)

    def visible_to(self, viewer: Any) -> InspectionQuerySet:
        """Those into packs of what the viewer governs."""
        packs = apps.get_model("governance", "EvidencePack").objects.visible_to(viewer)
        return self.filter(pack__in=packs.values("pk"))


class ItemQuerySet(models.QuerySet):
    def waiting(self) -> ItemQuerySet:
        return self.filter(answer="")

    def given(self) -> ItemQuerySet:
        """Answered with something that is read here."""
        return self.filter(Q(given_pack__isnull=False) | Q(given_unit__isnull=False))
