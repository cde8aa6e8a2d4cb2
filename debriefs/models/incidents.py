"""Incidents: the four facts that are always there, and what is added to them later."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..enums import Harm, HelpNeeded, ImmediateAction, IncidentState, Involvement, Place, ReporterMode, Way
from ..querysets import IncidentQuerySet, IncidentThemeQuerySet
from .catalogue import Factor, IncidentType, SubCategory
from .links import ReportLink

PERSON = settings.AUTH_USER_MODEL


class Incident(models.Model):
    """Something that happened: type, where, when, and whether anyone needed help. All else may come later, or never."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short, unguessable, for mails and lists.
    reference = models.CharField(max_length=12, unique=True)
    # What one opened form makes, however often it is sent.
    once = models.UUIDField(unique=True, editable=False)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")
    sub_category = models.ForeignKey(SubCategory, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=9, choices=Place)
    happened_at = models.DateTimeField()
    help_needed = models.CharField(max_length=8, choices=HelpNeeded)
    logged_at = models.DateTimeField()
    way = models.CharField(max_length=9, choices=Way, default=Way.SIGNED_IN)
    link = models.ForeignKey(ReportLink, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    # Who sees the reporter is a matter of the mode, and of `names` alone.
    reporter_mode = models.CharField(max_length=9, choices=ReporterMode)
    reporter = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    follow_up_sha256 = models.CharField(max_length=64, blank=True, default="")
    # Whoever adds the rest: the reporter, or somebody who takes that on.
    finisher = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=IncidentState, default=IncidentState.LOGGED)
    described_at = models.DateTimeField(null=True, blank=True)
    harm_served_physical = models.CharField(max_length=9, choices=Harm, blank=True, default="")
    harm_served_psychological = models.CharField(max_length=9, choices=Harm, blank=True, default="")
    harm_staff_physical = models.CharField(max_length=9, choices=Harm, blank=True, default="")
    harm_staff_psychological = models.CharField(max_length=9, choices=Harm, blank=True, default="")
    immediate_actions = ArrayField(models.CharField(max_length=10, choices=ImmediateAction), default=list, blank=True)
    factors = models.ManyToManyField(Factor, through="IncidentFactor", related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_anonymous_incident_has_no_reporter",
                condition=Q(reporter_mode="anonymous", reporter__isnull=True)
                | (~Q(reporter_mode="anonymous") & Q(reporter__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_came_by_a_link_names_it",
                condition=Q(way="link", link__isnull=False) | (~Q(way="link") & Q(link__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_an_anonymous_incident_has_a_code",
                condition=Q(follow_up_sha256="") | Q(reporter_mode="anonymous"),
            ),
            models.CheckConstraint(
                name="an_incident_is_not_logged_before_it_happens", condition=Q(logged_at__gte=F("happened_at"))
            ),
            models.CheckConstraint(
                name="a_described_incident_says_when",
                condition=Q(state="logged", described_at__isnull=True)
                | Q(state="described", described_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["follow_up_sha256"],
                name="a_follow_up_code_opens_one_incident",
                condition=~Q(follow_up_sha256=""),
            ),
        ]
        indexes = [
            models.Index(fields=["team", "-happened_at"], name="incident_of_team"),
            models.Index(fields=["-happened_at"], name="incident_by_time"),
            models.Index(fields=["finisher"], name="incident_to_finish", condition=Q(state="logged")),
        ]

    def __str__(self) -> str:
        return self.reference


class IncidentFactor(models.Model):
    """That something in the system contributed to an incident."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="coded")
    factor = models.ForeignKey(Factor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "factor"], name="a_factor_is_coded_once")]


class IncidentTheme(models.Model):
    """What an incident has in common with others: a theme of the action log's list, by its code, which no version changes."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="themes")
    code = models.CharField(max_length=30)
    # It came with a factor, and leaves with the last one of its kind; what somebody chose stays.
    came_with_a_factor = models.BooleanField()

    objects = IncidentThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "code"], name="a_theme_of_an_incident_is_coded_once")
        ]
        indexes = [models.Index(fields=["code", "incident"], name="incident_of_theme")]


class InvolvedColleague(models.Model):
    """Somebody of the staff who was there. How they were, or felt, stands nowhere."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="colleagues")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=9, choices=Involvement)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="a_colleague_is_involved_once")]


class PersonServed(models.Model):
    """Somebody served, by the organisation's own case reference and by nothing else."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="people_served")
    case_reference = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "people served"
        constraints = [
            models.UniqueConstraint(fields=["incident", "case_reference"], name="a_case_reference_stands_once")
        ]


class HandOver(models.Model):
    """That somebody else finishes an incident from then on; `by` is empty where the name is kept back."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="hand_overs")
    to = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
