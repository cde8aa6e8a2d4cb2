"""What the page of one review shows to whoever may read it: scores with their behaviours, words, and the reply."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for

from ..models import Review
from .enums import ACCOUNT_PURPOSE, REPLY_PURPOSE, WORDS_PURPOSE, RatingPart, RatingState, ReviewState, Score
from .interaction_page import facts_of, tasks_of
from .results import criteria_of, is_critical, standing_scores


def page(review: Review, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that its page shows; what is read leaves a row in the trail."""
    first = review.ratings.select_related("rater").get(part=RatingPart.FIRST, state=RatingState.GIVEN)
    reply = response_for(REPLY_PURPOSE, review.pk)
    replies = viewer.pk == review.interaction.worker_id and review.state == ReviewState.WITH_WORKER
    return {
        "review": review,
        "replies": replies,
        "status": "With you" if replies else review.get_state_display(),
        "until": long_day(day_ending(review.closes_at, zone)) if review.closes_at else "",
        "facts": [*_whose(review, viewer), *facts_of(review.interaction), *_course(review, first, zone)],
        "account": _read(response_for(ACCOUNT_PURPOSE, review.interaction_id), viewer, now),
        "scores": scores_with_behaviours(review),
        "words": _read(response_for(WORDS_PURPOSE, first.pk), viewer, now),
        "tasks": tasks_of(reply, viewer) if replies and reply else [],
        "reply": () if replies else _read(reply, viewer, now),
        "leads_to_a_talk": is_critical(review),
        "may_coach": review.state == ReviewState.CLOSED
        and viewer.has_perm("boundaries.open_goal", review.interaction.worker),
    }


def scores_with_behaviours(review: Review) -> list[dict[str, Any]]:
    """The scores that stand, each with what one saw at it."""
    scores = standing_scores(review)
    return [
        {
            "label": one.label,
            "question": one.question,
            "score": Score(scores[one.code]).label,
            "behaviour": one.behaviours.get(scores[one.code], ""),
            "tone": "due_soon" if one.is_critical and scores[one.code] == Score.SEEN else "",
        }
        for one in criteria_of(review)
        if one.code in scores
    ]


def _read(response: Any, viewer: Any, now: datetime) -> Any:
    return records.read_by_rule(response=response, by=viewer, now=now) if response else ()


def _whose(review: Review, viewer: Any) -> list[dict[str, str]]:
    worker = review.interaction.worker
    return [] if worker.pk == viewer.pk else [{"label": "Worker", "value": worker.full_name}]


def _course(review: Review, first: Any, zone: ZoneInfo) -> list[dict[str, str]]:
    rows = [
        ("Reviewed by", first.rater.full_name),
        ("With the worker since", long_instant(review.with_worker_at, zone) if review.with_worker_at else ""),
        ("Closed", long_instant(review.closed_at, zone) if review.closed_at else ""),
        ("Rubric", f"Version {review.sample.rubric.number}"),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
