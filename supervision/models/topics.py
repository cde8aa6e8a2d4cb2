"""What somebody wants to talk about in a session: who added it, where it stands, what became of it. Its words are sealed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..querysets import TopicQuerySet
from .sessions import Session

PERSON = settings.AUTH_USER_MODEL


class Topic(models.Model):
    """One topic of one session; what it says is the answer in a response of its own, read by the session's two people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="topics")
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField()
    talked_at = models.DateTimeField(null=True, blank=True)
    talked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # It is not for this time: the next session of the same two has it.
    is_for_next_time = models.BooleanField(default=False)
    carried_times = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("position", "added_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="a_topic_says_when_and_by_whom_it_was_talked_about",
                condition=Q(talked_at__isnull=True, talked_by__isnull=True)
                | Q(talked_at__isnull=False, talked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="what_was_talked_about_is_not_for_next_time",
                condition=Q(talked_at__isnull=True) | Q(is_for_next_time=False),
            ),
        ]
