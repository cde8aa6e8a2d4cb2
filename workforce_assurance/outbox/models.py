"""Every mail is a row first: claimed with a lease, sent under a fixed Message-ID, ended in a named state."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .querysets import MailQuerySet


class Mail(models.Model):
    """One mail to one recipient. What it says is prepared, and checked again, at the door."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        # Waits for somebody to say that it may go.
        KEPT_BACK = "kept_back", "Kept back"
        SENT = "sent", "Accepted by the mail server"
        SUPERSEDED = "superseded", "No longer needed"
        DEAD = "dead", "Could not be delivered"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Which registered kind prepares it: see outbox.registry.
    kind = models.CharField(max_length=60)
    dedupe_key = models.CharField(max_length=200, unique=True)
    # Who it is for; empty for the safety-net mailbox, which is an address and no person.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    payload = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The server refused the address for good.
    bounced = models.BooleanField(default=False)
    # Set once its kind was told how it ended; told again until then.
    settled = models.BooleanField(default=False)
    # What was sent, kept for the page of what was sent and why. Mail holds no narrative by design.
    to_address = models.EmailField(blank=True)
    subject = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_mail_has_ended_or_waits",
                condition=Q(state__in=["waiting", "kept_back"], ended_at__isnull=True)
                | (~Q(state__in=["waiting", "kept_back"]) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_lease_has_an_end",
                condition=Q(lease__isnull=True, leased_until__isnull=True)
                | Q(lease__isnull=False, leased_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], name="mail_that_waits", condition=Q(state="waiting")),
            models.Index(fields=["recipient", "-created_at"], name="mail_of_a_person"),
            models.Index(
                fields=["id"], name="mail_whose_end_is_news", condition=Q(ended_at__isnull=False, settled=False)
            ),
            models.Index(fields=["ended_at"], name="mail_sent_lately", condition=Q(state="sent")),
        ]

    def __str__(self) -> str:
        return self.dedupe_key

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a double is one message to every mail client."""
        return f"<{self.id}@workforce-assurance>"
