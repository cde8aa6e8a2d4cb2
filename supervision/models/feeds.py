"""Secret links under which calendars fetch a person's own sessions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..querysets import CalendarFeedQuerySet

PERSON = settings.AUTH_USER_MODEL


class CalendarFeed(models.Model):
    """One link of one person. The link itself is shown once and kept nowhere: only its hash is here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="one_calendar_link_at_a_time", condition=Q(revoked_at__isnull=True)
            ),
        ]
