"""Measures of teams over half-years, as they may be shown, and how far teams differ."""

from django.db import models
from django.db.models import Q

from ..measures.enums import Suppressed

HALF_BEGINS = Q(half__month__in=[1, 7], half__day=1)


class HalfYearValue(models.Model):
    """What one measure comes to in one team from January to June, or from July to December; empty where it must not be shown."""

    measure = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    team = models.ForeignKey("people.Team", on_delete=models.CASCADE, related_name="+")
    half = models.DateField()
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    suppressed = models.CharField(max_length=8, choices=Suppressed, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "measure", "version", "half"], name="a_measure_has_one_value_in_a_team_and_half_year"
            ),
            models.CheckConstraint(name="a_half_year_begins_in_january_or_july", condition=HALF_BEGINS),
            models.CheckConstraint(
                name="what_is_suppressed_of_a_half_year_holds_no_number",
                condition=Q(suppressed="", numerator__isnull=False, denominator__isnull=False)
                | (~Q(suppressed="") & Q(numerator__isnull=True, denominator__isnull=True)),
            ),
        ]


class HalfYearSpread(models.Model):
    """How far the teams of a service, or of the organisation, differ in a half-year, and whether less than in the one before."""

    measure = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    # Empty: the organisation.
    service = models.ForeignKey("people.Service", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    half = models.DateField()
    teams = models.PositiveIntegerField()
    # Between two teams taken at random: the odds (or rate) of the higher over the lower, with its 95 % interval.
    median_ratio = models.FloatField()
    median_ratio_low = models.FloatField()
    median_ratio_high = models.FloatField()
    # Variance before less variance after, how often chance alone makes it so large, of how many teams; empty where it cannot be asked.
    fall = models.FloatField(null=True, blank=True)
    p = models.FloatField(null=True, blank=True)
    compared = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "measure", "version", "half"], name="a_spread_stands_once_of_a_place_and_half_year",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="a_spread_is_of_a_half_year", condition=HALF_BEGINS),
            models.CheckConstraint(
                name="a_fall_of_the_spread_says_how_likely_it_is",
                condition=Q(fall__isnull=True, p__isnull=True) | Q(fall__isnull=False, p__isnull=False, p__gte=0, p__lte=1),
            ),
        ]  # fmt: skip
