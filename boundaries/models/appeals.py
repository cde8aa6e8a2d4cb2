"""What is asked of a decision once it is made: the look after a fortnight, and appeals with a reviewer who had no part in it."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import AppealedBy, AppealOutcome, SameToday
from ..querysets import AppealQuerySet
from .decisions import Decision

PERSON = settings.AUTH_USER_MODEL
HAD_NO_PART = """
IF NEW.outcome <> 'passed_on' AND EXISTS (
    SELECT 1 FROM boundaries_decision own
    JOIN boundaries_decision d ON d.id = own.id OR d.id = own.first_id OR d.first_id = own.first_id OR d.first_id = own.id
    LEFT JOIN boundaries_gatevisit visit ON visit.decision_id = d.id
    WHERE own.id = NEW.decision_id AND (
        NEW.reviewer_id IN (d.requester_id, d.approver_id, visit.asked_id, visit.answered_by_id)
        OR NEW.decided_by_id IN (d.requester_id, d.approver_id, visit.asked_id, visit.answered_by_id)
    )
) THEN
    RAISE EXCEPTION 'whoever reviews an appeal had no part in the decision';
END IF;
RETURN NEW;
"""


class SecondLook(models.Model):
    """That somebody asked whether it would be decided the same today, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="looks")
    answer = models.CharField(max_length=6, choices=SameToday)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at",)


class Appeal(models.Model):
    """Somebody asks that a decision is looked at by others. What they say, and why it was answered so, is a sealed response."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What one opened form makes, however often it is sent.
    once = models.UUIDField(unique=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    made_by = models.CharField(max_length=8, choices=AppealedBy)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=AppealOutcome, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("recorded_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], name="a_decision_has_one_appeal_at_a_time", condition=Q(outcome="")
            ),
            models.CheckConstraint(
                name="an_answered_appeal_says_when_and_by_whom",
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["reviewer"], name="appeal_that_waits", condition=Q(outcome=""))]
        triggers = [
            pgtrigger.Trigger(
                name="whoever_reviews_an_appeal_had_no_part_in_it",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=HAD_NO_PART,
            )
        ]
