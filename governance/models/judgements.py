"""By what measures are judged: targets and directions, limits, what is noted beside a chart; and the signals that were found."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..measures.enums import BetterWay, NoteKind

PERSON = settings.AUTH_USER_MODEL
WORDS = 200
ONE_PLACE = Q(service__isnull=True) | Q(team__isnull=True)
MONTH_STARTS = Q(month__day=1)


class MeasureTarget(models.Model):
    """What somebody set for a measure, from then on: a target, and which direction is better. The latest row holds."""

    measure = models.CharField(max_length=40)
    # In the unit of the page: per cent, per thousand, or a count. Empty: no target.
    target = models.FloatField(null=True, blank=True)
    better = models.CharField(max_length=7, choices=BetterWay)
    # When both are found at once: whether the concern is said, or the improvement.
    concern_first = models.BooleanField(default=True)
    why = models.CharField(max_length=WORDS)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-set_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="a_target_is_not_negative", condition=Q(target__isnull=True) | Q(target__gte=0)
            ),
            models.CheckConstraint(name="whoever_sets_a_target_says_why", condition=~Q(why="")),
        ]


class MeasureBaseline(models.Model):
    """That limits are worked out anew from a month on, by whom and why; on the first so many points they are locked."""

    measure = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    month = models.DateField()
    # Empty: on all points up to the next recalculation.
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.CharField(max_length=WORDS)
    held_a_signal = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("made_at", "pk")
        constraints = [
            models.CheckConstraint(name="limits_are_of_one_place", condition=ONE_PLACE),
            models.CheckConstraint(name="limits_begin_with_a_month", condition=MONTH_STARTS),
            models.CheckConstraint(
                name="limits_are_locked_on_12_to_24_points",
                condition=Q(points__isnull=True) | Q(points__gte=12, points__lte=24),
            ),
            models.CheckConstraint(name="whoever_recalculates_says_why", condition=~Q(why="")),
        ]
        indexes = [models.Index(fields=["measure", "version"], name="baseline_of_measure")]


class MeasureNote(models.Model):
    """What happened in a month, or what somebody makes of it: it stands beside the chart. Organisational words, nobody's name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.CharField(max_length=40)
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    month = models.DateField()
    kind = models.CharField(max_length=10, choices=NoteKind)
    words = models.CharField(max_length=WORDS)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("month", "noted_at")
        constraints = [
            models.CheckConstraint(name="a_note_is_of_one_place", condition=ONE_PLACE),
            models.CheckConstraint(name="a_note_belongs_to_a_month", condition=MONTH_STARTS),
            models.CheckConstraint(name="a_note_says_something", condition=~Q(words="")),
        ]
        indexes = [models.Index(fields=["measure"], name="note_of_measure", condition=Q(taken_back_at__isnull=True))]
