"""Two incidents that belong together: linked, because somebody says so, or with similar accounts. The two stay apart."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import LinkKind, SimilarState
from ..querysets import PairQuerySet
from .incidents import Incident

PERSON = settings.AUTH_USER_MODEL


class PairOfIncidents(models.Model):
    """Two incidents in an order that says nothing, so that each two make one pair."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")

    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True


class LinkedIncidents(PairOfIncidents):
    """That somebody says how two incidents hang together."""

    kind = models.CharField(max_length=8, choices=LinkKind)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "linked incidents"
        ordering = ("linked_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_incidents_are_linked_once"),
            models.CheckConstraint(name="no_incident_is_linked_to_itself", condition=Q(first__lt=F("second"))),
        ]


class SimilarAccounts(PairOfIncidents):
    """That the accounts of two incidents resemble each other, as a job found; whether they are similar a person says.

    Nothing of the accounts stands here but how much they resemble each other.
    """

    score = models.FloatField()
    state = models.CharField(max_length=9, choices=SimilarState, default=SimilarState.SUGGESTED)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "similar accounts"
        ordering = ("-score", "id")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_accounts_are_compared_once"),
            models.CheckConstraint(name="no_account_resembles_itself", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="a_resemblance_runs_from_0_to_1", condition=Q(score__gt=0, score__lte=1)),
            models.CheckConstraint(
                name="a_decided_resemblance_says_when_and_by_whom",
                condition=Q(state="suggested", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="suggested") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
        ]


class ComparedAccount(models.Model):
    """As of which answer an account was compared with the others; a later one makes it due again."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, primary_key=True, related_name="+")
    answered_at = models.DateTimeField()
