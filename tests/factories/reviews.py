"""Interactions, samples and ratings that came by the commands, for the tests."""

import uuid
from datetime import timedelta
from typing import Any

from boundaries.models import Interaction, Rating, Review, ReviewSample, RubricVersion
from boundaries.reviews import commands
from boundaries.reviews.enums import ACCOUNT_PURPOSE, WORDS_PURPOSE, InteractionKind
from boundaries.reviews.results import criteria_to_rate
from boundaries.reviews.shipped import ship
from workforce_assurance.people.queries import today

from .boundaries import answer
from .supervision import NOON

DAY = timedelta(days=1)
SEED = "one seed"


def ship_rubric(now: Any = NOON) -> None:
    if not RubricVersion.objects.published().exists():
        ship(now)


def flag(by: Any, *, now: Any = NOON, word: str = "Said.", written: bool = True, **changes: Any) -> Interaction:
    """An interaction of the day before, with its account written unless something else is said."""
    ship_rubric(now)
    said = {
        "kind": InteractionKind.LIMIT_SET,
        "happened_on": today(now=now) - DAY,
        "case_reference": "HB-2207",
        **changes,
    }
    found = commands.flag_interaction(told=commands.Told(**said), once=uuid.uuid4(), by=by, now=now)
    if written:
        answer(ACCOUNT_PURPOSE, found.pk, by=by, word=word, now=now)
    return found


def wanted(*reviewers: Any, now: Any = NOON, **changes: Any) -> commands.Wanted:
    """Everything of the last 90 days, a fifth of it rated twice."""
    said = {
        "first_on": (now - 90 * DAY).date(), "last_on": now.date(), "margin": 15, "second_share": 20,
        "covers_everybody": True, "reviewers": reviewers, **changes,
    }  # fmt: skip
    return commands.Wanted(**said)


def draw(*reviewers: Any, by: Any, now: Any = NOON, seed: str = SEED, **changes: Any) -> ReviewSample:
    return commands.draw_sample(
        wanted=wanted(*reviewers, now=now, **changes), once=uuid.uuid4(), by=by, now=now, seed=seed
    )


def score(rating: Rating, given: str = "3", *, critical: str = "no", now: Any = NOON, **others: str) -> None:
    """Score every criterion alike, but for those that are named."""
    scores = {one.code: critical if one.is_critical else given for one in criteria_to_rate(rating)}
    commands.keep_scores(rating=rating, scores=scores | others, by=rating.rater, now=now)


def give(rating: Rating, given: str = "3", *, word: str = "Said.", now: Any = NOON, **others: str) -> Review:
    """Score, write and give it."""
    score(rating, given, now=now, **others)
    if rating.part == "first":
        answer(WORDS_PURPOSE, rating.pk, by=rating.rater, word=word, now=now)
    return commands.give_rating(rating=rating, by=rating.rater, now=now)


def with_worker(review: Review, *, now: Any = NOON, **scores: str) -> Review:
    """Give every view of it alike, so that the worker has it."""
    for rating in review.ratings.waiting().select_related("rater", "review__sample"):
        review = give(rating, now=now, **scores)
    return review
