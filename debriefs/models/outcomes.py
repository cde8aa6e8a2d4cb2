"""What came of an incident, who was told of it by mail, and who would rather not be."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import NothingBecause, OutcomeKind
from ..querysets import OutcomeQuerySet
from .incidents import Incident

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.Model):
    """That an action came of an incident, was done or was cancelled, or that nothing changes. The first is the word back."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=9, choices=OutcomeKind)
    action = models.ForeignKey("action_log.Action", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=9, choices=NothingBecause, blank=True, default="")
    at = models.DateTimeField()
    # Whoever decided that nothing changes; who opened or closed an action stands in the action log.
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # When those whom it concerns were found and their mails queued; empty until then.
    told_at = models.DateTimeField(null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "action", "kind"], name="an_outcome_stands_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="that_nothing_changes_says_why_and_by_whom",
                condition=(Q(kind="nothing", action__isnull=True, by__isnull=False) & ~Q(because=""))
                | (~Q(kind="nothing") & Q(action__isnull=False, by__isnull=True, because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="outcome_to_tell", condition=Q(told_at__isnull=True)),
            models.Index(fields=["at"], name="outcome_by_time"),
        ]


class OutcomeTold(models.Model):
    """That one person was told of an outcome by that mail."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="told")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    mail = models.ForeignKey("outbox.Mail", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "outcomes told"
        constraints = [
            models.UniqueConstraint(fields=["outcome", "person"], name="somebody_is_told_of_an_outcome_once")
        ]


class NoOutcomeMail(models.Model):
    """Somebody who reads what changed on Today, and wants no mail of it."""

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, primary_key=True, related_name="+")
    since = models.DateTimeField()
