"""Files of people."""

import uuid

from django.db import models
from django.db.models import Q

from ..querysets import PeopleImportQuerySet
from .persons import Person


class PeopleImport(models.Model):
    """One uploaded file of people: previewed, then applied whole or not at all."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", "Previewed"
        APPLIED = "applied", "Applied"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    # Emptied once applied: what the file said is then in the tables it changed.
    content = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=40)
    delimiter = models.CharField(max_length=1)
    # For each column of the file, the key of ours that it holds; "" for one to pass over.
    columns = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_import_is_applied_by_someone_at_some_time",
                condition=Q(state="previewed", applied_by__isnull=True, applied_at__isnull=True)
                | Q(state="applied", applied_by__isnull=False, applied_at__isnull=False),
            ),
        ]
