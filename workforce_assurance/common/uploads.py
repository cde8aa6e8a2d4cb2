"""A file that is received, looked at, brought in and perhaps taken back, and which column holds what. Each practice has its own tables."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class ImportState(models.TextChoices):
    WAITING = "waiting", "Waits"
    IN = "in", "Brought in"
    TAKEN_BACK = "taken_back", "Taken back"


class UploadQuerySet(models.QuerySet[Any]):
    def waiting_for(self, viewer: Any) -> Self:
        """What the viewer chose and has not brought in."""
        return self.filter(received_by=viewer, state=ImportState.WAITING)

    def brought_in(self) -> Self:
        """Also what was taken back since."""
        return self.exclude(state=ImportState.WAITING)


class Upload(models.Model):
    """One file: received and looked at, then brought in, and perhaps taken back. The file itself is kept until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.WAITING)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=b"")
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1, blank=True, default="")
    columns = models.JSONField(default=list)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # How many things came new, and how many lines were left out.
    added = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    brought_in_at = models.DateTimeField(null=True, blank=True)
    brought_in_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = UploadQuerySet.as_manager()

    class Meta:
        abstract = True


class ColumnsChosen(models.Model):
    """Which column of a kind of file holds what; its row is also what keeps imports of a kind in single file."""

    # A heading without what differs between spreadsheets, and the key of its column.
    columns = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


def kept_in_turn(noun: str, *, file: str) -> list[models.BaseConstraint]:
    """Who brought it in and took it back and when; and that the file is forgotten once it is in. `file` names the last."""
    return [
        models.CheckConstraint(
            name=f"{noun}_say_who_brought_them_in_and_when",
            condition=Q(state="waiting", brought_in_at=None, brought_in_by=None)
            | ~Q(state="waiting") & Q(brought_in_at__isnull=False, brought_in_by__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{noun}_say_who_took_them_back_and_when",
            condition=Q(state="taken_back", taken_back_at__isnull=False, taken_back_by__isnull=False)
            | ~Q(state="taken_back") & Q(taken_back_at=None, taken_back_by=None),
        ),
        models.CheckConstraint(name=file, condition=Q(state="waiting") | Q(content=b"")),
    ]


def says_who_saved_it(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(saved_at=None, saved_by=None) | Q(saved_at__isnull=False, saved_by__isnull=False)
    )


def storable(file_name: str) -> str:
    """A name as it can be kept, whatever was sent."""
    return file_name.replace("\x00", "").encode("utf-8", "replace").decode()[:200]
