"""Ladders with their rungs; a published version never changes."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import Recipient
from ..querysets import LadderVersionQuerySet

PERSON = settings.AUTH_USER_MODEL


class LadderVersion(models.Model):
    """The rungs for one kind of obligation. A published version never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    obligation_kind = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # Working days for which an acknowledgement holds the next rung back.
    acknowledgement_holds = models.PositiveSmallIntegerField(default=3)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = LadderVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation_kind", "number"], name="ladder_versions_are_numbered_once"),
            models.UniqueConstraint(
                fields=["obligation_kind"],
                name="one_published_ladder_for_a_kind",
                condition=Q(state="published"),
            ),
        ]


class Rung(models.Model):
    """One step: who is told, and how many working days after the obligation ran out."""

    ladder = models.ForeignKey(LadderVersion, on_delete=models.PROTECT, related_name="rungs")
    position = models.PositiveSmallIntegerField(help_text="0 is the reminder before the due date; 1 is at run-out.")
    recipient = models.CharField(max_length=20, choices=Recipient)
    # Before the due date for position 0, after the run-out for the others.
    working_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("ladder", "position")
        constraints = [models.UniqueConstraint(fields=["ladder", "position"], name="one_rung_at_a_position")]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_ladder_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                IF (SELECT state FROM escalations_ladderversion
                    WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.ladder_id ELSE OLD.ladder_id END) <> 'draft' THEN
                    RAISE EXCEPTION 'a published ladder never changes';
                END IF;
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                """,
            )
        ]
