"""Asking people to rate by a time; in the transaction of what asks them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records

from ...clocks import Clocks
from ...gate import above
from ...models import Rating, Review
from ..enums import RATING_KIND, WORDS_PURPOSE, RatingPart


def ask(rows: Iterable[tuple[Review, RatingPart, Any]], *, working_days: int, now: datetime) -> list[Rating]:
    """Let the clock run for these views; whoever is asked first also opens the words to the worker."""
    found, at = list(rows), Clocks(people.calendar(), people.zone())
    day, remind = at.after_working_days(now, working_days), reminder_working_days(RATING_KIND)
    due_at, reminder = at.due_at(day), at.reminder_at(day, remind, now)
    over = {}
    for review, _part, rater in found:
        if rater.pk not in over:
            over[rater.pk] = above(rater, review.interaction.team, now=now).pk
    made = Rating.objects.bulk_create(
        Rating(
            review=review, part=part, rater=rater, responsible_id=over[rater.pk], due_at=due_at, reminder_at=reminder,
            next_check=min(reminder or due_at, due_at),
        )
        for review, part, rater in found
    )  # fmt: skip
    for rating in made:
        if rating.part == RatingPart.FIRST:
            records.open_response(
                purpose=WORDS_PURPOSE, subject_id=rating.pk, author=rating.rater, by=rating.rater, now=now
            )
    return made
