"""What is kept apart from the records: text that could not be accepted yet, and what tells whether the keys are right."""

import uuid

from django.conf import settings
from django.db import models

from ..querysets import KeptTextQuerySet
from .responses import Response

PERSON = settings.AUTH_USER_MODEL


class KeptText(models.Model):
    """What somebody had typed when their session had run out, kept until they sign in again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=300)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    objects = KeptTextQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "path"], name="kept_text_of_a_page")]


class DismissedHint(models.Model):
    """That a writer wants no hint at that wording in that record any more; no word of the record."""

    id = models.BigAutoField(primary_key=True)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "person", "code"], name="a_hint_is_dismissed_once"),
        ]


class KeyCheck(models.Model):
    """Something known, sealed with each key in use: whether it opens says whether NOTE_KEYS holds the right keys."""

    kid = models.CharField(primary_key=True, max_length=40)
    sealed = models.BinaryField()
