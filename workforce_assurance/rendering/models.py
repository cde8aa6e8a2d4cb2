"""Files that people asked for: who, what, how far it is, and, for a day, what came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .querysets import FileQuerySet


class File(models.Model):
    """One file for one person. It is theirs alone and is deleted a day after it was asked for."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        NOT_MADE = "not_made", "Could not be made"

    class Why(models.TextChoices):
        """Why there is no file."""

        TOO_LONG = "too_long", "It would have had too many pages. Narrow the list, or take the CSV."
        TOO_LARGE = "too_large", "It took more time or memory than a file may. Narrow the list, or take the CSV."
        NOT_THEIRS = "not_theirs", "What it shows is not yours to see any more."
        NOT_INSTALLED = (
            "not_installed",
            "The machine that makes PDFs lacks a library: install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0 on it.",
        )
        BROKEN = "broken", "Something is wrong with this list. The administrator's log says when it happened."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Which registered printable it is: see rendering.registry.
    key = models.CharField(max_length=60)
    # What the list was narrowed by, as its address said.
    asked = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    why = models.CharField(max_length=13, choices=Why, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=200, blank=True, default="")
    pages = models.PositiveIntegerField(null=True, blank=True)
    content = models.BinaryField(null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = [
            models.CheckConstraint(
                name="a_file_that_is_ready_has_its_content",
                condition=Q(state="ready", content__isnull=False, pages__isnull=False)
                | (~Q(state="ready") & Q(content__isnull=True, pages__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_file_that_was_not_made_says_why",
                condition=(Q(state="not_made") & ~Q(why="")) | (~Q(state="not_made") & Q(why="")),
            ),
            models.CheckConstraint(
                name="a_file_being_made_has_a_lease",
                condition=Q(state="making", lease__isnull=False, leased_until__isnull=False)
                | (~Q(state="making") & Q(lease__isnull=True, leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_file_has_ended_or_is_to_be_made",
                condition=Q(state__in=["waiting", "making"], ended_at__isnull=True)
                | (Q(state__in=["ready", "not_made"]) & Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="file_to_be_made", condition=Q(state__in=["waiting", "making"])),
            models.Index(fields=["asked_by", "-asked_at"], name="file_of_a_person"),
            models.Index(fields=["expires_at"], name="file_by_its_end"),
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.state}"

    @property
    def is_to_come(self) -> bool:
        """Whether waiting for it makes sense."""
        return self.state in (self.State.WAITING, self.State.MAKING)
