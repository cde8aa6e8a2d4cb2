"""Rating: scores kept as they are chosen, given once all is there, settled where two views differ, and passed on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.people import queries as people

from ...clocks import Clocks
from ...models import Criterion, CriterionScore, Rating, Review
from ...rationale import sections_missing
from ..enums import RATING_KIND, WORDS_PURPOSE, RatingPart, RatingState, ReviewState
from ..exceptions import IsConcerned, NotTheirRating, RatingAlreadyGiven, RatingIncomplete, ScoreUnknown
from ..results import criteria_that_differ, criteria_to_rate, scores_allowed
from ..reviewers import may_rate, who_settles
from .asking import ask
from .reviews import hand_to_worker
from .trail import note

SETTLE_WITHIN = 5  # working days


@transaction.atomic
def keep_scores(*, rating: Rating, scores: Mapping[str, str], by: Any, now: datetime) -> Rating:
    """Keep scores by the code of their criterion; an empty one is taken out. Nobody but the rater sees them.

    :raises NotTheirRating: when somebody else was asked
    :raises RatingAlreadyGiven: when it is given, or passed on
    :raises ScoreUnknown: when a criterion is none of this rating's, or does not have that score
    """
    locked = _lock_own(rating, by)
    _keep_all(locked, scores)
    note("scores kept", locked, by, now, number=sum(bool(score) for score in scores.values()))
    return locked


def _keep_all(rating: Rating, scores: Mapping[str, str]) -> None:
    criteria = {one.code: one for one in criteria_to_rate(rating)}
    for code, score in scores.items():
        if code not in criteria or (score and score not in scores_allowed(criteria[code])):
            raise ScoreUnknown("Choose one of the scores of each criterion.")
    for code, score in scores.items():
        _keep(rating, criteria[code], score)


def _keep(rating: Rating, criterion: Criterion, score: str) -> None:
    if score:
        CriterionScore.objects.update_or_create(rating=rating, criterion=criterion, defaults={"score": score})
    else:
        CriterionScore.objects.filter(rating=rating, criterion=criterion).delete()


@transaction.atomic
def give_rating(*, rating: Rating, scores: Mapping[str, str] | None = None, by: Any, now: datetime) -> Review:
    """Give one's view, with these scores beside those that are kept; it changes no more.

    With the last one the worker sees it, or somebody settles two that differ.

    :raises NotTheirRating, RatingAlreadyGiven, ScoreUnknown: as when scores are kept
    :raises RatingIncomplete: when a score is missing, or words to the worker are missing or not saved
    """
    locked = _lock_own(rating, by)
    _keep_all(locked, scores or {})
    _check_complete(locked)
    locked.state, locked.given_at, locked.next_check = RatingState.GIVEN, now, None
    locked.save(update_fields=["state", "given_at", "next_check"])
    _end_reminders(locked, "done", by, now)
    note("rating given", locked, by, now, part=locked.part, in_time=now <= locked.due_at)
    return _go_on(locked.review, by, now)


def _go_on(review: Review, by: Any, now: datetime) -> Review:
    if review.ratings.waiting().exists():
        return review
    if review.state == ReviewState.TO_RATE and criteria_that_differ(review):
        review.state = ReviewState.TO_SETTLE
        review.save(update_fields=["state"])
        settler = who_settles(review, now=now)
        ask([(review, RatingPart.SETTLING, settler)], working_days=SETTLE_WITHIN, now=now)
        note("two views to settle", review, by, now, asked=str(settler.pk))
        return review
    return hand_to_worker(review, by=by, now=now)


@transaction.atomic
def pass_rating(*, rating: Rating, to: Any, by: Any, now: datetime) -> Rating:
    """Let somebody else rate it from the beginning, by the same day where that is to come; what was begun stays unread.

    :raises RatingAlreadyGiven: when it is given, or passed on
    :raises IsConcerned: when they may not rate it
    """
    locked = _lock(rating)
    if not may_rate(to, locked.review, on=people.today(now=now)):
        raise IsConcerned("They are concerned in it, or rate it already. Choose somebody else.")
    locked.state, locked.next_check = RatingState.PASSED_ON, None
    locked.save(update_fields=["state", "next_check"])
    _end_reminders(locked, "moved", by, now)
    at = Clocks(people.calendar(), people.zone())
    left = at.calendar.between(people.today(now=now), locked.due_at.astimezone(at.zone).date())
    goes_on = ask([(locked.review, RatingPart(locked.part), to)], working_days=max(left, 2), now=now)[0]
    note("rating passed on", locked, by, now, to=str(to.pk))
    return goes_on


def _end_reminders(rating: Rating, because: str, by: Any, now: datetime) -> None:
    escalations.close_all_episodes(kind=RATING_KIND, subject_ids=[rating.pk], because=because, by=by, now=now)


def _check_complete(rating: Rating) -> None:
    scored = set(rating.scores.values_list("criterion__code", flat=True))
    missing = [one.label for one in criteria_to_rate(rating) if one.code not in scored]
    if rating.part == RatingPart.FIRST:
        missing += sections_missing(WORDS_PURPOSE, rating.pk, rating.rater)
    if missing:
        raise RatingIncomplete(f"Something is missing before it can be given: {', '.join(missing)}.")


def _lock_own(rating: Rating, by: Any) -> Rating:
    locked = _lock(rating)
    if locked.rater_id != by.pk:
        raise NotTheirRating("Whoever was asked rates it. Nothing was changed.")
    return locked


def _lock(rating: Rating) -> Rating:
    # The review first: of two views that are given at once, one comes last.
    Review.objects.select_for_update(of=("self",)).get(pk=rating.review_id)
    rows = Rating.objects.select_for_update(of=("self",)).select_related(
        "rater", "review__sample", "review__interaction__team__service", "review__interaction__worker"
    )
    locked = rows.get(pk=rating.pk)
    if locked.state != RatingState.WAITS:
        raise RatingAlreadyGiven("This was given already, or passed on. Nothing was changed.")
    return locked
