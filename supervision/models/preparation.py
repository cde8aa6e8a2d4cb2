"""Reminders to prepare: how long before, who was told of which session at which time, and who wants none."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .sessions import Session

PERSON = settings.AUTH_USER_MODEL


class PreparationTimes(models.Model):
    """The organisation's setting: so many working days before the planned day; empty for no reminder."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    worker_working_days = models.PositiveSmallIntegerField(null=True, blank=True, default=2)
    supervisor_working_days = models.PositiveSmallIntegerField(null=True, blank=True, default=1)

    class Meta:
        verbose_name_plural = "preparation times"
        constraints = [
            models.CheckConstraint(name="there_is_one_setting_of_preparation_times", condition=Q(id=1)),
            models.CheckConstraint(
                name="a_reminder_to_prepare_comes_1_to_10_working_days_before",
                condition=(Q(worker_working_days__isnull=True) | Q(worker_working_days__range=(1, 10)))
                & (Q(supervisor_working_days__isnull=True) | Q(supervisor_working_days__range=(1, 10))),
            ),
        ]


class PreparationReminder(models.Model):
    """That one person is reminded to prepare for one session at one time. A session that moves is another time."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    planned_at = models.DateTimeField()
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    mail = models.ForeignKey("outbox.Mail", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "planned_at", "person"], name="one_reminder_to_prepare_for_a_time_and_person"
            ),
        ]


class NoPreparationReminder(models.Model):
    """Somebody who would rather not be reminded to prepare."""

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, primary_key=True, related_name="+")
    since = models.DateTimeField()
