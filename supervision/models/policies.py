"""Cadence policies, and the steps of their phase-in."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..querysets import CadencePolicyQuerySet

PERSON = settings.AUTH_USER_MODEL

# A published policy may only be retired; everything else about it stays as it was published.
POLICY_NEVER_CHANGES = """
IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END IF;
IF TG_OP = 'UPDATE' AND NEW.state = 'retired' AND NEW.retired_at IS NOT NULL AND
   (NEW.name, NEW.team_id, NEW.person_id, NEW.longest_gap_days, NEW.grace_working_days, NEW.minutes, NEW.published_at)
   IS NOT DISTINCT FROM
   (OLD.name, OLD.team_id, OLD.person_id, OLD.longest_gap_days, OLD.grace_working_days, OLD.minutes, OLD.published_at)
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


class CadencePolicy(models.Model):
    """How often and how long. The person's policy wins over the team's, the team's over the organisation's."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    longest_gap_days = models.PositiveSmallIntegerField()
    grace_working_days = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
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
                name="a_policy_is_for_a_team_or_a_person_or_all",
                condition=Q(team__isnull=True) | Q(person__isnull=True),
            ),
            models.CheckConstraint(
                name="a_gap_is_1_to_366_days", condition=Q(longest_gap_days__gte=1, longest_gap_days__lte=366)
            ),
            models.CheckConstraint(name="grace_is_at_most_60_working_days", condition=Q(grace_working_days__lte=60)),
            models.CheckConstraint(
                name="a_session_lasts_10_to_480_minutes", condition=Q(minutes__gte=10, minutes__lte=480)
            ),
            models.UniqueConstraint(
                fields=["team", "person"],
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


class PhaseInStep(models.Model):
    """For new starters: a shorter gap up to and including that day in post."""

    policy = models.ForeignKey(CadencePolicy, on_delete=models.CASCADE, related_name="phase_in")
    until_day = models.PositiveSmallIntegerField()
    gap_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("policy", "until_day")
        constraints = [
            models.UniqueConstraint(fields=["policy", "until_day"], name="one_phase_in_step_until_a_day"),
            models.CheckConstraint(name="a_phase_in_gap_is_at_least_a_day", condition=Q(gap_days__gte=1)),
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
