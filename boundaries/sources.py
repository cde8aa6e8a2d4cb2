"""Decisions as records that actions come from, and as what may be asked for from another record."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import Source, WayOn, register_source, register_way_on

from .enums import DECISION_KIND
from .models import Decision


def page(source_id: uuid.UUID) -> str:
    return reverse("boundaries:decision", args=[source_id])


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Decision.objects.filter(pk__in=ids).values_list("pk", "reference"))


def readable(viewer: Any, on: date) -> Any:
    return Decision.objects.visible_to(viewer, on=on).values("pk")


def team(source_id: uuid.UUID) -> uuid.UUID | None:
    return Decision.objects.filter(pk=source_id).values_list("team_id", flat=True).first()


def called(reference: str) -> uuid.UUID | None:
    return Decision.objects.filter(reference=reference).values_list("pk", flat=True).first()


def ask_for_one(kind: str, source_id: uuid.UUID) -> str:
    return f"{reverse('boundaries:draft')}?from={kind}:{source_id}"


def register() -> None:
    register_way_on(WayOn("boundaries.decision", "Ask for a restrictive decision", ask_for_one))
    register_source(Source(DECISION_KIND, "Restrictive decision", page, references, readable, team=team, called=called))
