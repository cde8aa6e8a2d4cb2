"""Boundary standards in versions, who attested them, what is to be talked over, and exceptions of a team."""

import uuid
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from workforce_assurance.common.versions import ShippedVersion, in_force_once, only_in_a_draft, only_retires

from ..standards.enums import AttestationState, Category, ExceptionAnswer, ExceptionBecause
from ..standards.querysets import AttestationQuerySet, ExceptionQuerySet, PromptQuerySet, StandardVersionQuerySet

PERSON = settings.AUTH_USER_MODEL
NOUN = "standard"
only_in_a_draft_of_it = partial(only_in_a_draft, noun=NOUN, versions="boundaries_standardversion")


class Standard(models.Model):
    """One boundary of the service; its words are in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # By when somebody reads whether it still holds.
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position", "code")


class StandardVersion(ShippedVersion):
    """One state of a standard. Its texts are published guidance, one sentence to a line."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    title = models.CharField(max_length=80)
    category = models.CharField(max_length=8, choices=Category)
    can = models.TextField(max_length=2_000)
    cannot = models.TextField(max_length=2_000)
    say = models.TextField(max_length=2_000)
    # The same for whoever uses the service.
    plain = models.TextField(max_length=2_000)
    # Whether its meaning changed, so that everybody attests it anew; and since which number it means what it means.
    is_material = models.BooleanField(default=True)
    line = models.PositiveIntegerField()
    # Whom it concerns, by job title; empty for everybody.
    job_titles = models.JSONField(default=list, blank=True)

    objects = StandardVersionQuerySet.as_manager()

    class Meta:
        ordering = ("standard__position", "number")
        constraints = [
            *in_force_once(NOUN, "standard"),
            models.CheckConstraint(
                name="a_material_version_begins_a_line",
                condition=Q(is_material=True, line=F("number")) | Q(is_material=False, line__lt=F("number")),
            ),
        ]
        triggers = [only_retires(NOUN)]


class Scenario(models.Model):
    """A short scene, whether it fits the standard, and why: for whoever attests it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="scenarios")
    position = models.PositiveSmallIntegerField()
    told = models.CharField(max_length=300)
    fits = models.BooleanField()
    because = models.CharField(max_length=300)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="one_scenario_of_a_place")]
        triggers = [only_in_a_draft_of_it("a_published_scenario_never_changes")]


class Attestation(models.Model):
    """That one person is asked to read a standard in its present meaning, and did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="attestations")
    line = models.PositiveIntegerField()
    # Who is told after them.
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=AttestationState, default=AttestationState.WAITS)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "standard", "line"], name="a_person_is_asked_once_for_each_meaning"
            ),
            models.CheckConstraint(
                name="a_given_attestation_says_when",
                condition=Q(state="given", given_at__isnull=False) | (~Q(state="given") & Q(given_at=None)),
            ),
            models.CheckConstraint(
                name="an_attestation_that_does_not_wait_is_not_swept", condition=Q(state="waits") | Q(next_check=None)
            ),
        ]
        indexes = [
            models.Index(fields=["next_check"], name="attestation_to_sweep", condition=Q(next_check__isnull=False)),
        ]


class CoachingPrompt(models.Model):
    """A scenario that somebody was not sure of: to be talked over in supervision, and never a mark against them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    talked_over_at = models.DateTimeField(null=True, blank=True)
    talked_over_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PromptQuerySet.as_manager()

    class Meta:
        ordering = ("raised_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["person", "scenario"], name="a_scenario_is_raised_once_for_a_person"),
            models.CheckConstraint(
                name="what_was_talked_over_says_when_and_by_whom",
                condition=Q(talked_over_at=None, talked_over_by=None)
                | Q(talked_over_at__isnull=False, talked_over_by__isnull=False),
            ),
        ]


class StandardException(models.Model):
    """That a team does something else than a standard says, for a while: asked by one, approved by another, over by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="exceptions")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=10, choices=ExceptionBecause)
    # Organisational text: what is done instead. Never about one person.
    instead = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=ExceptionAnswer, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExceptionQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "id")
        constraints = [
            models.CheckConstraint(
                name="nobody_approves_an_exception_that_they_asked_for", condition=~Q(asked_by=F("answered_by"))
            ),
            models.CheckConstraint(
                name="an_answered_exception_says_when_and_by_whom",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(name="an_exception_has_days_in_order", condition=Q(ends_on__gte=F("starts_on"))),
        ]
        triggers = [pgtrigger.Protect(name="an_exception_is_kept", operation=pgtrigger.Delete)]
