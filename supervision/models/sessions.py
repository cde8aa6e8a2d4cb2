"""Sessions with the due date they answer to, and their moves."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ..enums import Reason, SessionState, Side
from ..querysets import SessionQuerySet
from .policies import CadencePolicy

PERSON = settings.AUTH_USER_MODEL
OPEN = "planned"
# What calendars have to hear of, whoever changed it and by whatever way; they tell versions apart by the number.
CALENDARS_HEAR = """
NEW.calendar_revision = OLD.calendar_revision;
NEW.calendar_changed_at = OLD.calendar_changed_at;
IF (NEW.planned_at, NEW.minutes, NEW.state) IS DISTINCT FROM (OLD.planned_at, OLD.minutes, OLD.state) THEN
    NEW.calendar_revision = OLD.calendar_revision + 1;
    NEW.calendar_changed_at = statement_timestamp();
END IF;
RETURN NEW;
"""


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
    # Shown to the two people of the session alone.
    call_link = models.URLField(max_length=500, blank=True, default="")
    # The end of the day by which it is to take place: the due date's, or the day it was moved to when that is later.
    due_at = models.DateTimeField()
    # The clock: reminded at (never, when the ladder has no reminder), run out at; the sweep reads next_check, which is
    # empty when nothing is left to check.
    reminder_at = models.DateTimeField(null=True, blank=True)
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
    # Kept by the database alone: see CALENDARS_HEAR.
    calendar_revision = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    calendar_changed_at = models.DateTimeField(db_default=Now(), editable=False)

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
            models.Index(fields=["planned_at"], name="open_session_to_prepare", condition=Q(state=OPEN)),
            models.Index(fields=["worker", "-due_on"], name="session_of_worker"),
            models.Index(fields=["supervisor", "-due_on"], name="session_of_supervisor"),
            models.Index(fields=["team", "due_on"], name="session_of_team"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="calendars_hear_of_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(
                    "planned_at", "minutes", "state", "calendar_revision", "calendar_changed_at"
                ),
                func=CALENDARS_HEAR,
            )
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
