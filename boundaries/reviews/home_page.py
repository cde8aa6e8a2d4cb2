"""The page of reviews: what waits for the viewer, and what they may read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day

from ..models import Rating, Review
from .enums import ReviewState
from .querysets import ReviewQuerySet

SHOWN = 50
READING = ("Review", "What", "When", "Status")


def page(viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    on = local_day(now, zone)
    waiting = Rating.objects.waiting().of(viewer).select_related("review__interaction__team")
    reviews = Review.objects.select_related("interaction__worker")
    supervised = reviews.of_people_supervised_by(viewer, on=on).exclude(interaction__worker=viewer)
    return {
        "to_rate": [_rating(one, now, zone) for one in waiting.order_by("due_at", "pk")[:SHOWN]],
        "rating_headings": ("Review", "View", "What", "By"),
        "mine": _reviews(reviews.about(viewer), zone),
        "supervised": _reviews(supervised, zone, names=True),
        "headings": READING,
        "named_headings": (*READING, "Worker"),
        "may_flag": viewer.has_perm("boundaries.flag_interaction"),
        "may_draw": viewer.has_perm("boundaries.draw_sample"),
        "may_see_agreement": viewer.has_perm("boundaries.see_agreement"),
    }


def _rating(one: Rating, now: datetime, zone: ZoneInfo) -> list[Any]:
    day = long_day(day_ending(one.due_at, zone))
    return [
        Cell(one.review.reference, reverse("reviews:rating", args=[one.pk]), look="reference"),
        one.get_part_display(),
        one.review.interaction.get_kind_display(),
        Cell(f"{day}, past its date", tone="past_date") if one.due_at <= now else day,
    ]


def _reviews(rows: ReviewQuerySet, zone: ZoneInfo, *, names: bool = False) -> list[list[Any]]:
    return [_review(one, zone, names) for one in rows.order_by("-with_worker_at", "pk")[:SHOWN]]


def _review(one: Review, zone: ZoneInfo, names: bool) -> list[Any]:
    waits = one.state == ReviewState.WITH_WORKER
    until = f"You may reply until {long_day(day_ending(one.closes_at, zone))}" if waits and one.closes_at else ""
    row = [
        Cell(one.reference, reverse("reviews:review", args=[one.pk]), look="reference"),
        one.interaction.get_kind_display(),
        long_day(one.interaction.happened_on),
        Cell(until or one.get_state_display(), tone="info" if waits else ""),
    ]
    return [*row, one.interaction.worker.full_name] if names else row
