"""The versioned rubric: criteria with a described behaviour for each score. A published version never changes."""

import uuid
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q

from workforce_assurance.common.versions import ShippedVersion, in_force_once, only_in_a_draft, only_retires

NOUN = "rubric"
only_in_a_draft_of_it = partial(only_in_a_draft, noun=NOUN, versions="boundaries_rubricversion")


class RubricVersion(ShippedVersion):
    """One state of the rubric; a sample keeps the one it was drawn under."""

    class Meta:
        constraints = in_force_once(NOUN)
        triggers = [only_retires(NOUN)]


class Criterion(models.Model):
    """One thing that is looked for in an interaction. `behaviours` says for each of its scores what one would see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="criteria")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    question = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    # Seen or not: coercion or a threat. It leads to a talk with the supervisor, and to nothing else.
    is_critical = models.BooleanField(default=False)
    behaviours = models.JSONField()

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_criterion_of_a_code")]
        triggers = [only_in_a_draft_of_it("a_published_criterion_never_changes")]

    def __str__(self) -> str:
        return self.label


class Calibration(models.Model):
    """That raters sat together over what they had rated apart; what they changed is the version that it drafted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    drafted = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="calibrations")
    held_on = models.DateField()
    taking_part = models.PositiveSmallIntegerField()
    # The codes of the criteria that were talked about.
    criteria = models.JSONField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-held_on", "id")
        constraints = [
            models.CheckConstraint(name="a_calibration_takes_two_or_more", condition=Q(taking_part__gte=2)),
        ]
