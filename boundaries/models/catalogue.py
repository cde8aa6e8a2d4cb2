"""The versioned catalogue of restrictive decisions and of grounds. A published version never changes."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import CatalogueState, GateRole

PERSON = settings.AUTH_USER_MODEL
NEVER_CHANGES = "RAISE EXCEPTION 'a published catalogue never changes';"
ONLY_RETIRES = f"""
IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END IF;
IF TG_OP = 'UPDATE' AND OLD.state = 'published'
   AND (NEW.state, NEW.number, NEW.published_at, NEW.shipped_sha256)
     = ('retired', OLD.number, OLD.published_at, OLD.shipped_sha256) THEN
    RETURN NEW;
END IF;
{NEVER_CHANGES}
"""
# Made of the constants of this module alone.
ONLY_IN_A_DRAFT = f"""
which = CASE TG_OP WHEN 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
IF EXISTS (SELECT 1 FROM boundaries_catalogueversion v WHERE v.id = which AND v.state <> 'draft') THEN
    {NEVER_CHANGES}
END IF;
RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
"""  # noqa: S608


def only_in_a_draft(name: str) -> pgtrigger.Trigger:
    """A row is written, changed and taken out while its version is a draft."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("which", "uuid")],
        func=ONLY_IN_A_DRAFT,
    )


class CatalogueVersionQuerySet(models.QuerySet):
    def published(self) -> "CatalogueVersionQuerySet":
        """The one in force."""
        return self.filter(state=CatalogueState.PUBLISHED)


class CatalogueVersion(models.Model):
    """One state of the catalogue: draft, published or retired; a decision keeps the one it was drafted under."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=9, choices=CatalogueState, default=CatalogueState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Of the shipped description that it was made from; empty when an administrator made it.
    shipped_sha256 = models.CharField(max_length=64, blank=True, default="")

    objects = CatalogueVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], name="one_decision_catalogue_is_published", condition=Q(state="published")
            ),
            models.CheckConstraint(
                name="a_published_decision_catalogue_says_when",
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_decision_catalogue_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=ONLY_RETIRES,
            )
        ]


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
        ]
        triggers = [only_in_a_draft("a_published_decision_kind_never_changes")]

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
        triggers = [only_in_a_draft("a_published_ground_never_changes")]

    def __str__(self) -> str:
        return self.label
