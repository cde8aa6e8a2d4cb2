"""What somebody who rates sees: the facts, the account, and their own words and scores; of another view only when they settle."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for

from ..models import Rating
from ..standards.on_a_day import standards_on
from .enums import ACCOUNT_PURPOSE, WORDS_PURPOSE, RatingPart, RatingState, Score
from .interaction_page import facts_of, tasks_of
from .results import criteria_of, criteria_that_differ, scores_by_part

LEADS = {
    RatingPart.FIRST: "You say what you saw, with at least one strength and one thing to try. The worker reads it first.",
    RatingPart.SECOND: "Somebody else rates this too. Neither of you sees what the other says, so that we learn how alike we rate.",
    RatingPart.SETTLING: "Two people rated this, and differ on what stands below. Talk with them if you can, and say which score stands.",
}


def page(rating: Rating, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the two panes show; that the account was read leaves a row in the trail."""
    review = rating.review
    waits = rating.state == RatingState.WAITS
    words = response_for(WORDS_PURPOSE, rating.pk) if rating.part == RatingPart.FIRST else None
    return {
        "title": f"Interaction review {review.reference}",
        "caption": rating.get_part_display(),
        "lead": LEADS[RatingPart(rating.part)],
        "rating": rating,
        "waits": waits,
        "due": f"By {long_day(day_ending(rating.due_at, zone))}",
        "given": long_instant(rating.given_at, zone) if rating.given_at else "",
        "is_late": waits and rating.due_at <= now,
        "facts": facts_of(review.interaction),
        "account": _read(response_for(ACCOUNT_PURPOSE, review.interaction_id), viewer, now),
        "tasks": tasks_of(words, viewer) if words and waits else [],
        "own_words": _read(words, viewer, now) if not waits else (),
        "own_scores": _own_scores(rating) if not waits else [],
        "differ": _differ(rating) if rating.part == RatingPart.SETTLING else [],
        "their_words": _first_words(rating, viewer, now) if rating.part == RatingPart.SETTLING else (),
        "rubric": review.sample.rubric.number,
        "standards": standards_on(review.interaction.happened_on, team=review.interaction.team, zone=zone),
    }


def _read(response: Any, viewer: Any, now: datetime) -> Any:
    return records.read_by_rule(response=response, by=viewer, now=now) if response else ()


def _own_scores(rating: Rating) -> list[dict[str, str]]:
    scores = scores_by_part(rating.review).get(rating.part, {})
    return [
        {"label": one.label, "value": Score(scores[one.code]).label}
        for one in criteria_of(rating.review)
        if one.code in scores
    ]


def _differ(rating: Rating) -> list[dict[str, str]]:
    pairs, labels = criteria_that_differ(rating.review), {one.code: one.label for one in criteria_of(rating.review)}
    return [
        {"label": labels[code], "value": f"{Score(first).label} and {Score(second).label.lower()}"}
        for code, (first, second) in pairs.items()
    ]


def _first_words(rating: Rating, viewer: Any, now: datetime) -> Any:
    first = rating.review.ratings.filter(part=RatingPart.FIRST, state=RatingState.GIVEN).get()
    return _read(response_for(WORDS_PURPOSE, first.pk), viewer, now)
