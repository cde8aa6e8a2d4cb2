"""The heartbeat of the sweep, what it waits for before it begins, and what it keeps back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Start(models.Model):
    """That a kind of obligation began to be swept: counted first, then confirmed by somebody, or by itself when small."""

    obligation_kind = models.CharField(max_length=60, unique=True)
    # What the first sweep would do, as it was counted when it was put off or confirmed.
    counted_at = models.DateTimeField()
    reminders = models.PositiveIntegerField()
    episodes = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    started_at = models.DateTimeField(null=True, blank=True)
    # Empty when it was so little that it began by itself.
    started_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="who_started_a_kind_started_it_at_some_time",
                condition=Q(started_by__isnull=True) | Q(started_at__isnull=False),
            )
        ]

    @property
    def notices(self) -> int:
        return self.reminders + self.episodes


class Hold(models.Model):
    """A storm: a sweep had far more to tell than usual, so its mails are kept back until somebody confirms them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    found_at = models.DateTimeField()
    # How many notices the largest sweep of the fortnight before wrote.
    usual = models.PositiveIntegerField()
    # How many were confirmed; while nobody has, they are counted.
    notices = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["confirmed_at"],
                name="one_hold_at_a_time",
                condition=Q(confirmed_at__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_confirmed_hold_says_who_and_when",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]


class Sweep(models.Model):
    """The heartbeat: one row for each run of the sweep, and what it did."""

    id = models.BigAutoField(primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    reminded = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    climbed = models.PositiveIntegerField(default=0)
    noticed = models.PositiveIntegerField(default=0)
    mails = models.PositiveIntegerField(default=0)
    # Set when it found a storm: its mails were kept back.
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    # Kinds of obligation that could not be swept; such a sweep is no heartbeat.
    troubled = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["-finished_at"], name="sweep_that_finished_last")]
