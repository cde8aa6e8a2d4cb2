"""Actions as the source of actions: what follows from one that did not work as it should."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from .enums import FROM_ACTION
from .models import Action
from .sources import Source, register_source


def page(source_id: uuid.UUID) -> str:
    return reverse("action_log:action", args=[source_id])


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Action.objects.filter(pk__in=ids).values_list("pk", "reference"))


def readable(viewer: Any, _on: date) -> Any:
    """Those that they own or check: what they see beyond that shows its follow-ups by itself."""
    return (Action.objects.filter(owner=viewer) | Action.objects.filter(checker=viewer)).values("pk")


def team(source_id: uuid.UUID) -> uuid.UUID | None:
    return Action.objects.filter(pk=source_id).values_list("team_id", flat=True).first()


def register() -> None:
    register_source(Source(FROM_ACTION, "Earlier action", page, references, readable, team=team))
