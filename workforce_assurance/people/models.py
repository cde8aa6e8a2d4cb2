"""Persons, services, teams, who supervises and manages whom and from when, roles, leave, deputies."""

import uuid
from typing import Any

import rules
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower, Now

from .enums import LeaveKind, Role
from .querysets import (
    DeputyQuerySet,
    LeaveQuerySet,
    PeopleImportQuerySet,
    PersonManager,
    SupervisionLineQuerySet,
    TeamMembershipQuerySet,
    TeamQuerySet,
)


class _Days(Func):
    """The days from `starts_on` to `ends_on`, both included; open-ended when there is no end."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("starts_on"), F("ends_on"), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


def _never_overlaps(name: str, *same: str) -> ExclusionConstraint:
    expressions: list[tuple[object, str]] = [(_Days(), RangeOperators.OVERLAPS)]
    expressions += [(field, RangeOperators.EQUAL) for field in same]
    return ExclusionConstraint(name=name, expressions=expressions)


def _ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")))


class Organisation(models.Model):
    """The one organisation that this installation serves, and its settings."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    country = models.CharField(max_length=2, default="GB", help_text="ISO 3166 code; seeds the holidays.")
    subdivision = models.CharField(max_length=10, blank=True, default="ENG")
    safety_net_email = models.EmailField(
        help_text="Receives what would otherwise reach nobody. A shared mailbox that somebody reads every working day."
    )
    smallest_group = models.PositiveSmallIntegerField(default=5, help_text="k: smaller groups are not shown.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_organisation", condition=Q(id=1)),
            models.CheckConstraint(
                name="smallest_group_is_3_to_20", condition=Q(smallest_group__gte=3, smallest_group__lte=20)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which working-day clocks stand still."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who works here; also the account they sign in with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        "staff number",
        max_length=40,
        null=True,
        blank=True,
        help_text="The organisation's own number; imports match on it.",
    )
    email = models.EmailField("e-mail address", unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=100, blank=True)
    manager = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="manages")
    started_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    receives_supervision = models.BooleanField(default=True)
    email_bounced_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"
        ordering = ("full_name", "id")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_person"),
            models.CheckConstraint(
                name="an_address_is_kept_in_lower_case", condition=Q(email__isnull=True) | Q(email=Lower("email"))
            ),
            models.UniqueConstraint(Lower("reference"), name="a_staff_number_belongs_to_one_person"),
            models.CheckConstraint(name="nobody_manages_themselves", condition=~Q(manager=F("id"))),
            models.CheckConstraint(
                name="nobody_leaves_before_they_start",
                condition=Q(left_on__isnull=True) | Q(started_on__isnull=True) | Q(left_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the rules alone: a superuser is no reader."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]


class Service(models.Model):
    """A programme; holds teams."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="leads_services")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="manages_teams")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="one_team_of_a_name_in_a_service")]

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """In which team somebody works, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = TeamMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            _ends_after_start("a_membership_ends_after_it_starts"),
            _never_overlaps("one_team_at_a_time", "person"),
        ]


class SupervisionLine(models.Model):
    """Who supervises whom, from when to when."""

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervised_by")
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervises")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = SupervisionLineQuerySet.as_manager()

    class Meta:
        constraints = [
            _ends_after_start("a_supervision_line_ends_after_it_starts"),
            _never_overlaps("one_supervisor_at_a_time", "worker"),
            models.CheckConstraint(name="nobody_supervises_themselves", condition=~Q(worker=F("supervisor"))),
        ]


class RoleGrant(models.Model):
    """A role that somebody holds, in the whole organisation or in one service."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "service"], name="a_role_is_granted_once", nulls_distinct=False
            ),
        ]


class Leave(models.Model):
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leave")
    kind = models.CharField(max_length=10, choices=LeaveKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            _ends_after_start("leave_ends_after_it_starts"),
            _never_overlaps("one_leave_at_a_time", "person"),
        ]


class Deputy(models.Model):
    """Who stands in for somebody, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputises_for")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deputies"
        constraints = [
            _ends_after_start("a_deputy_ends_after_they_start"),
            _never_overlaps("one_deputy_at_a_time", "person"),
            models.CheckConstraint(name="nobody_deputises_for_themselves", condition=~Q(person=F("deputy"))),
        ]


class PeopleImport(models.Model):
    """One uploaded file of people: previewed, then applied whole or not at all."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", "Previewed"
        APPLIED = "applied", "Applied"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    # Emptied once applied: what the file said is then in the tables it changed.
    content = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=40)
    delimiter = models.CharField(max_length=1)
    # For each column of the file, the key of ours that it holds; "" for one to pass over.
    columns = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_import_is_applied_by_someone_at_some_time",
                condition=Q(state="previewed", applied_by__isnull=True, applied_at__isnull=True)
                | Q(state="applied", applied_by__isnull=False, applied_at__isnull=False),
            ),
        ]
