"""Cadence policies, sessions with the due date they answer to, moves, and agreed adjustments."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .enums import AdjustmentKind, AdjustmentOutcome, Reason, SessionState, Side
from .querysets import AdjustmentQuerySet, CadencePolicyQuerySet, SessionQuerySet

PERSON = settings.AUTH_USER_MODEL
OPEN = "planned"

# A published policy may only be retired; everything else about it stays as it was published.
POLICY_NEVER_CHANGES = """
IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END IF;
IF TG_OP = 'UPDATE' AND NEW.state = 'retired' AND NEW.retired_at IS NOT NULL AND
   (NEW.name, NEW.team_id, NEW.person_id, NEW.longest_gap_days, NEW.grace_working_days, NEW.minutes, NEW.published_at)
   IS NOT DISTINCT FROM
   (OLD.name, OLD.team_id, OLD.person_id, OLD.longest_gap_days, OLD.grace_working_days, OLD.minutes, OLD.published_at)
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'a published policy never changes';
"""
STEP_NEVER_CHANGES = """
SELECT state INTO theirs FROM supervision_cadencepolicy
    WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.policy_id ELSE OLD.policy_id END;
IF theirs <> 'draft' THEN
    RAISE EXCEPTION 'a published policy never changes';
END IF;
RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
"""


class CadencePolicy(models.Model):
    """How often and how long. The person's policy wins over the team's, the team's over the organisation's."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    longest_gap_days = models.PositiveSmallIntegerField()
    grace_working_days = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CadencePolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "cadence policies"
        constraints = [
            models.CheckConstraint(
                name="a_policy_is_for_a_team_or_a_person_or_all",
                condition=Q(team__isnull=True) | Q(person__isnull=True),
            ),
            models.CheckConstraint(
                name="a_gap_is_1_to_366_days", condition=Q(longest_gap_days__gte=1, longest_gap_days__lte=366)
            ),
            models.CheckConstraint(name="grace_is_at_most_60_working_days", condition=Q(grace_working_days__lte=60)),
            models.CheckConstraint(
                name="a_session_lasts_10_to_480_minutes", condition=Q(minutes__gte=10, minutes__lte=480)
            ),
            models.UniqueConstraint(
                fields=["team", "person"],
                name="one_published_policy_for_each_reach",
                condition=Q(state="published"),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_policy_says_when_it_was_published",
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_retired_policy_says_when",
                condition=Q(state="retired", retired_at__isnull=False)
                | (~Q(state="retired") & Q(retired_at__isnull=True)),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_policy_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=POLICY_NEVER_CHANGES,
            )
        ]

    def __str__(self) -> str:
        return self.name


class PhaseInStep(models.Model):
    """For new starters: a shorter gap up to and including that day in post."""

    policy = models.ForeignKey(CadencePolicy, on_delete=models.CASCADE, related_name="phase_in")
    until_day = models.PositiveSmallIntegerField()
    gap_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("policy", "until_day")
        constraints = [
            models.UniqueConstraint(fields=["policy", "until_day"], name="one_phase_in_step_until_a_day"),
            models.CheckConstraint(name="a_phase_in_gap_is_at_least_a_day", condition=Q(gap_days__gte=1)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_phase_in_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("theirs", "text")],
                func=STEP_NEVER_CHANGES,
            )
        ]


class Session(models.Model):
    """One supervision meeting, planned or held, and the due date that it answers to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for mails and lists.
    reference = models.CharField(max_length=12, unique=True)
    worker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    policy = models.ForeignKey(CadencePolicy, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Conformance is measured by these two, whatever moves later.
    due_on = models.DateField()
    on_time_until = models.DateField(help_text="The due date with its grace.")
    due_because = models.CharField(max_length=300)
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120, blank=True)
    # The end of the day by which it is to take place: the due date's, or the day it was moved to when that is later.
    due_at = models.DateTimeField()
    # The clock: reminded at, run out at; the sweep reads next_check, which is empty when nothing is left to check.
    reminder_at = models.DateTimeField()
    missed_after = models.DateTimeField()
    next_check = models.DateTimeField(null=True, blank=True)
    missed_flagged_at = models.DateTimeField(null=True, blank=True)
    # When its record was opened; from then on planning leaves it alone.
    started_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=11, choices=SessionState, default=SessionState.PLANNED)
    held_at = models.DateTimeField(null=True, blank=True)
    held_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=10, choices=Side, blank=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    # True once a person chose the time: planning then leaves it alone.
    set_by_hand = models.BooleanField(default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "due_on"], name="one_session_per_worker_and_due_date"),
            models.CheckConstraint(name="nobody_is_their_own_supervisor", condition=~Q(worker=F("supervisor"))),
            models.CheckConstraint(
                name="an_open_session_is_not_closed",
                condition=Q(state=OPEN, closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(state=OPEN) & Q(closed_at__isnull=False, closed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_held_session_says_when_and_how_long",
                condition=Q(state__in=["held", "partly_held"], held_at__isnull=False, held_minutes__isnull=False)
                | (~Q(state__in=["held", "partly_held"]) & Q(held_at__isnull=True, held_minutes__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_cancelled_session_says_by_whom_and_why",
                condition=~Q(state="cancelled") | (~Q(side="") & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="a_closed_session_is_not_checked", condition=Q(state=OPEN) | Q(next_check__isnull=True)
            ),
            models.CheckConstraint(name="grace_follows_the_due_date", condition=Q(on_time_until__gte=F("due_on"))),
            models.CheckConstraint(
                name="a_session_runs_out_after_it_is_due", condition=Q(missed_after__gte=F("due_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["next_check"], name="session_to_check_next", condition=Q(next_check__isnull=False)),
            models.Index(
                fields=["supervisor", "planned_at"], name="open_session_of_supervisor", condition=Q(state=OPEN)
            ),
            models.Index(fields=["worker", "-due_on"], name="session_of_worker"),
            models.Index(fields=["supervisor", "-due_on"], name="session_of_supervisor"),
            models.Index(fields=["team", "due_on"], name="session_of_team"),
        ]

    def __str__(self) -> str:
        return self.reference


class SessionMove(models.Model):
    """That a session was moved: from when to when, by whom and why."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="moves")
    moved_from = models.DateTimeField()
    moved_to = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=Reason)
    side = models.CharField(max_length=10, choices=Side)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


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
        ]
        indexes = [models.Index(fields=["worker"], name="adjustment_open_of_worker", condition=Q(outcome=""))]
