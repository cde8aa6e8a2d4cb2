"""What is held of somebody in interaction reviews, for their own "My data"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.people import queries as people

from ..models import Interaction, Rating, Review
from .enums import SEEN_BY_WORKER, RatingState


def interactions(person: Any, _now: datetime) -> Holding:
    """Their own, however they came into the frame, and where a review of one stands."""
    rows = Rows(
        Interaction.objects.of_worker(person).select_related("review", "team").order_by("-happened_on", "pk"),
        lambda row: (
            Cell(row.reference, reverse("reviews:interaction", args=[row.pk])),
            row.get_kind_display(),
            long_day(row.happened_on),
            row.get_came_from_display(),
            _where(row),
        ),
    )
    columns = ("Interaction", "What", "When", "Came from", "Review")
    return Holding("boundaries.interactions", "Your challenging interactions", columns, rows, "None is held.")


def _where(row: Interaction) -> str:
    review: Review | None = getattr(row, "review", None)
    return review.get_state_display() if review and review.state in SEEN_BY_WORKER else ""


def ratings(person: Any, _now: datetime) -> Holding:
    """What they were asked to rate."""
    zone = people.zone_for(person)
    rows = Rows(
        Rating.objects.of(person)
        .exclude(state=RatingState.PASSED_ON)
        .select_related("review")
        .order_by("-due_at", "pk"),
        lambda row: (
            Cell(row.review.reference, reverse("reviews:rating", args=[row.pk])),
            row.get_part_display(),
            long_instant(row.given_at, zone) if row.given_at else "Waits",
        ),
    )
    return Holding(
        "boundaries.rated", "Interaction reviews that you were asked for", ("Review", "View", "Given"), rows,
        "You were asked for none.",
    )  # fmt: skip


def register() -> None:
    for order, build in enumerate((interactions, ratings), start=54):
        register_holding(HoldingSource(f"boundaries.{build.__name__}", order, build))
