"""A review as a record that a talk comes from, and the way from other records to flagging an interaction."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import Source, WayOn, register_source, register_way_on

from ..models import Review
from .enums import REVIEW_KIND


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Review.objects.filter(pk__in=ids).values_list("pk", "reference"))


def readable(viewer: Any, on: date) -> Any:
    return Review.objects.visible_to(viewer, on=on).values("pk")


def register() -> None:
    register_source(
        Source(
            REVIEW_KIND, "Interaction review", lambda key: reverse("reviews:review", args=[key]), references, readable
        )
    )
    register_way_on(
        WayOn(
            "boundaries.interaction",
            "Flag your part as an interaction",
            lambda kind, key: f"{reverse('reviews:flag')}?from={kind}:{key}",
        )
    )
