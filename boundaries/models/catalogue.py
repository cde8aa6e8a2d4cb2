"""The versioned catalogue of restrictive decisions and of grounds. A published version never changes."""

import uuid
from functools import partial

from django.db import models
from django.db.models import Q

from workforce_assurance.common.versions import ShippedVersion, in_force_once, only_in_a_draft, only_retires

from ..enums import GateRole

NOUN = "decision catalogue"
only_in_a_draft_of_it = partial(only_in_a_draft, noun=NOUN, versions="boundaries_catalogueversion")


class CatalogueVersion(ShippedVersion):
    """One state of the catalogue; a decision keeps the one it was drafted under."""

    class Meta:
        constraints = in_force_once(NOUN)
        triggers = [only_retires(NOUN)]


class DecisionKind(models.Model):
    """What may be decided against somebody: who stands at its gate, and how long it may last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="kinds")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    hint = models.CharField(max_length=200, blank=True)
    # What the notice letter says it means.
    plain = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    gate_role = models.CharField(max_length=12, choices=GateRole)
    is_high_risk = models.BooleanField(default=False)
    # It takes something away, so that a warning comes before it where a rule pack says so.
    is_denial = models.BooleanField(default=True)
    # False for a rule that holds for everybody.
    is_about_a_person = models.BooleanField(default=True)
    may_be_emergency = models.BooleanField(default=False)
    # Empty for what is done once and has no end.
    longest_days = models.PositiveSmallIntegerField(null=True, blank=True)
    gate_working_days = models.PositiveSmallIntegerField(default=2)
    review_before_days = models.PositiveSmallIntegerField(default=7)
    same_today_after_days = models.PositiveSmallIntegerField(default=14)
    appeal_working_days = models.PositiveSmallIntegerField(default=10)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_decision_kind_of_a_code"),
            models.CheckConstraint(
                name="what_has_an_end_lasts_a_day_or_more",
                condition=Q(longest_days__isnull=True) | Q(longest_days__gte=1),
            ),
            # As `catalogue.described.BOUNDS`.
            models.CheckConstraint(
                name="no_catalogue_lets_a_decision_wait_or_last_too_long",
                condition=(Q(longest_days__isnull=True) | Q(longest_days__lte=366))
                & Q(gate_working_days__range=(1, 10))
                & Q(review_before_days__lte=60)
                & Q(same_today_after_days__range=(1, 28))
                & Q(appeal_working_days__range=(1, 20)),
            ),
        ]
        triggers = [only_in_a_draft_of_it("a_published_decision_kind_never_changes")]

    def __str__(self) -> str:
        return self.label


class Ground(models.Model):
    """Why, as a code: what happened, or which rule it is about; never a word about who somebody is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="grounds")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    # The same to the person, in the notice letter.
    plain = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_ground_of_a_code")]
        triggers = [only_in_a_draft_of_it("a_published_ground_never_changes")]

    def __str__(self) -> str:
        return self.label
