"""One session more, soon, for a reason that everybody may see."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import UpliftReason
from ..querysets import UpliftQuerySet

PERSON = settings.AUTH_USER_MODEL


class Uplift(models.Model):
    """That somebody asked for one session more within so many days. It ends with the next session, or by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=UpliftReason)
    asked_on = models.DateField()
    within_days = models.PositiveSmallIntegerField()
    # What made another part of the product ask: it asks once, however often it says so.
    cause_id = models.UUIDField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = UpliftQuerySet.as_manager()

    class Meta:
        ordering = ("worker", "asked_on", "id")
        constraints = [
            models.CheckConstraint(
                name="an_uplift_is_within_1_to_60_days", condition=Q(within_days__gte=1, within_days__lte=60)
            ),
            models.UniqueConstraint(fields=["worker", "cause_id"], name="one_uplift_for_each_cause"),
            models.CheckConstraint(
                name="an_uplift_is_withdrawn_by_someone_at_some_time",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["worker", "-asked_on"], name="uplift_of_worker")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.asked_on}"
