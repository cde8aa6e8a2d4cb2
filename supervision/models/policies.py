"""Cadence policies, and the steps of their phase-in."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import PhaseInFor, QuotaPeriod
from ..querysets import CadencePolicyQuerySet

PERSON = settings.AUTH_USER_MODEL

# A published policy may only be retired; everything else about it stays as it was published, columns to come included.
POLICY_NEVER_CHANGES = """
IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END IF;
IF TG_OP = 'UPDATE' AND NEW.state = 'retired' AND NEW.retired_at IS NOT NULL AND
   (to_jsonb(NEW) - 'state' - 'retired_at') = (to_jsonb(OLD) - 'state' - 'retired_at')
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'a published policy never changes';
"""
STEP_NEVER_CHANGES = """
SELECT state INTO theirs FROM supervision_cadencepolicy
    WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.policy_id ELSE OLD.policy_id END;
IF theirs <> 'draft' THEN
    RAISE EXCEPTION 'a published policy never changes';
END IF;
RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
"""

REACHES = ("person", "team", "service")
NO_REACH = Q(person__isnull=True, team__isnull=True, service__isnull=True)
ONE_REACH = [Q(**{f"{other}__isnull": other != reach for other in REACHES}, job_title="") for reach in REACHES]


def _both_or_neither(one: str, other: str) -> Q:
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": False}
    )


class CadencePolicy(models.Model):
    """How often and how long. The narrowest wins: a person's, a role's, a team's, a service's, the organisation's."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The role: everybody whose job title this is.
    job_title = models.CharField(max_length=100, blank=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    longest_gap_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # One of three quotas, or none: so many a period, minutes a month, an hour for so many practice hours.
    sessions_per_period = models.PositiveSmallIntegerField(null=True, blank=True)
    period = models.CharField(max_length=7, choices=QuotaPeriod, blank=True)
    minutes_per_month = models.PositiveSmallIntegerField(null=True, blank=True)
    practice_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    practice_hours_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    grace_working_days = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    minimum_minutes = models.PositiveSmallIntegerField(default=0)
    long_leave_days = models.PositiveSmallIntegerField(default=28)
    one_to_one_percent = models.PositiveSmallIntegerField(default=100)
    small_group_up_to = models.PositiveSmallIntegerField(default=4)
    small_group_percent = models.PositiveSmallIntegerField(default=50)
    facilitator_percent = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CadencePolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "cadence policies"
        constraints = [
            models.CheckConstraint(
                name="a_policy_has_one_reach",
                condition=NO_REACH | ONE_REACH[0] | ONE_REACH[1] | ONE_REACH[2],
            ),
            models.CheckConstraint(
                name="a_policy_says_how_often",
                condition=Q(longest_gap_days__isnull=False)
                | Q(sessions_per_period__isnull=False)
                | Q(minutes_per_month__isnull=False)
                | Q(practice_hours__isnull=False),
            ),
            models.CheckConstraint(
                name="a_policy_has_one_quota_at_most",
                condition=Q(sessions_per_period__isnull=True, minutes_per_month__isnull=True)
                | Q(sessions_per_period__isnull=True, practice_hours__isnull=True)
                | Q(minutes_per_month__isnull=True, practice_hours__isnull=True),
            ),
            models.CheckConstraint(
                name="sessions_are_counted_in_a_period",
                condition=Q(sessions_per_period__isnull=True, period="")
                | Q(sessions_per_period__isnull=False, sessions_per_period__gte=1) & ~Q(period=""),
            ),
            models.CheckConstraint(
                name="practice_hours_are_those_of_an_hour_and_a_week",
                condition=_both_or_neither("practice_hours", "practice_hours_a_week"),
            ),
            models.CheckConstraint(
                name="a_quota_asks_for_something",
                condition=(Q(minutes_per_month__isnull=True) | Q(minutes_per_month__gte=1))
                & (Q(practice_hours__isnull=True) | Q(practice_hours__gte=1, practice_hours_a_week__gte=1)),
            ),
            models.CheckConstraint(
                name="a_gap_is_1_to_366_days",
                condition=Q(longest_gap_days__isnull=True) | Q(longest_gap_days__gte=1, longest_gap_days__lte=366),
            ),
            models.CheckConstraint(name="grace_is_at_most_60_working_days", condition=Q(grace_working_days__lte=60)),
            models.CheckConstraint(
                name="a_session_lasts_10_to_480_minutes", condition=Q(minutes__gte=10, minutes__lte=480)
            ),
            models.CheckConstraint(
                name="the_least_minutes_fit_into_a_session", condition=Q(minimum_minutes__lte=models.F("minutes"))
            ),
            models.CheckConstraint(name="long_leave_is_a_week_at_least", condition=Q(long_leave_days__gte=7)),
            models.CheckConstraint(
                name="credit_is_0_to_100_percent",
                condition=Q(
                    one_to_one_percent__gte=1,
                    one_to_one_percent__lte=100,
                    small_group_percent__lte=100,
                    facilitator_percent__lte=100,
                    small_group_up_to__gte=1,
                ),
            ),
            models.UniqueConstraint(
                fields=["service", "team", "job_title", "person"],
                name="one_published_policy_for_each_reach",
                condition=Q(state="published"),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_policy_says_when_it_was_published",
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_retired_policy_says_when",
                condition=Q(state="retired", retired_at__isnull=False)
                | (~Q(state="retired") & Q(retired_at__isnull=True)),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_policy_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=POLICY_NEVER_CHANGES,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_the_organisation_s(self) -> bool:
        return not (self.person_id or self.team_id or self.service_id or self.job_title)


class PhaseInStep(models.Model):
    """For new starters or returners: a shorter gap up to and including that day, or for so many calendar months."""

    policy = models.ForeignKey(CadencePolicy, on_delete=models.CASCADE, related_name="phase_in")
    whom = models.CharField(max_length=8, choices=PhaseInFor, default=PhaseInFor.STARTER)
    position = models.PositiveSmallIntegerField(default=0)
    until_day = models.PositiveSmallIntegerField(null=True, blank=True)
    until_months = models.PositiveSmallIntegerField(null=True, blank=True)
    gap_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("policy", "whom", "position", "until_day")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "whom", "until_day", "until_months"],
                name="one_phase_in_step_until_a_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="a_phase_in_gap_is_at_least_a_day", condition=Q(gap_days__gte=1)),
            models.CheckConstraint(
                name="a_phase_in_step_ends_on_a_day_or_after_months",
                condition=Q(until_day__gte=1, until_months__isnull=True)
                | Q(until_day__isnull=True, until_months__gte=1),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_phase_in_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("theirs", "text")],
                func=STEP_NEVER_CHANGES,
            )
        ]
