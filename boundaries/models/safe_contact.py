"""What a team agreed to do so that contact is safe, and whom to call when somebody feels threatened."""

import uuid
from datetime import date

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from workforce_assurance.common.opening import Hours

from ..safe_contact.enums import Place, SafeAction
from ..safe_contact.querysets import ProtocolQuerySet, RouteQuerySet

PERSON = settings.AUTH_USER_MODEL


class SafeContactProtocol(models.Model):
    """What is done for safe contact by one team: with everybody, or in one case. Looked at by another person; over by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    # The organisation's own code; empty for what the team does with everybody.
    case_reference = models.CharField(max_length=40, blank=True, default="")
    # Codes of what is done, and no word about anybody.
    actions = ArrayField(models.CharField(max_length=16, choices=SafeAction))
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    ends_on = models.DateField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Before its day: another took its place, or it was not needed any more.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        ordering = ("ends_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "case_reference"], condition=Q(ended_at=None), name="a_case_has_one_protocol_in_a_team"
            ),
            models.CheckConstraint(
                name="a_protocol_says_what_is_done",
                condition=~Q(actions=[]) & Q(actions__contained_by=list(SafeAction.values)),
            ),
            models.CheckConstraint(
                name="a_protocol_is_looked_at_before_it_ends", condition=Q(review_on__lte=F("ends_on"))
            ),
            models.CheckConstraint(
                name="nobody_looks_at_a_protocol_that_they_set", condition=~Q(reviewed_by=F("set_by"))
            ),
            models.CheckConstraint(
                name="a_protocol_looked_at_says_when_and_by_whom",
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_protocol_says_when_and_by_whom",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(Upper("case_reference"), name="protocol_of_case", condition=Q(ended_at=None)),
            models.Index(fields=["case_reference", "team"], name="protocol_by_case", condition=Q(ended_at=None)),
            models.Index(fields=["team", "case_reference"], name="protocol_of_team", condition=Q(ended_at=None)),
        ]
        triggers = [pgtrigger.Protect(name="a_protocol_is_kept", operation=pgtrigger.Delete)]

    @property
    def due_on(self) -> date:
        """Until when somebody looks whether it helps; once that is done, whether it is needed on."""
        return self.ends_on if self.reviewed_at else self.review_on


class ThreatRoute(models.Model):
    """Whom to call in one place at some hours; tried by a test call."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    place = models.CharField(max_length=8, choices=Place)
    # Empty for everybody who works here.
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # A post, never a name: whoever has it today answers.
    who = models.CharField(max_length=80)
    phone = models.CharField(max_length=40)
    # 0 is Monday; a close no later than the opening is on the next day.
    days = ArrayField(models.PositiveSmallIntegerField())
    opens = models.TimeField()
    closes = models.TimeField()
    test_due_on = models.DateField()
    # Who sees to it that it is rung.
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = RouteQuerySet.as_manager()

    class Meta:
        ordering = ("place", "opens", "id")
        constraints = [
            models.CheckConstraint(
                name="a_threat_route_has_days_of_the_week",
                condition=~Q(days=[]) & Q(days__contained_by=list(range(7))),
            ),
            models.CheckConstraint(name="a_threat_route_can_be_rung", condition=~Q(phone="")),
        ]

    @property
    def hours(self) -> Hours:
        return Hours(frozenset(self.days), self.opens, self.closes)


class TestCall(models.Model):
    """That somebody rang a route to see whether it answers."""

    # A test runner would otherwise take it for a class of tests.
    __test__ = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    route = models.ForeignKey(ThreatRoute, on_delete=models.PROTECT, related_name="test_calls")
    # The number as it was then.
    phone = models.CharField(max_length=40)
    rang_at = models.DateTimeField()
    rang_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered = models.BooleanField()

    class Meta:
        ordering = ("-rang_at", "id")
        triggers = [
            pgtrigger.Protect(name="a_test_call_stays_as_it_was", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
