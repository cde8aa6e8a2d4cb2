"""What Today shows of interaction reviews: what the viewer is to rate, and what is theirs to read first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import Rating, Review
from .enums import RatingPart, ReviewState
from .querysets import RatingQuerySet, ReviewQuerySet


def to_rate(viewer: Any, _now: datetime) -> RatingQuerySet:
    """What waits for the viewer's view, the earliest first."""
    shown = Rating.objects.waiting().of(viewer).select_related("review").order_by("due_at", "pk")
    return shown.only("part", "due_at", "review__reference")


def to_read(viewer: Any, _now: datetime) -> ReviewQuerySet:
    """Reviews of the viewer's own interactions that wait for them."""
    shown = Review.objects.about(viewer).filter(state=ReviewState.WITH_WORKER).order_by("closes_at", "pk")
    return shown.only("reference", "closes_at")


def _to_rate(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=f"Interaction review {one.review.reference}", url=reverse("reviews:rating", args=[one.pk]),
            action="Review it", detail=f"{RatingPart(one.part).label}, by {long_day(day_ending(one.due_at, zone))}",
            status="Past its date" if one.due_at <= now else "", tone="past_date" if one.due_at <= now else "",
        )
        for one in found.rows
    ]  # fmt: skip
    return Panel("to_review", "Interactions to review", rows, all_url=reverse("reviews:home"), total=found.total)


def _to_read(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=f"Interaction review {one.reference}", url=reverse("reviews:review", args=[one.pk]), action="Read it",
            detail=f"You see it first. You may reply until {long_day(day_ending(one.closes_at, zone))}",
        )
        for one in found.rows
    ]  # fmt: skip
    title = "Reviews of your interactions"
    return Panel("reviews_to_read", title, rows, all_url=reverse("reviews:home"), total=found.total)


def register() -> None:
    register_panel(RowsSource("boundaries.to_rate", 32, to_rate, _to_rate))
    register_panel(RowsSource("boundaries.reviews_to_read", 33, to_read, _to_read))
