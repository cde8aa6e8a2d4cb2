"""Decisions as records that actions come from."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import Source, register_source

from .enums import DECISION_KIND
from .models import Decision


def page(source_id: uuid.UUID) -> str:
    return reverse("boundaries:decision", args=[source_id])


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Decision.objects.filter(pk__in=ids).values_list("pk", "reference"))


def readable(viewer: Any, on: date) -> Any:
    return Decision.objects.visible_to(viewer, on=on).values("pk")


def register() -> None:
    register_source(Source(DECISION_KIND, "Restrictive decision", page, references, readable))
