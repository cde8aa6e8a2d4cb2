"""Measures as values by team and month, as they may be shown of every place, and when they were worked out."""

from django.db import models
from django.db.models import F, Q

from ..measures.enums import Suppressed

MONTH_STARTS = Q(month__day=1)
NOT_NEGATIVE = Q(numerator__gte=0) & (Q(denominator__isnull=True) | Q(denominator__gte=0))


class MeasureValue(models.Model):
    """What one measure comes to in one team and month. Nothing is suppressed here, and no page reads it."""

    measure = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    team = models.ForeignKey("people.Team", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    numerator = models.FloatField()
    # Empty for what is counted without one.
    denominator = models.FloatField(null=True, blank=True)
    # When it came to this; working it out again changes nothing unless the facts did.
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "version", "team", "month"], name="a_measure_has_one_value_in_a_team_and_month"
            ),
            models.CheckConstraint(name="a_value_belongs_to_a_month", condition=MONTH_STARTS),
            models.CheckConstraint(name="a_value_counts_nothing_negative", condition=NOT_NEGATIVE),
        ]
        indexes = [models.Index(fields=["measure", "month"], name="measure_value_of_month")]


class ShownValue(models.Model):
    """The same for the organisation, a service or a team, with what must not be shown: all that pages read."""

    measure = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    # Neither: the organisation.
    service = models.ForeignKey("people.Service", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    month = models.DateField()
    # Both empty where they must not be shown.
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    suppressed = models.CharField(max_length=8, choices=Suppressed, blank=True, default="")
    # The exact 95 % interval of a rate, per one of its denominator: worked out with it.
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    # Of a measure that is about days: half of them took no longer, nine in ten no longer.
    median = models.FloatField(null=True, blank=True)
    ninth = models.FloatField(null=True, blank=True)
    # Of how many teams there is something.
    teams = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "team", "measure", "version", "month"],
                name="a_measure_is_shown_once_of_a_place_and_month",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_shown_value_is_of_one_place", condition=Q(service__isnull=True) | Q(team__isnull=True)
            ),
            models.CheckConstraint(
                name="what_is_suppressed_holds_no_number",
                condition=Q(suppressed="", numerator__isnull=False)
                | (~Q(suppressed="") & Q(numerator__isnull=True, denominator__isnull=True)),
            ),
            models.CheckConstraint(name="a_shown_value_belongs_to_a_month", condition=MONTH_STARTS),
            models.CheckConstraint(
                name="an_interval_has_two_ends_in_order",
                condition=Q(low__isnull=True, high__isnull=True)
                | Q(low__isnull=False, high__isnull=False, low__gte=0, high__gte=F("low")),
            ),
            models.CheckConstraint(
                name="what_is_suppressed_has_no_interval_and_no_days",
                condition=Q(suppressed="")
                | Q(low__isnull=True, high__isnull=True, median__isnull=True, ninth__isnull=True),
            ),
            models.CheckConstraint(
                name="half_take_no_longer_than_nine_in_ten",
                condition=Q(median__isnull=True, ninth__isnull=True)
                | Q(median__isnull=False, ninth__isnull=False, ninth__gte=F("median")),
            ),
        ]
        # The organisation's page puts its services beside each other.
        indexes = [
            models.Index(
                fields=["measure", "month"], name="shown_value_of_services", condition=Q(service__isnull=False)
            )
        ]


class MeasureRun(models.Model):
    """That measures were worked out: everything, or what was touched since the run before."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    is_full = models.BooleanField()
    # What was hidden follows from it: with another one everything is worked out.
    smallest_group = models.PositiveSmallIntegerField()
    # How many values came to something else.
    changed = models.PositiveIntegerField()

    class Meta:
        ordering = ("-began_at", "-pk")
        constraints = [
            models.CheckConstraint(name="a_run_ends_after_it_began", condition=Q(ended_at__gte=F("began_at"))),
        ]
