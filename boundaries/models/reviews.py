"""Samples as they were drawn, reviews, and ratings with their scores."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..reviews.enums import ClosedBecause, LeftOut, RatingPart, RatingState, ReviewState, Score
from ..reviews.querysets import RatingQuerySet, ReviewQuerySet, SampleQuerySet
from .interactions import Interaction
from .rubrics import Criterion, RubricVersion

PERSON = settings.AUTH_USER_MODEL
IS_NOT_CONCERNED = """
IF EXISTS (
    SELECT 1 FROM boundaries_review r JOIN boundaries_interaction i ON i.id = r.interaction_id
    WHERE r.id = NEW.review_id AND NEW.rater_id IN (i.worker_id, i.supervisor_id)
) THEN
    RAISE EXCEPTION 'whoever rates is neither the worker nor their supervisor';
END IF;
RETURN NEW;
"""
WHILE_IT_WAITS = """
IF EXISTS (SELECT 1 FROM boundaries_rating r WHERE r.id IN (OLD.rating_id, NEW.rating_id) AND r.state <> 'waits') THEN
    RAISE EXCEPTION 'a rating that is given never changes';
END IF;
RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
"""


class ReviewSample(models.Model):
    """A sample: from which days and service, how large and why, and the seed by which anybody can draw it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    # Empty for all services.
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    # Half the width of the 95 % interval, and the share with a second view, in per cent.
    margin = models.PositiveSmallIntegerField()
    second_share = models.PositiveSmallIntegerField()
    covers_everybody = models.BooleanField()
    seed = models.CharField(max_length=64)
    population = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    rubric = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reviewers = models.ManyToManyField(PERSON, related_name="+")

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ("-drawn_at", "reference")
        constraints = [
            models.CheckConstraint(name="a_sample_has_days_in_order", condition=Q(first_on__lte=models.F("last_on"))),
            models.CheckConstraint(
                name="a_tenth_to_a_fifth_is_rated_twice", condition=Q(second_share__gte=10, second_share__lte=20)
            ),
            models.CheckConstraint(name="a_margin_is_5_to_25_per_cent", condition=Q(margin__gte=5, margin__lte=25)),
        ]
        triggers = [
            pgtrigger.Protect(name="a_drawn_sample_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class FramePlace(models.Model):
    """One line of the frozen list that a sample was drawn from: its stratum, and whether it was drawn or left out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(ReviewSample, on_delete=models.PROTECT, related_name="frame")
    interaction = models.ForeignKey(Interaction, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_drawn = models.BooleanField()
    left_out_because = models.CharField(max_length=12, choices=LeftOut, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "interaction"], name="an_interaction_stands_once_in_a_frame"),
            models.CheckConstraint(
                name="what_is_left_out_is_not_drawn", condition=Q(is_drawn=False) | Q(left_out_because="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="a_frozen_list_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Review(models.Model):
    """The review of one interaction: rated, settled where two views differ, seen by the worker first, and closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    sample = models.ForeignKey(ReviewSample, on_delete=models.PROTECT, related_name="reviews")
    interaction = models.OneToOneField(Interaction, on_delete=models.PROTECT, related_name="review")
    state = models.CharField(max_length=11, choices=ReviewState, default=ReviewState.TO_RATE)
    with_worker_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=6, choices=ClosedBecause, blank=True, default="")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-with_worker_at", "reference")
        constraints = [
            models.CheckConstraint(
                name="a_review_with_the_worker_says_since_and_until_when",
                condition=Q(state__in=["to_rate", "to_settle"], with_worker_at__isnull=True, closes_at__isnull=True)
                | Q(state__in=["with_worker", "closed"], with_worker_at__isnull=False, closes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_review_says_when_and_why",
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(closed_because="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_because=""),
            ),
        ]
        indexes = [models.Index(fields=["closes_at"], name="review_to_close", condition=Q(state="with_worker"))]


class Rating(models.Model):
    """One person's view of one interaction, due by a time; blind to the other where there are two."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="ratings")
    part = models.CharField(max_length=8, choices=RatingPart)
    rater = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Who stands above the rater, and is told after them.
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=RatingState, default=RatingState.WAITS)
    due_at = models.DateTimeField()
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "part"], name="a_review_has_each_view_once", condition=~Q(state="passed_on")
            ),
            models.UniqueConstraint(
                fields=["review", "rater"],
                name="nobody_gives_two_views",
                condition=~Q(part="settling") & ~Q(state="passed_on"),
            ),
            models.CheckConstraint(
                name="a_given_rating_says_when_and_is_checked_no_more",
                condition=Q(state="waits", given_at__isnull=True)
                | Q(state="given", given_at__isnull=False, next_check__isnull=True)
                | Q(state="passed_on", given_at__isnull=True, next_check__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["next_check"], name="rating_to_check_next", condition=Q(next_check__isnull=False)),
            models.Index(fields=["rater", "due_at"], name="rating_of_person", condition=Q(state="waits")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="whoever_rates_is_not_concerned",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=IS_NOT_CONCERNED,
            )
        ]


class CriterionScore(models.Model):
    """The score of one criterion in one rating, as a code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    score = models.CharField(max_length=3, choices=Score)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "criterion"], name="a_criterion_is_scored_once_in_a_rating")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_given_rating_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=WHILE_IT_WAITS,
            )
        ]
