"""Ratings that somebody is asked for, and how they pass on when they move or leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from ..models import Rating
from .commands import pass_rating
from .enums import RatingPart
from .reviewers import may_rate


def _ratings(person: Any) -> Any:
    rows = Rating.objects.waiting().of(person).select_related("review__interaction__team__service")
    return rows.order_by("due_at", "pk")


def held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    return [
        Held(
            f"{RatingPart(one.part).label}, review {one.review.reference}",
            f"By {long_day(day_ending(one.due_at, zone))}",
        )
        for one in _ratings(person)
    ]


def why_not(person: Any, successor: Any, *, now: datetime) -> str:
    on = people.today(now=now)
    if all(may_rate(successor, one.review, on=on) for one in _ratings(person)):
        return ""
    return "They are concerned in one of these interactions, or rate it already. Choose somebody else."


def hand_over(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_ratings(person))
    for one in rows:
        pass_rating(rating=one, to=successor, by=by, now=now)
    return len(rows)


def register() -> None:
    register_charge(
        Charge(
            key="boundaries.ratings", title="Interactions to review", order=67, held=held, hand_over=hand_over,
            what_happens="Somebody else rates them from the beginning.", why_not=why_not,
        )
    )  # fmt: skip
