"""The versioned catalogue of incident types, with what each leads to. A published version never changes."""

import uuid
from functools import partial

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from workforce_assurance.common.versions import ShippedVersion, in_force_once, only_in_a_draft, only_retires

from ..enums import Recipient, Strand

NOUN = "catalogue"
OF_ITS_TYPE = "SELECT t.version_id FROM debriefs_incidenttype t WHERE t.id IN (OLD.type_id, NEW.type_id)"
_only_in_a_draft = partial(only_in_a_draft, noun=NOUN, versions="debriefs_catalogueversion")


class CatalogueVersion(ShippedVersion):
    """One state of the catalogue; an incident keeps the one it was logged under."""

    class Meta:
        constraints = in_force_once(NOUN)
        triggers = [only_retires(NOUN)]


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
        triggers = [_only_in_a_draft("a_published_type_never_changes")]

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
        triggers = [_only_in_a_draft("a_published_sub_category_never_changes", of=OF_ITS_TYPE)]

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
        triggers = [_only_in_a_draft("a_published_strand_never_changes", of=OF_ITS_TYPE)]


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
        triggers = [_only_in_a_draft("a_published_notification_never_changes", of=OF_ITS_TYPE)]

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
        triggers = [_only_in_a_draft("a_published_factor_never_changes")]

    def __str__(self) -> str:
        return self.label
