"""Questions about board papers."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from workforce_assurance.people import reach

from .enums import PaperState

READ = (PaperState.ISSUED, PaperState.REPLACED)


class PaperQuerySet(models.QuerySet):
    def governed_by(self, person: Any) -> PaperQuerySet:
        """Every paper, to whoever leads all governance; those of their services, to whoever leads it there."""
        if not (person.is_active and reach.is_governance_lead(person)):
            return self.none()
        services = reach.services_governed_by(person)
        return self.all() if services is None else self.filter(service__in=services)

    def read_by(self, person: Any) -> PaperQuerySet:
        """Those that were issued to somebody, the ones that a newer one replaced among them."""
        if not person.is_active:
            return self.none()
        named = apps.get_model("governance", "BoardReader").objects.filter(paper=OuterRef("pk"), person=person)
        return self.filter(Exists(named), state__in=READ)

    def visible_to(self, viewer: Any) -> PaperQuerySet:
        return self.governed_by(viewer) | self.read_by(viewer)

    def of_place(self, service_id: Any) -> PaperQuerySet:
        """Of one service, or (None) of the whole organisation."""
        return self.filter(service=service_id)

    def drafts(self) -> PaperQuerySet:
        return self.filter(state=PaperState.DRAFT)

    def in_force(self) -> PaperQuerySet:
        """Those that no newer one has replaced."""
        return self.filter(state=PaperState.ISSUED)
