"""What every row has that holds from one day to another: the two days, and what must be true of them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class Dated(models.Model):
    """Holds from `starts_on` to `ends_on`, both included; open-ended when there is no end."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class _Days(Func):
    """The days from `starts_on` to `ends_on`, both included; open-ended when there is no end."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("starts_on"), F("ends_on"), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


def never_overlaps(name: str, *same: str) -> ExclusionConstraint:
    expressions: list[tuple[object, str]] = [(_Days(), RangeOperators.OVERLAPS)]
    expressions += [(field, RangeOperators.EQUAL) for field in same]
    return ExclusionConstraint(name=name, expressions=expressions)


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")))
