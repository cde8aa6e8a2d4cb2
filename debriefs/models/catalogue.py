"""The versioned catalogue of incident types, with what each leads to. A published version never changes."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..enums import CatalogueState, Recipient, Strand
from ..querysets import CatalogueVersionQuerySet

PERSON = settings.AUTH_USER_MODEL
ONLY_RETIRES = """
IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END IF;
IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'retired' AND NEW.number = OLD.number
   AND NEW.published_at = OLD.published_at AND NEW.shipped_sha256 = OLD.shipped_sha256 THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'a published catalogue never changes';
"""


def _only_in_a_draft(name: str, version_of_row: str) -> pgtrigger.Trigger:
    """A row is written, changed and taken out while its version is a draft."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("which", "uuid")],
        # Made of the constants below alone.
        func=f"""
        which = {version_of_row};
        IF EXISTS (SELECT 1 FROM debriefs_catalogueversion v WHERE v.id = which AND v.state <> 'draft') THEN
            RAISE EXCEPTION 'a published catalogue never changes';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        """,  # noqa: S608
    )


OWN = "CASE TG_OP WHEN 'DELETE' THEN OLD.version_id ELSE NEW.version_id END"
OF_ITS_TYPE = (
    "(SELECT t.version_id FROM debriefs_incidenttype t "
    "WHERE t.id = CASE TG_OP WHEN 'DELETE' THEN OLD.type_id ELSE NEW.type_id END)"
)


class CatalogueVersion(models.Model):
    """One state of the catalogue: draft, published or retired; an incident keeps the one it was logged under."""

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
                fields=["state"], name="one_catalogue_is_published", condition=Q(state="published")
            ),
            models.UniqueConstraint(fields=["state"], name="one_catalogue_is_drafted", condition=Q(state="draft")),
            models.CheckConstraint(
                name="a_published_catalogue_says_when",
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_catalogue_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=ONLY_RETIRES,
            )
        ]


class IncidentType(models.Model):
    """What may happen: the article's five are critical; each says who is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="types")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    hint = models.CharField(max_length=200, blank=True)
    is_critical = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()
    recipients = ArrayField(models.CharField(max_length=20, choices=Recipient), default=list, blank=True)
    # Its codes in schemes outside: {"lfpse": "…"}.
    mapped_to = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_incident_type_of_a_code")]
        triggers = [_only_in_a_draft("a_published_type_never_changes", OWN)]

    def __str__(self) -> str:
        return self.label


class SubCategory(models.Model):
    """A closer word for a type."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="sub_categories")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    mapped_to = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("type", "position")
        constraints = [models.UniqueConstraint(fields=["type", "code"], name="one_sub_category_of_a_code")]
        triggers = [_only_in_a_draft("a_published_sub_category_never_changes", OF_ITS_TYPE)]

    def __str__(self) -> str:
        return self.label


class StrandRule(models.Model):
    """Which conversation follows an incident of a type, and between which hours after it."""

    id = models.BigAutoField(primary_key=True)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="strands")
    strand = models.CharField(max_length=13, choices=Strand)
    # Which of several at different times: the check-ins of staff support.
    position = models.PositiveSmallIntegerField(default=1)
    opens_after_hours = models.PositiveIntegerField()
    closes_after_hours = models.PositiveIntegerField()

    class Meta:
        ordering = ("type", "closes_after_hours", "strand")
        constraints = [
            models.UniqueConstraint(fields=["type", "strand", "position"], name="one_rule_for_a_strand"),
            models.CheckConstraint(
                name="a_strand_closes_after_it_opens", condition=Q(closes_after_hours__gt=F("opens_after_hours"))
            ),
        ]
        triggers = [_only_in_a_draft("a_published_strand_never_changes", OF_ITS_TYPE)]


class NotificationRule(models.Model):
    """Who outside has to be told of an incident of a type, within which hours, and what proves it."""

    id = models.BigAutoField(primary_key=True)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="notifications")
    code = models.SlugField(max_length=40)
    whom = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    within_hours = models.PositiveIntegerField()
    proof = models.CharField(max_length=120)

    class Meta:
        ordering = ("type", "within_hours", "code")
        constraints = [
            models.UniqueConstraint(fields=["type", "code"], name="one_notification_rule_of_a_code"),
            models.CheckConstraint(name="a_notification_has_time", condition=Q(within_hours__gte=1)),
        ]
        triggers = [_only_in_a_draft("a_published_notification_never_changes", OF_ITS_TYPE)]

    def __str__(self) -> str:
        return self.whom


class Factor(models.Model):
    """Something in the system that contributed; never somebody's fault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="factors")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    group = models.CharField(max_length=60)
    # The code of the theme that it belongs to, on the list of the action log; whoever codes the factor codes the theme.
    theme = models.CharField(max_length=30, blank=True, default="")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_factor_of_a_code")]
        triggers = [_only_in_a_draft("a_published_factor_never_changes", OWN)]

    def __str__(self) -> str:
        return self.label
