"""What the words of interaction reviews are about: an account, what is said to the colleague, and their reply."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from ..models import Interaction, Rating, Review
from .enums import ACCOUNT_PURPOSE, REPLY_PURPOSE, WORDS_PURPOSE, RatingPart, RatingState, ReviewState

ACCOUNT_READERS = (
    "whoever is drawn to review it, who is not your supervisor, and your supervisor once you have seen the review"
)
WORDS_READERS = "the worker first; then their supervisor; whoever gives another view of it only once theirs is given"
REPLY_READERS = "those who reviewed it, and your supervisor once the review is closed"


def reads_account(interaction: Interaction, person: Any, now: datetime) -> bool:
    """Whoever is asked to rate it, or did; and whoever reads the review."""
    if not person.is_active:
        return False
    asked = Rating.objects.filter(review__interaction=interaction, rater=person).exclude(state=RatingState.PASSED_ON)
    reviews = Review.objects.filter(interaction=interaction)
    return asked.exists() or reviews.visible_to(person, on=people.today(now=now)).exists()


def _reads_words(rating: Rating, person: Any, now: datetime) -> bool:
    """Whoever reads the review, and whoever settles it."""
    if not person.is_active:
        return False
    settles = rating.review.ratings.filter(part=RatingPart.SETTLING, rater=person).exclude(state=RatingState.PASSED_ON)
    return settles.exists() or _reads_review(rating.review, person, now)


def _reads_review(review: Review, person: Any, now: datetime) -> bool:
    return Review.objects.filter(pk=review.pk).visible_to(person, on=people.today(now=now)).exists()


def _interaction(subject_id: uuid.UUID) -> Interaction | None:
    return Interaction.objects.filter(pk=subject_id).first()


def _rating(subject_id: uuid.UUID) -> Rating | None:
    return Rating.objects.select_related("review__interaction").filter(pk=subject_id).first()


def _review(subject_id: uuid.UUID) -> Review | None:
    return Review.objects.select_related("interaction").filter(pk=subject_id).first()


def _writes_account(interaction: Interaction | None, person: Any, _now: datetime) -> bool:
    """The worker, until it is drawn: whoever rates reads what was drawn."""
    if interaction is None or not person.is_active or interaction.worker_id != person.pk:
        return False
    return not Review.objects.filter(interaction=interaction).exists()


def _writes_words(rating: Rating | None, person: Any, _now: datetime) -> bool:
    return (
        rating is not None and person.is_active and rating.rater_id == person.pk and rating.state == RatingState.WAITS
    )


def _replies(review: Review | None, person: Any, _now: datetime) -> bool:
    if review is None or not person.is_active or review.interaction.worker_id != person.pk:
        return False
    return review.state == ReviewState.WITH_WORKER


PURPOSES = (
    Purpose(
        key=ACCOUNT_PURPOSE,
        label="Challenging interaction",
        page=lambda key: reverse("reviews:interaction", args=[key]),
        subject=_interaction,
        title=lambda interaction, _viewer: f"Interaction {interaction.reference}",
        may_write=_writes_account,
        is_signed=False,
        is_group=True,
        page_name="the interaction",
        reads=reads_account,
        readers=ACCOUNT_READERS,
        team_of=lambda interaction: interaction.team_id if interaction else None,
    ),
    Purpose(
        key=WORDS_PURPOSE,
        label="Words of an interaction review",
        page=lambda key: reverse("reviews:rating", args=[key]),
        subject=_rating,
        title=lambda rating, _viewer: f"Interaction review {rating.review.reference}",
        may_write=_writes_words,
        is_signed=False,
        is_group=True,
        page_name="the review",
        reads=_reads_words,
        readers=WORDS_READERS,
        team_of=lambda rating: rating.review.interaction.team_id if rating else None,
    ),
    Purpose(
        key=REPLY_PURPOSE,
        label="Reply to an interaction review",
        page=lambda key: reverse("reviews:review", args=[key]),
        subject=_review,
        title=lambda review, _viewer: f"Your reply to interaction review {review.reference}",
        may_write=_replies,
        is_signed=False,
        is_group=True,
        page_name="the review",
        reads=_reads_review,
        readers=REPLY_READERS,
    ),
)


def register() -> None:
    for purpose in PURPOSES:
        register_purpose(purpose)
