"""The board of changes: what was done, worded for everybody, put there by a person."""

from django.conf import settings
from django.db import models

from ..querysets import BoardLineQuerySet
from .actions import TITLE_LENGTH, Action

PERSON = settings.AUTH_USER_MODEL


class BoardLine(models.Model):
    """One change as everybody in the organisation reads it: no owner, no team, no record that it came from."""

    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="board_line")
    words = models.CharField(max_length=TITLE_LENGTH)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = BoardLineQuerySet.as_manager()
