"""The conversations that follow an incident: each with its clock, who leads it, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import NotHeldReason, PolicyEffect, Strand, StrandState
from ..querysets import DebriefQuerySet, GuidancePolicyQuerySet
from .catalogue import StrandRule
from .incidents import Incident

PERSON = settings.AUTH_USER_MODEL
WAITS, PAUSED = "waits", "paused"


class Debrief(models.Model):
    """One strand of one incident."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for mails: it says neither what happened nor which conversation it is.
    reference = models.CharField(max_length=12, unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="debriefs")
    rule = models.ForeignKey(StrandRule, on_delete=models.PROTECT, related_name="+")
    strand = models.CharField(max_length=13, choices=Strand)
    # Elapsed hours from the incident: what "in time" is measured by, whatever is paused later.
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # When it runs out: as it closes, and later by as long as it was paused.
    due_at = models.DateTimeField()
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    late_flagged_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=StrandState, default=StrandState.WAITS)
    facilitator = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Who hears of it, and who above them; never whoever logged the incident as such.
    asked = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    head_count = models.PositiveSmallIntegerField(null=True, blank=True)
    # A facilitator who was involved themselves: it is said, and forbids nothing.
    facilitator_was_involved = models.BooleanField(default=False)
    not_held_reason = models.CharField(max_length=12, choices=NotHeldReason, blank=True, default="")
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DebriefQuerySet.as_manager()

    class Meta:
        ordering = ("closes_at", "strand")
        constraints = [
            models.UniqueConstraint(fields=["incident", "rule"], name="one_debrief_for_an_incident_and_rule"),
            models.CheckConstraint(name="a_debrief_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(name="a_pause_only_adds_time", condition=Q(due_at__gte=F("closes_at"))),
            models.CheckConstraint(
                name="an_ended_debrief_says_when_and_by_whom",
                condition=Q(state__in=[WAITS, PAUSED], closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(state__in=[WAITS, PAUSED]) & Q(closed_at__isnull=False, closed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_held_debrief_says_when_and_how_many",
                condition=Q(state="held", held_at__isnull=False, head_count__isnull=False)
                | (~Q(state="held") & Q(held_at__isnull=True, head_count__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_debrief_that_was_not_held_says_why",
                condition=(Q(state="not_held") & ~Q(not_held_reason=""))
                | (~Q(state="not_held") & Q(not_held_reason="")),
            ),
            models.CheckConstraint(
                name="a_paused_debrief_says_since_when",
                condition=Q(state=PAUSED, paused_at__isnull=False) | (~Q(state=PAUSED) & Q(paused_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_waiting_debrief_is_checked", condition=Q(state=WAITS) | Q(next_check__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["next_check"], name="debrief_to_check_next", condition=Q(next_check__isnull=False)),
            models.Index(fields=["facilitator"], name="waiting_debrief_of_person", condition=Q(state=WAITS)),
            models.Index(
                fields=["due_at"], name="staff_support_that_comes", condition=Q(state=WAITS, strand="staff_support")
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DebriefPause(models.Model):
    """Since when and until when a debrief was paused; why stands in words, sealed, for those who took part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="pauses")
    paused_at = models.DateTimeField()
    paused_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-paused_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["debrief"], name="a_debrief_is_paused_once_at_a_time", condition=Q(resumed_at__isnull=True)
            )
        ]


class Attendee(models.Model):
    """Somebody who chose to stand by name among those who were there. Nobody else puts them here."""

    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="attendees")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["debrief", "person"], name="an_attendee_stands_once")]


class GuidancePolicy(models.Model):
    """One policy of the organisation that debriefs speak of; its owner sees to what they find in the way or missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = GuidancePolicyQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "guidance policies"

    def __str__(self) -> str:
        return self.name


class PolicyMention(models.Model):
    """That a debrief found a policy to help, to hinder, or to be missing."""

    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="policies")
    policy = models.ForeignKey(GuidancePolicy, on_delete=models.PROTECT, related_name="+")
    effect = models.CharField(max_length=8, choices=PolicyEffect)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["debrief", "policy"], name="a_policy_is_spoken_of_once")]
