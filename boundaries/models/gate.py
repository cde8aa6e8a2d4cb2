"""The supervision gate: each time a decision came to it, who was asked, and what they said."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..enums import GateOutcome
from ..querysets import GateVisitQuerySet
from .decisions import Decision

PERSON = settings.AUTH_USER_MODEL

# The decision, what it renews and what renews the same; whoever asked for one of these, or reviews an appeal against one that waits.
NEVER_AT_ITS_GATE = """
IF EXISTS (
    SELECT 1 FROM boundaries_decision own
    JOIN boundaries_decision d ON d.id = own.id OR d.id = own.first_id OR d.first_id = own.first_id OR d.first_id = own.id
    LEFT JOIN boundaries_appeal appeal ON appeal.decision_id = d.id AND appeal.outcome = ''
    WHERE own.id = NEW.decision_id AND (
        ((TG_OP = 'INSERT' OR NEW.asked_id <> OLD.asked_id) AND NEW.asked_id IN (d.requester_id, appeal.reviewer_id))
        OR (NEW.outcome NOT IN ('', 'withdrawn') AND (TG_OP = 'INSERT' OR OLD.outcome = '' OR NEW.answered_by_id <> OLD.answered_by_id)
            AND NEW.answered_by_id IN (d.requester_id, appeal.reviewer_id))
    )
) THEN
    RAISE EXCEPTION 'nobody stands at the gate who asked for it or reviews an appeal against it';
END IF;
RETURN NEW;
"""


class GateVisit(models.Model):
    """One coming to the gate. A decision that was returned comes again, as another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="visits")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Nobody above the requester could be asked; the requester named somebody else who stands at a gate.
    is_outside = models.BooleanField(default=False)
    outcome = models.CharField(max_length=9, choices=GateOutcome, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Which parts of the rationale have to say more: codes of its areas.
    say_more = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    objects = GateVisitQuerySet.as_manager()

    class Meta:
        ordering = ("sent_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], name="a_decision_is_at_the_gate_once_at_a_time", condition=Q(outcome="")
            ),
            models.CheckConstraint(name="nobody_is_asked_about_their_own_decision", condition=~Q(asked=F("sent_by"))),
            models.CheckConstraint(
                name="nobody_answers_at_the_gate_for_themselves",
                condition=Q(answered_by__isnull=True) | Q(outcome="withdrawn") | ~Q(answered_by=F("sent_by")),
            ),
            models.CheckConstraint(
                name="an_answer_at_the_gate_says_when_and_by_whom",
                condition=Q(outcome="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(outcome="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_what_is_returned_has_to_say_more",
                condition=Q(outcome="returned", say_more__len__gt=0) | (~Q(outcome="returned") & Q(say_more__len=0)),
            ),
        ]
        indexes = [models.Index(fields=["asked"], name="gate_visit_that_waits", condition=Q(outcome=""))]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_stands_at_the_gate_for_their_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("asked_id", "answered_by_id", "outcome"),
                func=NEVER_AT_ITS_GATE,
            )
        ]
