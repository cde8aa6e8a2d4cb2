"""What the database itself refuses."""

import uuid
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from boundaries.models import (
    Calibration,
    Criterion,
    CriterionScore,
    FramePlace,
    Interaction,
    Rating,
    Review,
    ReviewSample,
)
from tests.factories.reviews import draw, flag, give, score, with_worker
from tests.factories.supervision import NOON


@contextmanager
def refused(by):
    with pytest.raises(DatabaseError, match=by), transaction.atomic():
        yield


@pytest.fixture
def review(reviews):
    flag(reviews.worker)
    return draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("nobody_supervises_their_own_interaction", {"supervisor": "worker"}),
        ("what_comes_from_a_record_names_it", {"came_from": "record"}),
        ("what_is_imported_has_a_key_outside", {"came_from": "imported"}),
        ("what_is_left_out_says_when_and_by_whom", {"left_out_because": "wrong"}),
    ],
)
def test_an_interaction_contradicts_nothing(reviews, constraint, changes):
    row = flag(reviews.worker)
    said = {key: reviews.worker if value == "worker" else value for key, value in changes.items()}
    with refused(constraint):
        Interaction.objects.filter(pk=row.pk).update(**said)


def test_an_interaction_is_imported_once(reviews):
    rows = [flag(reviews.worker), flag(reviews.worker)]
    with refused("an_interaction_is_imported_once"):
        Interaction.objects.filter(pk__in=[row.pk for row in rows]).update(came_from="imported", outside_key="K1")


def test_a_drawn_sample_and_its_list_never_change(review):
    with refused("a_drawn_sample_never_changes"):
        ReviewSample.objects.update(seed="another")
    with refused("a_frozen_list_never_changes"):
        FramePlace.objects.update(is_drawn=False)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("a_sample_has_days_in_order", {"first_on": "2027-03-02"}),
        ("a_tenth_to_a_fifth_is_rated_twice", {"second_share": 9}),
        ("a_margin_is_5_to_25_per_cent", {"margin": 4}),
    ],
)
def test_a_sample_contradicts_nothing(review, constraint, changes):
    sample = review.sample
    sample.pk, sample.once, sample.reference = uuid.uuid4(), uuid.uuid4(), "AAAAA-AAAAA"
    sample.last_on = "2027-03-01"
    for name, value in changes.items():
        setattr(sample, name, value)
    with refused(constraint):
        sample.save(force_insert=True)


def test_a_place_in_the_frame_stands_once_and_is_not_both_drawn_and_left_out(review):
    place = FramePlace.objects.get()
    place.pk = uuid.uuid4()
    with refused("an_interaction_stands_once_in_a_frame"):
        place.save(force_insert=True)
    place.left_out_because = "wrong"
    with refused("what_is_left_out_is_not_drawn"):
        place.save(force_insert=True)


def test_a_review_says_since_when_it_stands_where_it_stands(review):
    with refused("a_review_with_the_worker_says_since_and_until_when"):
        Review.objects.update(state="with_worker")
    with refused("a_closed_review_says_when_and_why"):
        Review.objects.update(closed_at=NOON)


@pytest.mark.parametrize("who", ["worker", "supervisor"])
def test_nobody_who_is_concerned_rates_whatever_writes_the_row(reviews, review, who):
    with refused("neither the worker nor their supervisor"):
        Rating.objects.filter(part="first").update(rater=getattr(reviews, who))


def test_each_view_is_asked_for_once_and_of_another_person(reviews, review):
    first, second = (review.ratings.get(part=part) for part in ("first", "second"))
    with refused("nobody_gives_two_views"):
        Rating.objects.filter(pk=second.pk).update(rater=first.rater)
    with refused("a_review_has_each_view_once"):
        Rating.objects.filter(pk=second.pk).update(part="first")
    with refused("a_given_rating_says_when_and_is_checked_no_more"):
        Rating.objects.filter(pk=second.pk).update(state="given")


def test_a_score_stands_once_and_stays_once_it_is_given(review):
    first = review.ratings.get(part="first")
    score(first)
    row = CriterionScore.objects.first()
    with refused("a_criterion_is_scored_once_in_a_rating"):
        CriterionScore.objects.create(rating=first, criterion=row.criterion, score="1")
    give(first)
    with refused("a rating that is given never changes"):
        CriterionScore.objects.filter(pk=row.pk).update(score="1")


def test_a_criterion_has_its_code_once_and_never_changes(review):
    row = Criterion.objects.first()
    with refused("a published rubric never changes"):
        Criterion.objects.filter(pk=row.pk).update(label="Another")


def test_nobody_calibrates_alone(reviews, review):
    with refused("a_calibration_takes_two_or_more"):
        Calibration.objects.create(
            drafted=review.sample.rubric, held_on=timezone.localdate(), taking_part=1, criteria=[], noted_at=NOON,
            noted_by=reviews.governance,
        )  # fmt: skip


def test_an_interaction_is_reviewed_once(reviews, review):
    review = with_worker(review)
    review.pk, review.reference = uuid.uuid4(), "AAAAA-AAAAA"
    with refused("interaction_id"):
        review.save(force_insert=True)
