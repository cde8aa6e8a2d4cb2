"""What about a decision runs out: one row for each thing that is asked of somebody by a time."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import DeadlineKind, DeadlineState
from ..querysets import DeadlineQuerySet
from .decisions import Decision

PERSON = settings.AUTH_USER_MODEL


class Deadline(models.Model):
    """Something asked of somebody by a time; what is asked again is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=10, choices=DeadlineKind)
    # Who hears of it, and who stands above them.
    asked = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=5, choices=DeadlineState, default=DeadlineState.WAITS)
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind"], name="a_decision_waits_once_for_one_thing", condition=Q(state="waits")
            ),
            models.CheckConstraint(
                name="what_is_met_says_when_and_is_checked_no_more",
                condition=Q(state="waits", met_at__isnull=True)
                | Q(state="met", met_at__isnull=False, next_check__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "next_check"], name="deadline_to_check_next", condition=Q(next_check__isnull=False)
            ),
            models.Index(fields=["asked", "due_at"], name="deadline_of_person", condition=Q(state="waits")),
        ]
