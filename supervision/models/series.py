"""The usual time of a worker's sessions, as their supervisor set it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..querysets import SeriesQuerySet

PERSON = settings.AUTH_USER_MODEL


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class Series(models.Model):
    """When these two usually meet. The cadence says when at latest; the series says which hour at or before that."""

    worker = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    # It is an agreement of two people: with another supervisor it counts no more.
    supervisor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    clock = models.TimeField()
    # The weeks are counted from this day; every how many is a preference, and the due date comes first.
    starts_on = models.DateField()
    every_weeks = models.PositiveSmallIntegerField(default=4)
    # Longer than the policy asks for, or empty.
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    call_link = models.URLField(max_length=500, blank=True)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(name="nobody_has_a_series_with_themselves", condition=~Q(worker=F("supervisor"))),
            models.CheckConstraint(name="a_series_is_on_a_day_of_the_week", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="a_series_is_every_1_to_12_weeks", condition=Q(every_weeks__gte=1, every_weeks__lte=12)
            ),
            models.CheckConstraint(
                name="a_session_of_a_series_lasts_10_to_480_minutes",
                condition=Q(minutes__isnull=True) | Q(minutes__gte=10, minutes__lte=480),
            ),
        ]
