"""Restrictive decisions: what is decided about whom, by whom it was asked for and let through, and what became of it."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import Covers, DecisionState, LiftReason, RefusalReason
from ..querysets import DecisionQuerySet
from ..states import ENDED, FELT, MOVES, ONLY_THROUGH_THE_GATE
from .catalogue import DecisionKind, Ground
from .decision_imports import DecisionImport

PERSON = settings.AUTH_USER_MODEL
ARROWS = ", ".join(f"('{move.before.value}', '{move.after.value}')" for move in MOVES)
MOVES_ALONG = f"""
IF (OLD.state, NEW.state) NOT IN ({ARROWS}) THEN
    RAISE EXCEPTION 'a decision moves along its states';
END IF;
RETURN NEW;
"""

# Every decision that this one renews, with those that renew the same; a decision that renews nothing is the first of its own.
NOBODY_WHO_ASKED = """
IF EXISTS (
    SELECT 1 FROM boundaries_decision d
    WHERE d.requester_id = NEW.approver_id AND (d.id = NEW.first_id OR d.first_id = NEW.first_id OR d.first_id = NEW.id)
) THEN
    RAISE EXCEPTION 'nobody lets through what renews their own decision';
END IF;
RETURN NEW;
"""


class Decision(models.Model):
    """One restrictive decision. The words that give its reasons are a sealed response; here are dates, codes and people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for mails and lists.
    reference = models.CharField(max_length=12, unique=True)
    # What one opened form makes, however often it is sent.
    once = models.UUIDField(unique=True, editable=False)
    kind = models.ForeignKey(DecisionKind, on_delete=models.PROTECT, related_name="+")
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="+")
    covers = models.CharField(max_length=11, choices=Covers)
    # The organisation's own code; empty for a rule that holds for everybody.
    case_reference = models.CharField(max_length=40, blank=True, default="")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    requester = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    # Empty: as soon as it is through the gate.
    starts_at = models.DateTimeField(null=True, blank=True)
    # Empty for what is done once. It lapses by itself then.
    ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=17, choices=DecisionState, default=DecisionState.DRAFTED)
    is_emergency = models.BooleanField(default=False)
    approver = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    # Nobody above the requester could be asked, so that somebody from outside was named.
    is_approved_from_outside = models.BooleanField(default=False)
    effective_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_because = models.CharField(max_length=10, choices=RefusalReason, blank=True, default="")
    lifted_because = models.CharField(max_length=12, choices=LiftReason, blank=True, default="")
    # A renewal is another decision, through the gate again.
    renews = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals")
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    # The record that it came from; a kind and a key and no foreign key: practices are strangers.
    source_kind = models.CharField(max_length=40, blank=True, default="")
    source_id = models.UUIDField(null=True, blank=True)
    # Made before this register was kept: the file that it came in, and its key in the other system.
    brought_by = models.ForeignKey(DecisionImport, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outside_key = models.CharField(max_length=60, blank=True, default="")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_approves_their_own_decision", condition=~Q(approver=F("requester"))),
            models.CheckConstraint(
                name="an_approval_says_by_whom_and_when",
                condition=Q(approver__isnull=True, approved_at__isnull=True)
                | Q(approver__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="no_decision_takes_effect_before_its_gate",
                condition=(~Q(state__in=ONLY_THROUGH_THE_GATE) & Q(effective_at__isnull=True))
                | Q(approver__isnull=False)
                | (Q(is_emergency=True) & ~Q(state__in=ONLY_THROUGH_THE_GATE)),
            ),
            models.CheckConstraint(
                name="only_an_emergency_is_in_effect_before_its_gate",
                condition=Q(is_emergency=True) | ~Q(state__in=["emergency", "emergency_at_gate"]),
            ),
            models.CheckConstraint(
                name="what_is_in_effect_says_since_when", condition=~Q(state__in=FELT) | Q(effective_at__isnull=False)
            ),
            models.CheckConstraint(
                name="an_ended_decision_says_when",
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_at__isnull=True, ended_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_refused_or_lifted_decision_says_why",
                condition=Q(state="refused", lifted_because="") & ~Q(refused_because="")
                | (Q(state="lifted", refused_because="") & ~Q(lifted_because=""))
                | (~Q(state__in=["refused", "lifted"]) & Q(refused_because="", lifted_because="")),
            ),
            models.CheckConstraint(
                name="a_decision_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="a_renewal_names_the_first_decision",
                condition=Q(renews__isnull=True, first__isnull=True) | Q(renews__isnull=False, first__isnull=False),
            ),
            models.CheckConstraint(
                name="a_decision_from_a_record_names_it",
                condition=Q(source_kind="", source_id__isnull=True) | (~Q(source_kind="") & Q(source_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_is_imported_is_over_and_was_let_through",
                condition=Q(brought_by__isnull=True, outside_key="")
                | Q(
                    brought_by__isnull=False,
                    state__in=["lapsed", "lifted"],
                    approver__isnull=False,
                    effective_at__isnull=False,
                    ended_at__isnull=False,
                    is_emergency=False,
                    renews__isnull=True,
                    approved_at__lte=F("effective_at"),
                )
                & ~Q(outside_key=""),
            ),
            models.UniqueConstraint(
                fields=["outside_key"], name="an_imported_decision_comes_in_once", condition=~Q(outside_key="")
            ),
            models.UniqueConstraint(
                fields=["renews"],
                name="a_decision_has_one_renewal_on_its_way",
                condition=Q(state__in=["drafted", "at_gate", "returned", "approved"]),
            ),
        ]
        indexes = [
            models.Index(fields=["-drafted_at"], name="decision_by_time"),
            models.Index(fields=["team", "-drafted_at"], name="decision_of_team"),
            models.Index(fields=["requester", "-drafted_at"], name="decision_of_requester"),
            models.Index(fields=["case_reference", "-drafted_at"], name="decision_of_case"),
            models.Index(fields=["ends_at"], name="decision_to_lapse", condition=Q(state__in=FELT)),
            models.Index(fields=["starts_at"], name="decision_to_begin", condition=Q(state="approved")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_decision_moves_along_its_states",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=MOVES_ALONG,
            ),
            pgtrigger.Trigger(
                name="who_asked_for_a_decision_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("requester_id"),
                condition=pgtrigger.Q(old__requester__df=pgtrigger.F("new__requester")),
                func="RAISE EXCEPTION 'who asked for a decision stays';",
            ),
            pgtrigger.Trigger(
                name="what_a_decision_renews_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("renews_id", "first_id"),
                condition=pgtrigger.Q(old__renews__isnull=False)
                & (
                    pgtrigger.Q(old__renews__df=pgtrigger.F("new__renews"))
                    | pgtrigger.Q(old__first__df=pgtrigger.F("new__first"))
                ),
                func="RAISE EXCEPTION 'what a decision renews stays';",
            ),
            pgtrigger.Trigger(
                name="nobody_lets_through_what_renews_their_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("approver_id", "renews_id", "first_id"),
                condition=pgtrigger.Q(new__approver__isnull=False),
                func=NOBODY_WHO_ASKED,
            ),
        ]

    def __str__(self) -> str:
        return self.reference
