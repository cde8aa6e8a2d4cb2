"""What the sweep looks at: a row with a clock that waits for somebody, and what became of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import WaitState
from ..querysets import WaitingQuerySet

PERSON = settings.AUTH_USER_MODEL
WAITS = "waits"


class Waiting(models.Model):
    """One thing that one person is to do by a date. Due again, it is another row, so that it is told of again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Who is to do it, and who is told after them.
    about = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    due_at = models.DateTimeField()
    # The sweep reads next_check, which is empty when nothing is left to check.
    reminder_at = models.DateTimeField(null=True, blank=True)
    next_check = models.DateTimeField(null=True, blank=True)
    # Set by the sweep that found it past its date.
    ran_out_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=WaitState, default=WaitState.WAITS)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = WaitingQuerySet.as_manager()

    class Meta:
        abstract = True


def kept_true(what: str) -> list[Any]:
    """What the database holds of every kind of waiting row, in sentences about `what`."""
    ended = Q(ended_at__isnull=False, ended_by__isnull=False)
    return [
        models.CheckConstraint(
            name=f"{what}_that_does_not_wait_says_when_and_by_whom",
            condition=Q(state=WAITS, ended_at__isnull=True, ended_by__isnull=True) | (~Q(state=WAITS) & ended),
        ),
        models.CheckConstraint(
            name=f"{what}_that_does_not_wait_is_not_swept", condition=Q(state=WAITS) | Q(next_check__isnull=True)
        ),
        models.UniqueConstraint(fields=["action"], name=f"one_{what}_of_an_action_waits", condition=Q(state=WAITS)),
    ]


def indexes(what: str) -> list[models.Index]:
    """What the sweep and an action's page ask of every kind of waiting row."""
    return [
        models.Index(fields=["next_check"], name=f"{what}_to_sweep_next", condition=Q(next_check__isnull=False)),
        models.Index(fields=["action"], name=f"{what}_of_action"),
    ]
