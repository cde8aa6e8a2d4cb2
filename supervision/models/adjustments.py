"""Adjustments that sessions agreed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import AdjustmentEffect, AdjustmentKind, AdjustmentOutcome, NewDateReason
from ..querysets import AdjustmentQuerySet
from .sessions import Session

PERSON = settings.AUTH_USER_MODEL


class Adjustment(models.Model):
    """A practical adjustment that a session agreed; its words stay in the record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="adjustments")
    # The row of the answer that it came from, so that saving twice makes one.
    row = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=AdjustmentKind)
    worker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    check_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=AdjustmentOutcome, blank=True)
    # Empty also for those that were checked before this was asked.
    helped = models.CharField(max_length=8, choices=AdjustmentEffect, blank=True, default="", db_default="")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "row"], name="one_adjustment_for_a_row_of_a_session"),
            models.CheckConstraint(
                name="an_adjustment_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="an_adjustment_is_checked_after_it_starts", condition=Q(check_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="a_checked_adjustment_says_what_by_whom_and_when",
                condition=Q(outcome="", checked_at__isnull=True, checked_by__isnull=True)
                | (~Q(outcome="") & Q(checked_at__isnull=False, checked_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="whether_an_adjustment_helped_is_said_when_it_is_checked",
                condition=Q(helped="") | ~Q(outcome=""),
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="adjustment_open_of_worker", condition=Q(outcome=""))]


class AdjustmentDate(models.Model):
    """That an open adjustment is looked at on another day than before: which, why and by whom."""

    adjustment = models.ForeignKey(Adjustment, on_delete=models.PROTECT, related_name="dates")
    moved_from = models.DateField()
    moved_to = models.DateField()
    reason = models.CharField(max_length=12, choices=NewDateReason)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(name="a_new_date_is_another_one", condition=~Q(moved_from=F("moved_to"))),
        ]


class AdjustmentCarry(models.Model):
    """That a session looked at an open adjustment and carries it to the next one as it is."""

    adjustment = models.ForeignKey(Adjustment, on_delete=models.PROTECT, related_name="carries")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "session"], name="a_session_carries_an_adjustment_once"),
        ]
