"""Complaints: when and how they came, who handles them, by when, and what was found. What is said in them is a sealed response."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..complaints.enums import CameBy, ClockKind, ClockState, ComplaintState, Finding, LinkKind, MadeBy, NoChange
from ..complaints.querysets import ClockQuerySet, ComplaintQuerySet, HandlingQuerySet
from ..complaints.states import MOVES, WITH_ANSWER

PERSON = settings.AUTH_USER_MODEL
MONTH_STARTS = Q(counted_from__day=1)
ARROWS = ", ".join(f"('{move.before.value}', '{move.after.value}')" for move in MOVES)
MOVES_ALONG = f"""
IF (OLD.state, NEW.state) NOT IN ({ARROWS}) THEN
    RAISE EXCEPTION 'a complaint moves along its states';
END IF;
RETURN NEW;
"""
NOT_ABOUT_THEM = """
IF NEW.ended_at IS NULL AND EXISTS (
    SELECT 1 FROM governance_complaintabout a WHERE a.complaint_id = NEW.complaint_id AND a.person_id = NEW.handler_id
) THEN
    RAISE EXCEPTION 'nobody handles a complaint about themselves';
END IF;
RETURN NEW;
"""
NOT_ITS_HANDLER = """
IF EXISTS (
    SELECT 1 FROM governance_complainthandling h
    WHERE h.complaint_id = NEW.complaint_id AND h.handler_id = NEW.person_id AND h.ended_at IS NULL
) THEN
    RAISE EXCEPTION 'nobody handles a complaint about themselves';
END IF;
RETURN NEW;
"""


class ComplaintPolicy(models.Model):
    """Within how many working days a complaint is acknowledged and answered, from then on. The latest row holds."""

    acknowledge_working_days = models.PositiveSmallIntegerField()
    answer_working_days = models.PositiveSmallIntegerField()
    # From which month on complaints of the register are counted where no figure was brought in.
    counted_from = models.DateField()
    set_at = models.DateTimeField()
    # Empty: it was shipped.
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-set_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="an_answer_takes_no_less_than_saying_that_it_came",
                condition=Q(
                    acknowledge_working_days__gte=1, answer_working_days__gte=F("acknowledge_working_days"),
                    answer_working_days__lte=130,
                ),
            ),
            models.CheckConstraint(name="complaints_are_counted_from_a_month_on", condition=MONTH_STARTS),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="what_held_for_complaints_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Complaint(models.Model):
    """One complaint. Here are dates, codes and people who work here; whoever made it is never named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for mails and lists.
    reference = models.CharField(max_length=12, unique=True)
    # What one opened form makes, however often it is sent.
    once = models.UUIDField(unique=True, editable=False)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    # A code of the list of themes; its label is the list's.
    theme = models.CharField(max_length=40)
    made_by = models.CharField(max_length=9, choices=MadeBy)
    came_by = models.CharField(max_length=10, choices=CameBy)
    # The organisation's own code; empty where whoever complains is not served, or did not say.
    case_reference = models.CharField(max_length=40, blank=True, default="")
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # By the policy that held when it was put on record.
    acknowledge_due_on = models.DateField()
    answer_due_on = models.DateField()
    state = models.CharField(max_length=12, choices=ComplaintState, default=ComplaintState.RECEIVED)
    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    found = models.CharField(max_length=10, choices=Finding, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Why it was closed without an action; empty where there is one.
    no_change = models.CharField(max_length=9, choices=NoChange, blank=True, default="")
    # For measures: when anything that they count came to something else.
    changed_at = models.DateTimeField()

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "reference")
        constraints = [
            models.CheckConstraint(
                name="a_complaint_is_due_after_it_came",
                condition=Q(acknowledge_due_on__gt=F("received_on"), answer_due_on__gte=F("acknowledge_due_on")),
            ),
            models.CheckConstraint(
                name="a_complaint_is_acknowledged_after_it_came",
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("received_on")),
            ),
            models.CheckConstraint(
                name="a_complaint_is_answered_after_it_was_acknowledged",
                condition=Q(answered_on__isnull=True)
                | Q(acknowledged_on__isnull=False, answered_on__gte=F("acknowledged_on")),
            ),
            models.CheckConstraint(
                name="an_acknowledged_complaint_says_since_when",
                condition=~Q(state__in=["acknowledged", "answered", "closed"]) | Q(acknowledged_on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_only_received_was_not_acknowledged",
                condition=~Q(state="received") | Q(acknowledged_on__isnull=True),
            ),
            models.CheckConstraint(
                name="an_answered_complaint_says_when_and_what_was_found",
                condition=Q(state__in=WITH_ANSWER, answered_on__isnull=False) & ~Q(found="")
                | (~Q(state__in=WITH_ANSWER) & Q(answered_on__isnull=True, found="")),
            ),
            models.CheckConstraint(
                name="a_complaint_that_is_over_says_when_and_by_whom",
                condition=Q(state__in=["closed", "withdrawn"], ended_at__isnull=False, ended_by__isnull=False)
                | (~Q(state__in=["closed", "withdrawn"]) & Q(ended_at__isnull=True, ended_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_closed_complaint_says_why_nothing_changes", condition=Q(no_change="") | Q(state="closed")
            ),
        ]
        indexes = [
            models.Index(fields=["-received_on", "reference"], name="complaint_by_day"),
            models.Index(fields=["team", "-received_on"], name="complaint_of_team"),
            models.Index(fields=["recorded_by", "-received_on"], name="complaint_of_recorder"),
            models.Index(fields=["changed_at"], name="complaint_by_change"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_complaint_moves_along_its_states",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=MOVES_ALONG,
            ),
            pgtrigger.Trigger(
                name="when_a_complaint_came_and_its_clock_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(
                    "received_on", "recorded_by_id", "acknowledge_due_on", "answer_due_on", "once", "reference"
                ),
                condition=pgtrigger.AnyChange(
                    "received_on", "recorded_by", "acknowledge_due_on", "answer_due_on", "once", "reference"
                ),
                func="RAISE EXCEPTION 'when a complaint came and its clock stay';",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ComplaintHandling(models.Model):
    """Who handles a complaint, from when until when; what they answer is a response with this row as its subject."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="handlings")
    handler = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        # Handed on in the moment in which it began: whoever has ended comes first.
        ordering = ("began_at", "ended_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], name="one_person_handles_a_complaint", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="handling_ends_after_it_began", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at"))
            ),
        ]
        indexes = [models.Index(fields=["handler"], name="handling_of_person", condition=Q(ended_at=None))]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_handles_a_complaint_about_themselves", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update, func=NOT_ABOUT_THEM,
            )
        ]  # fmt: skip


class ComplaintAbout(models.Model):
    """Somebody who works here and whom a complaint is about. They see its facts once somebody told them, and never its words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="about")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("named_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["complaint", "person"], name="a_complaint_names_somebody_once"),
            models.CheckConstraint(
                name="who_was_told_says_when_and_by_whom",
                condition=Q(told_at__isnull=True, told_by__isnull=True)
                | Q(told_at__isnull=False, told_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_whom_it_is_about_handles_it", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update, func=NOT_ITS_HANDLER,
            )
        ]  # fmt: skip


class ComplaintLink(models.Model):
    """That a complaint has to do with a decision or an incident; a kind and a key, as the action log names where it comes from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=40, choices=LinkKind)
    subject_id = models.UUIDField()
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("linked_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["complaint", "kind", "subject_id"], name="a_complaint_is_linked_once"),
            models.CheckConstraint(
                name="a_complaint_is_linked_to_decisions_and_incidents", condition=Q(kind__in=LinkKind.values)
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject_id"], name="link_of_record")]


class ComplaintClock(models.Model):
    """What is asked of whoever handles a complaint by a time; what is asked of somebody else instead is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="clocks")
    kind = models.CharField(max_length=11, choices=ClockKind)
    # Who hears of it, and who is told after them; neither is complained about.
    asked = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=5, choices=ClockState, default=ClockState.WAITS)
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "kind"], name="a_complaint_waits_once_for_one_thing", condition=Q(state="waits")
            ),
            models.CheckConstraint(
                name="what_is_met_of_a_complaint_is_checked_no_more",
                condition=Q(state="waits", met_at__isnull=True)
                | Q(state="met", met_at__isnull=False, next_check__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "next_check"], name="complaint_to_check_next", condition=Q(next_check__isnull=False)
            ),
            models.Index(fields=["asked", "due_at"], name="complaint_clock_of_person", condition=Q(state="waits")),
        ]
