"""The three things about an action that a clock runs for: doing it, checking it, looking whether it worked."""

from django.db import models
from django.db.models import F, Q

from ..enums import Decision, EvidenceKind, ExtensionReason, RefusedBecause, ReopenReason, SetBecause
from ..querysets import LookQuerySet
from .actions import Action
from .waiting import PERSON, Waiting, indexes, kept_true

EVIDENCE_LENGTH = 200


class Deadline(Waiting):
    """Until when an action is to be done, and why until then. The first of an action is its original due date."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="deadlines", db_index=False)
    because = models.CharField(max_length=11, choices=SetBecause)
    # Why it was extended or opened again: a code.
    reason = models.CharField(max_length=10, choices=[*ExtensionReason.choices, *ReopenReason.choices], blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            *kept_true("deadline"),
            models.CheckConstraint(
                name="an_extension_or_a_reopening_says_why",
                condition=(Q(because__in=["extended", "reopened"]) & ~Q(reason=""))
                | (~Q(because__in=["extended", "reopened"]) & Q(reason="")),
            ),
        ]
        indexes = indexes("deadline")


class Evidence(Waiting):
    """That an action is done, and where that can be seen; it waits for the check of another person."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence", db_index=False)
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    # Where others can see it: "Rota of the night team, from March". No account of what happened, and nobody served.
    words = models.CharField(max_length=EVIDENCE_LENGTH)
    # Whose action it was then.
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    refused_because = models.CharField(max_length=11, choices=RefusedBecause, blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            *kept_true("evidence"),
            models.CheckConstraint(
                name="evidence_is_checked_by_another_person",
                condition=~Q(state__in=["met", "refused"]) | (~Q(ended_by=F("owner")) & ~Q(ended_by=F("submitted_by"))),
            ),
            models.CheckConstraint(
                name="evidence_that_is_given_back_says_why",
                condition=(Q(state="refused") & ~Q(refused_because="")) | (~Q(state="refused") & Q(refused_because="")),
            ),
        ]
        indexes = indexes("evidence")


class Look(Waiting):
    """That it is looked at, some months after an action was done, whether its theme came back."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="looks", db_index=False)
    # What comes back counts on the days after the first of these, up to and including the second.
    closed_on = models.DateField()
    counts_until = models.DateField()
    # Looked at from this day on.
    opens_on = models.DateField()
    # Set when the theme was seen to come back while nobody had looked yet; it is looked at from then on.
    came_back_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=7, choices=Decision, blank=True)
    # How often the theme came back where the action belongs; empty when nobody counts it.
    recurrences = models.PositiveIntegerField(null=True, blank=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        constraints = [
            *kept_true("look"),
            models.CheckConstraint(
                name="a_look_that_was_taken_ends_with_a_decision",
                condition=(Q(state="met") & ~Q(decision="")) | (~Q(state="met") & Q(decision="")),
            ),
            models.CheckConstraint(
                name="a_look_opens_when_what_counts_is_over_or_came_back",
                condition=Q(counts_until__gt=F("closed_on"))
                & (Q(opens_on__gte=F("counts_until")) | Q(came_back_on__isnull=False, opens_on__gte=F("came_back_on"))),
            ),
            models.CheckConstraint(
                name="a_theme_comes_back_after_its_action_was_closed",
                condition=Q(came_back_on__isnull=True) | Q(came_back_on__gt=F("closed_on")),
            ),
        ]
        indexes = indexes("look")
