"""Gaps in coverage: that a worker in post lacks a supervisor or a cadence policy, since when, and until when to arrange it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import GapState, Lacking
from ..querysets import CoverageGapQuerySet

PERSON = settings.AUTH_USER_MODEL
OPEN = "open"


class CoverageGap(models.Model):
    """One worker, one thing that is missing, from when it was found to when it was arranged. Missing again, it is another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    worker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    lacks = models.CharField(max_length=10, choices=Lacking)
    found_at = models.DateTimeField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    # As on a session: the sweep reads next_check, which is empty when nothing is left to check.
    reminder_at = models.DateTimeField(null=True, blank=True)
    next_check = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=6, choices=GapState, default=GapState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverageGapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "lacks"], name="one_open_gap_of_a_kind_for_a_worker", condition=Q(state=OPEN)
            ),
            models.CheckConstraint(
                name="a_gap_that_is_over_says_when",
                condition=Q(state=OPEN, ended_at__isnull=True) | (~Q(state=OPEN) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_gap_that_is_over_is_not_checked", condition=Q(state=OPEN) | Q(next_check__isnull=True)
            ),
            models.CheckConstraint(name="a_gap_is_due_after_it_is_found", condition=Q(due_at__gt=F("found_at"))),
        ]
        indexes = [
            models.Index(fields=["next_check"], name="gap_to_check_next", condition=Q(next_check__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.reference
