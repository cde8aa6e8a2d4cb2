"""Who outside has to be told of an incident, until when, and what proves that it was done."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import NotificationState
from .catalogue import NotificationRule
from .incidents import Incident

PERSON = settings.AUTH_USER_MODEL


class Notification(models.Model):
    """One line of an incident's checklist."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notifications")
    rule = models.ForeignKey(NotificationRule, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=NotificationState, default=NotificationState.WAITS)
    sent_at = models.DateTimeField(null=True, blank=True)
    # The number or code that the other side gave.
    proof = models.CharField(max_length=40, blank=True, default="")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["incident", "rule"], name="one_notification_for_an_incident_and_rule"),
            models.CheckConstraint(
                name="a_sent_notification_says_when_and_what_proves_it",
                condition=(Q(state="sent", sent_at__isnull=False) & ~Q(proof=""))
                | (~Q(state="sent") & Q(sent_at__isnull=True, proof="")),
            ),
            models.CheckConstraint(
                name="a_notification_that_does_not_wait_says_by_whom",
                condition=Q(state="waits", by__isnull=True, recorded_at__isnull=True)
                | (~Q(state="waits") & Q(by__isnull=False, recorded_at__isnull=False)),
            ),
        ]
