"""Ladders with their rungs."""

from django.db import models

from workforce_assurance.common.versions import Version, in_force_once, only_in_a_draft, only_retires

from ..enums import Recipient

NOUN = "ladder"


class LadderVersion(Version):
    """The rungs for one kind of obligation; what climbs one version stays on it."""

    obligation_kind = models.CharField(max_length=60)
    # Working days for which an acknowledgement holds the next rung back.
    acknowledgement_holds = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = in_force_once(NOUN, "obligation_kind")
        triggers = [only_retires(NOUN)]


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
            only_in_a_draft(
                "a_rung_of_a_published_ladder_never_changes",
                noun=NOUN,
                versions="escalations_ladderversion",
                of="OLD.ladder_id, NEW.ladder_id",
            )
        ]
