"""Inspector access: who from outside may read which pack and which sample until when, and what else they asked for."""

import uuid
from datetime import datetime, timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..inspections.enums import Answer
from ..inspections.querysets import InspectionQuerySet, ItemQuerySet

PERSON = settings.AUTH_USER_MODEL
BODY, WORDS = 100, 300
# A month with its end of day.
LONGEST = timedelta(days=32)
ONLY_ENDED = """
IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL
   AND to_jsonb(NEW) - ARRAY['ended_at', 'ended_by_id'] = to_jsonb(OLD) - ARRAY['ended_at', 'ended_by_id'] THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'an inspector access changes in nothing but that it is ended';
"""
ONLY_GUESTS = """
IF NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = NEW.inspector_id AND p.is_guest) THEN
    RAISE EXCEPTION 'an inspector is a guest';
END IF;
RETURN NEW;
"""


class Inspection(models.Model):
    """One access: whose, into which pack and which audit's sample, from when to when. It is never made longer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    inspector = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # For whom they inspect.
    body = models.CharField(max_length=BODY)
    pack = models.ForeignKey("governance.EvidencePack", on_delete=models.PROTECT, related_name="+")
    # None: no sample is shown.
    audit = models.ForeignKey("governance.Audit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    granted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ("-opens_at", "id")
        constraints = [
            models.CheckConstraint(
                name="an_access_is_for_a_month_at_most",
                condition=Q(closes_at__gt=F("opens_at"), closes_at__lte=F("opens_at") + LONGEST),
            ),
            models.CheckConstraint(name="an_access_says_for_whom_it_is", condition=~Q(body="")),
            models.CheckConstraint(
                name="an_ended_access_says_by_whom",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["inspector", "closes_at"], name="inspection_by_inspector")]
        triggers = [
            pgtrigger.Trigger(
                name="an_access_is_only_ended", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete,
                func=ONLY_ENDED,
            ),
            pgtrigger.Trigger(
                name="an_inspector_is_a_guest", when=pgtrigger.Before, operation=pgtrigger.Insert, func=ONLY_GUESTS
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    def is_open(self, now: datetime) -> bool:
        """For showing it; whether somebody may use it asks the table."""
        return self.ended_at is None and self.opens_at <= now < self.closes_at


class InspectionItem(models.Model):
    """One more thing that an inspector asked for, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="items")
    # Organisational text: what is asked for. The form says who reads it.
    words = models.CharField(max_length=WORDS)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=9, choices=Answer, blank=True, default="")
    given_pack = models.ForeignKey(
        "governance.EvidencePack", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_unit = models.ForeignKey(
        "governance.AuditUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.CheckConstraint(name="an_item_says_what_is_asked_for", condition=~Q(words="")),
            models.UniqueConstraint(
                fields=["inspection"], name="one_item_is_asked_for_at_a_time", condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="an_answered_item_says_when_and_by_whom",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_answer_names_what_is_given",
                condition=Q(answer="pack", given_pack__isnull=False, given_unit__isnull=True)
                | Q(answer="record", given_pack__isnull=True, given_unit__isnull=False)
                | (~Q(answer__in=["pack", "record"]) & Q(given_pack__isnull=True, given_unit__isnull=True)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="an_answered_item_never_changes", operation=pgtrigger.Update | pgtrigger.Delete,
                condition=~pgtrigger.Q(old__answer=""),
            )
        ]  # fmt: skip
