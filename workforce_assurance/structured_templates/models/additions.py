"""What is added to a response and never changed: signatures, statements, amendments."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models

from ..append_only import append_only
from .responses import Response
from .templates import Section

PERSON = settings.AUTH_USER_MODEL


class Signature(models.Model):
    """That a party signed the content with that hash."""

    id = models.BigAutoField(primary_key=True)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "person"], name="a_person_signs_once")]
        triggers = [
            pgtrigger.Protect(name="a_signature_is_never_changed", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Statement(models.Model):
    """One side's own words beside the record, when they see it differently: the worker's, or the supervisor's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="statements")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("at",)
        triggers = append_only("statement", "sealed")


class Amendment(models.Model):
    """An addition to a signed record, with its reason; the record itself stays as it was signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="amendments")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed_reason = models.BinaryField()
    sealed_text = models.BinaryField()

    class Meta:
        ordering = ("at",)
        triggers = append_only("amendment", "sealed_reason", "sealed_text")
