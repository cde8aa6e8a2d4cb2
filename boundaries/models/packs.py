"""Rule packs of the catalogue, which services hold them, and what has to follow on a decision where they do."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .catalogue import CatalogueVersion, only_in_a_draft_of_it
from .decisions import Decision

PERSON = settings.AUTH_USER_MODEL


class RulePack(models.Model):
    """Hard limits that belong together. Its rules are data; what they mean is `packs`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="packs")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    about = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    rules = models.JSONField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_rule_pack_of_a_code")]
        triggers = [only_in_a_draft_of_it("a_published_rule_pack_never_changes")]

    def __str__(self) -> str:
        return self.label


class PackInUse(models.Model):
    """That a service holds itself to a pack; by its code, so that it goes on over versions of the catalogue."""

    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    since = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "packs in use"
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="a_service_holds_a_pack_once")]


class FollowingStep(models.Model):
    """Something that a pack asks for within so many hours after a decision took effect."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="steps")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("due_at", "code")
        constraints = [
            models.UniqueConstraint(fields=["decision", "code"], name="a_step_follows_once"),
            models.CheckConstraint(
                name="a_step_that_is_done_says_by_whom",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]
