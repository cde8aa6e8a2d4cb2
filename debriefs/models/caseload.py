"""Caseload adjustments: what is lightened for somebody for a while, with an end and a review, agreed by both."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..support.caseload_querysets import CaseloadAdjustmentQuerySet
from ..support.enums import CaseloadKind, CaseloadState, ProlongedBecause
from .incidents import Incident

PERSON = settings.AUTH_USER_MODEL
OVER = ["ended", "lapsed"]


class CaseloadAdjustment(models.Model):
    """One thing that is lighter from one day to another. It holds once the worker says yes, and ends by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=CaseloadKind)
    # Its reference alone is ever shown, to those who may see the incident.
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Whoever agreed it for the service, and is asked to look at it again.
    agreed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField()
    # One session of supervision more, within so many days of the worker's yes; empty for none.
    session_within_days = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=CaseloadState, default=CaseloadState.PROPOSED)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseloadAdjustmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_caseload_adjustment_is_reviewed_before_it_ends",
                condition=Q(starts_on__lte=F("review_on"), review_on__lte=F("ends_on")),
            ),
            models.CheckConstraint(name="nobody_lightens_their_own_caseload", condition=~Q(worker=F("agreed_by"))),
            models.CheckConstraint(
                name="an_extra_session_comes_within_1_to_60_days",
                condition=Q(session_within_days__isnull=True) | Q(session_within_days__range=(1, 60)),
            ),
            models.CheckConstraint(
                name="an_answered_caseload_adjustment_says_when",
                condition=Q(state="proposed", answered_at__isnull=True)
                | Q(state__in=["agreed", "declined", "lapsed"], answered_at__isnull=False)
                | Q(state="ended"),
            ),
            models.CheckConstraint(
                name="an_ended_caseload_adjustment_says_when",
                condition=Q(state__in=OVER, ended_at__isnull=False) | (~Q(state__in=OVER) & Q(ended_at__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["worker", "kind"],
                name="one_caseload_adjustment_of_a_kind_at_a_time",
                condition=Q(state__in=["proposed", "agreed"]),
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "-starts_on"], name="caseload_of_worker"),
            models.Index(fields=["ends_on"], name="caseload_that_ends", condition=Q(state__in=["proposed", "agreed"])),
            models.Index(fields=["agreed_by"], name="caseload_to_review", condition=Q(reviewed_at__isnull=True)),
        ]


class CaseloadProlonging(models.Model):
    """That an adjustment goes on longer than was agreed: until when, and why in a code."""

    adjustment = models.ForeignKey(CaseloadAdjustment, on_delete=models.PROTECT, related_name="prolongings")
    ended_on = models.DateField()
    ends_on = models.DateField()
    because = models.CharField(max_length=8, choices=ProlongedBecause)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(name="prolonging_adds_days", condition=Q(ends_on__gt=F("ended_on"))),
        ]
