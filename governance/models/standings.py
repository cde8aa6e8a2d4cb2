"""How each measure stands in each place, in the words of the page, and since when anybody last looked at them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..measures.querysets import OVER, MeasureStandingQuerySet


class MeasureStanding(models.Model):
    """What is said of one measure in one place, worked out with the values from what may be shown: all that a list of them reads."""

    measure = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    # Neither: the organisation.
    service = models.ForeignKey("people.Service", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    # The last month that is shown; empty where none can be.
    month = models.DateField(null=True, blank=True)
    # "improvement", "concern", "change", "common", or "none" where there is too little.
    look = models.CharField(max_length=11)
    # Whether the last settled month shows special cause.
    is_signal = models.BooleanField()
    # When it came to this look, and what it was before: nothing when the measure is new here.
    since = models.DateTimeField()
    before = models.CharField(max_length=11, blank=True, default="")
    words = models.CharField(max_length=400)
    # What cannot be said, and why; empty where everything can.
    gap = models.CharField(max_length=200, blank=True, default="")
    # The cells of the summary by name, and what its small line is drawn from.
    cells = models.JSONField(default=dict)

    objects = MeasureStandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_standing_is_of_one_place", condition=Q(service__isnull=True) | Q(team__isnull=True)
            ),
            models.CheckConstraint(
                name="a_signal_is_of_a_month",
                condition=Q(is_signal=False) | Q(month__isnull=False, look__in=["improvement", "concern", "change"]),
            ),
            models.UniqueConstraint(
                fields=["measure", "service", "team"], name="a_measure_stands_once_in_a_place", nulls_distinct=False
            ),
        ]
        # Of thousands of places few are signals: what changed is looked for among these.
        indexes = [
            models.Index(fields=["look"], name="standing_signal", condition=Q(is_signal=True)),
            models.Index(fields=["since"], name="standing_that_stopped", condition=OVER),
        ]


class MeasureVisit(models.Model):
    """When somebody began to look at what changed, today or lately, and when they had done so before."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_visit_follows_the_one_before",
                condition=Q(before_at__isnull=True) | Q(before_at__lt=F("began_at")),
            )
        ]
