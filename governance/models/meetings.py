"""Governance meetings: their series, who sits there, the agenda as it was known, what was decided, and amendments."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from workforce_assurance.action_log.enums import Strength

from ..meetings.enums import Because, Every, Heading, MeetingState, Outcome, Presence
from ..meetings.querysets import ItemQuerySet, MeetingQuerySet, MeetingSeriesQuerySet

PERSON = settings.AUTH_USER_MODEL
NAME, WORDS, REASONS = 80, 200, 600
WHAT_WAS_KNOWN = """
IF (SELECT m.state FROM governance_meeting m WHERE m.id = OLD.meeting_id) IN ('held', 'closed')
    AND (TG_OP = 'DELETE' OR (NEW.heading, NEW.subject_id, NEW.words) IS DISTINCT FROM (OLD.heading, OLD.subject_id, OLD.words))
THEN
    RAISE EXCEPTION 'what was known when a meeting was held never changes';
END IF;
RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
"""
ONCE_CLOSED = """
IF (SELECT m.state FROM governance_meeting m WHERE m.id = OLD.meeting_id) = 'closed' THEN
    RAISE EXCEPTION 'what a closed meeting decided never changes';
END IF;
RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
"""


class MeetingSeries(models.Model):
    """Meetings that come again: of a service, or of the whole organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    name = models.CharField(max_length=NAME)
    # Empty for the whole organisation.
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    every = models.CharField(max_length=10, choices=Every)
    chair = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    members = models.ManyToManyField(PERSON, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingSeriesQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="a_series_that_goes_on_has_a_name_of_its_own", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="a_series_ends_after_it_began", condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at"))
            ),
        ]


class Meeting(models.Model):
    """One meeting: planned, its agenda prepared, held with what was known then, and closed with minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    series = models.ForeignKey(MeetingSeries, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=8, choices=MeetingState, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    # From when on what changed belongs on its agenda: the meeting before.
    since = models.DateTimeField()
    # How many there were of each heading when the agenda was last built: it shows the most pressing of them.
    totals = models.JSONField(default=dict)
    held_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The last day on which those who were there may amend its minutes.
    amend_until = models.DateField(null=True, blank=True)
    approved_in = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="approves")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "reference")
        constraints = [
            models.UniqueConstraint(
                fields=["series"], name="a_series_has_one_meeting_at_a_time", condition=~Q(state="closed")
            ),
            models.CheckConstraint(
                name="a_meeting_says_when_it_was_held",
                condition=Q(state__in=["planned", "prepared"], held_at=None)
                | Q(state__in=["held", "closed"], held_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_meeting_says_when_and_until_when_it_is_amended",
                condition=Q(state="closed", closed_at__isnull=False, amend_until__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None, amend_until=None)),
            ),
            models.CheckConstraint(
                name="only_minutes_of_a_closed_meeting_are_approved", condition=Q(approved_in=None) | Q(state="closed")
            ),
            models.CheckConstraint(name="no_meeting_approves_its_own_minutes", condition=~Q(approved_in=F("id"))),
        ]


class Seat(models.Model):
    """Somebody who is invited to a meeting, and whether they were there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=9, choices=Presence, default=Presence.INVITED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="a_person_has_one_seat_in_a_meeting")]


class AgendaItem(models.Model):
    """One item: what it is about as it was known, and what became of it. Its words name no person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    heading = models.CharField(max_length=12, choices=Heading)
    # The record that it is about; a key and no foreign key: it may be of any practice. Of what was added by hand, its own.
    subject_id = models.UUIDField()
    position = models.PositiveIntegerField()
    words = models.CharField(max_length=WORDS)
    # Empty for what the agenda found by itself.
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default="")
    because = models.CharField(max_length=6, choices=Because, blank=True, default="")
    taken_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="takes")

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "heading", "subject_id"], name="a_record_stands_once_under_a_heading"
            ),
            models.CheckConstraint(
                name="what_is_deferred_says_why",
                condition=Q(outcome="deferred") & ~Q(because="") | ~Q(outcome="deferred") & Q(because=""),
            ),
            models.CheckConstraint(
                name="what_is_merged_says_with_what",
                condition=Q(outcome="merged", taken_with__isnull=False) | ~Q(outcome="merged") & Q(taken_with=None),
            ),
            models.CheckConstraint(name="no_item_is_taken_with_itself", condition=~Q(taken_with=F("id"))),
            models.CheckConstraint(
                name="only_minutes_are_approved", condition=~Q(outcome="approved") | Q(heading="minutes")
            ),
            models.CheckConstraint(name="an_item_says_what_it_is_about", condition=~Q(words="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="what_was_known_is_frozen", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete,
                func=WHAT_WAS_KNOWN,
            )
        ]  # fmt: skip


class MeetingDecision(models.Model):
    """What was decided, why, by whom it is done and until when; when the meeting closes it becomes an action."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    # Organisational text: what is to be done, and why. The form says who reads it.
    words = models.CharField(max_length=120)
    reasons = models.CharField(max_length=REASONS, blank=True, default="")
    # How much it leaves to memory and good will, as the action log counts it.
    strength = models.CharField(max_length=8, choices=Strength)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("recorded_at", "id")
        constraints = [models.CheckConstraint(name="a_decision_says_what", condition=~Q(words=""))]
        triggers = [
            pgtrigger.Trigger(
                name="what_was_decided_stands", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete,
                func=ONCE_CLOSED,
            )
        ]  # fmt: skip


class Amendment(models.Model):
    """What somebody who was there adds to the minutes; nothing that stands in them changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="amendments")
    words = models.CharField(max_length=REASONS)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")
        triggers = [pgtrigger.Protect(name="an_amendment_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)]
