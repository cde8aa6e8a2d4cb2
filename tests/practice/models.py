"""One promised date with the clock that the sweep reads."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class PromisedDate(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=20)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    runs_out_at = models.DateTimeField()
    next_check = models.DateTimeField(null=True)
    done = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["next_check"], name="date_to_check", condition=Q(next_check__isnull=False))]
