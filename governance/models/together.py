"""The strain of teams by month as it may be shown, and whether restrictive decisions go with it."""

from typing import Any

from django.db import models
from django.db.models import F, Q

MONTH_STARTS = Q(month__day=1)
# Scores are clipped there, and so is their mean.
MOST = 3.0
SCORES = ("sickness", "supervision_missed", "leavers", "workload", "drift_signs")
NUMBERS = ("index", *SCORES)


def _score() -> Any:
    return models.FloatField(null=True, blank=True)


def _within_bounds() -> Q:
    found = Q()
    for name in NUMBERS:
        found &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": -MOST, f"{name}__lte": MOST})
    return found


class StrainMonth(models.Model):
    """The strain index of a team, or the mean of those of a service's or the organisation's teams, with each component's own.

    Every number is in robust standard deviations from a team's own year before. Critical incidents are left out, for this
    index stands beside restrictive decisions. Nothing is kept of a team that is too small to be shown.
    """

    # Neither: the organisation.
    service = models.ForeignKey("people.Service", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    month = models.DateField()
    # Empty where fewer than three fifths of the components are known.
    index = _score()
    sickness = _score()
    supervision_missed = _score()
    leavers = _score()
    workload = _score()
    drift_signs = _score()
    # The team has too few people, or no team of the place has an index that is shown.
    is_hidden = models.BooleanField(default=False)
    # Of how many teams it is the mean.
    teams = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "team", "month"],
                name="strain_stands_once_of_a_place_and_month",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="strain_is_of_one_place", condition=Q(service__isnull=True) | Q(team__isnull=True)
            ),
            models.CheckConstraint(name="strain_belongs_to_a_month", condition=MONTH_STARTS),
            models.CheckConstraint(
                name="strain_that_is_hidden_holds_no_number",
                condition=Q(is_hidden=False) | Q(**{f"{name}__isnull": True for name in NUMBERS}, teams=0),
            ),
            models.CheckConstraint(name="strain_lies_within_three_either_way", condition=_within_bounds()),
        ]


class StrainAssociation(models.Model):
    """Whether restrictive decisions of teams follow their own strain, worked out on the months up to one: found, or what is lacking."""

    # Empty: the organisation.
    service = models.ForeignKey("people.Service", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    # The last month that went in, and how many there were.
    month = models.DateField()
    months = models.PositiveIntegerField()
    teams = models.PositiveIntegerField()
    # Of everything that went in, and how: the same is not worked out twice.
    inputs_sha256 = models.CharField(max_length=64)
    # Codes of what there is not enough of, with commas between; then there is no result.
    lacking = models.CharField(max_length=60, blank=True, default="")
    # How much more a team goes with its own strain than with that of others: the same month, and the month after.
    effect_same_month = models.FloatField(null=True, blank=True)
    effect_month_after = models.FloatField(null=True, blank=True)
    # How often chance alone makes the greater of them as great; and the same for strain after the decisions.
    p = models.FloatField(null=True, blank=True)
    effect_reverse = models.FloatField(null=True, blank=True)
    p_reverse = models.FloatField(null=True, blank=True)
    # The rate in a team's own top third of strain over its rate in its other months, with its 95 % interval.
    rate_ratio = models.FloatField(null=True, blank=True)
    rate_ratio_low = models.FloatField(null=True, blank=True)
    rate_ratio_high = models.FloatField(null=True, blank=True)
    smallest_ratio = models.FloatField(null=True, blank=True)
    # Teams in which both kinds of months can be compared, and those of them with the higher rate in their top third.
    teams_compared = models.PositiveIntegerField(null=True, blank=True)
    teams_in_agreement = models.PositiveIntegerField(null=True, blank=True)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ("-month",)
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month"], name="an_association_stands_once_of_a_place_and_month", nulls_distinct=False
            ),
            models.CheckConstraint(name="an_association_ends_with_a_month", condition=MONTH_STARTS),
            models.CheckConstraint(
                name="an_association_says_what_it_found_or_what_is_lacking",
                condition=Q(
                    lacking="", p__isnull=False, p__gte=0, p__lte=1, p_reverse__isnull=False, p_reverse__gte=0,
                    p_reverse__lte=1, teams_compared__isnull=False, teams_in_agreement__isnull=False,
                )
                | (~Q(lacking="") & Q(p__isnull=True, p_reverse__isnull=True, rate_ratio__isnull=True)),
            ),
            models.CheckConstraint(
                name="no_more_teams_agree_than_are_compared",
                condition=Q(teams_in_agreement__isnull=True) | Q(teams_in_agreement__lte=F("teams_compared")),
            ),
        ]  # fmt: skip
