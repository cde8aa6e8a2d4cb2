"""Coaching goals, and each re-observation that is asked for, until one of them shows what was practised."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..competency.enums import GoalCause, GoalState, ReobservationState
from ..competency.querysets import GoalQuerySet, ReobservationQuerySet
from .competency import CompetencyEvidence
from .reviews import Review
from .standards import CoachingPrompt

PERSON = settings.AUTH_USER_MODEL
# What was shown, by evidence that was not withdrawn since.
SHOWN = """
SELECT 1 FROM boundaries_reobservation r JOIN boundaries_competencyevidence e ON e.id = r.evidence_id
WHERE r.goal_id = NEW.id AND r.state = 'shown' AND e.withdrawn_because = ''
"""
ONLY_ON_REOBSERVATION = f"""
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' THEN
        RAISE EXCEPTION 'a coaching goal closes only on re-observation';
    END IF;
    RETURN NEW;
END IF;
IF TG_OP = 'DELETE' OR to_jsonb(NEW) - '{{state,closed_at}}'::text[] <> to_jsonb(OLD) - '{{state,closed_at}}'::text[] THEN
    RAISE EXCEPTION 'a coaching goal is never edited';
END IF;
IF (NEW.state = 'closed') <> EXISTS ({SHOWN}) THEN
    RAISE EXCEPTION 'a coaching goal closes only on re-observation';
END IF;
RETURN NEW;
"""
BY_SOMEBODY_ELSE_AFTERWARDS = """
IF TG_OP <> 'INSERT' AND OLD.state <> 'waits' THEN
    RAISE EXCEPTION 'a re-observation that was answered never changes';
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
IF NEW.state IN ('shown', 'not_yet') AND NOT EXISTS (
    SELECT 1 FROM boundaries_coachinggoal g
    WHERE g.id = NEW.goal_id AND g.state = 'open' AND g.person_id NOT IN (NEW.observed_by_id, NEW.recorded_by_id)
      AND NEW.took_place_on >= g.opened_on AND NEW.recorded_at >= g.opened_at
) THEN
    RAISE EXCEPTION 'somebody else observes it again after it was opened';
END IF;
IF NEW.state = 'shown' AND NOT EXISTS (
    SELECT 1 FROM boundaries_competencyevidence e JOIN boundaries_coachinggoal g ON g.id = NEW.goal_id
    WHERE e.id = NEW.evidence_id AND e.kind = 'observed' AND e.check_passed AND e.withdrawn_because = ''
      AND e.person_id = g.person_id AND e.skill_code = g.skill_code AND e.observed_by_id = NEW.observed_by_id
      AND e.took_place_on = NEW.took_place_on AND e.recorded_at >= g.opened_at
) THEN
    RAISE EXCEPTION 'what is shown stands on observed practice of the same person and skill';
END IF;
RETURN NEW;
"""


class CoachingGoal(models.Model):
    """Something that one person practises in one skill until somebody else has seen it. Its words are a record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    skill_code = models.SlugField(max_length=40)
    cause = models.CharField(max_length=9, choices=GoalCause)
    # What it came from, where that is a record.
    prompt = models.ForeignKey(CoachingPrompt, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refresh = models.ForeignKey(CompetencyEvidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=GoalState, default=GoalState.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "reference")
        constraints = [
            models.CheckConstraint(name="nobody_opens_their_own_coaching_goal", condition=~Q(opened_by=F("person"))),
            models.CheckConstraint(
                name="a_coaching_goal_has_what_its_cause_names",
                condition=Q(cause="talk", prompt=None, refresh=None, review=None)
                | Q(cause="prompt", prompt__isnull=False, refresh=None, review=None)
                | Q(cause="unchecked", prompt=None, refresh__isnull=False, review=None)
                | Q(cause="review", prompt=None, refresh=None, review__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_coaching_goal_says_when",
                condition=Q(state="open", closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "-opened_at"], name="goal_of_person")]
        triggers = [
            pgtrigger.Trigger(
                name="a_coaching_goal_closes_only_on_re_observation",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=ONLY_ON_REOBSERVATION,
            )
        ]


class Reobservation(models.Model):
    """That a goal is to be seen again by a day, who is asked, and what came of it; another day, or somebody else, is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    goal = models.ForeignKey(CoachingGoal, on_delete=models.PROTECT, related_name="reobservations")
    # Who arranges it, and who stands above them.
    asked = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=ReobservationState, default=ReobservationState.WAITS)
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    took_place_on = models.DateField(null=True, blank=True)
    observed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.OneToOneField(
        CompetencyEvidence, on_delete=models.PROTECT, null=True, blank=True, related_name="reobservation"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReobservationQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["goal"], name="a_goal_waits_for_one_observation", condition=Q(state="waits")),
            models.CheckConstraint(
                name="what_was_observed_again_says_when_and_by_whom",
                condition=Q(
                    state__in=["waits", "passed_on"], once=None, took_place_on=None, observed_by=None, recorded_at=None,
                    recorded_by=None,
                )
                | Q(
                    state__in=["shown", "not_yet"], once__isnull=False, took_place_on__isnull=False,
                    observed_by__isnull=False, recorded_at__isnull=False, recorded_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="what_is_shown_has_its_evidence_and_nothing_else_does",
                condition=Q(state="shown", evidence__isnull=False) | ~Q(state="shown") & Q(evidence=None),
            ),
            models.CheckConstraint(
                name="an_observation_that_does_not_wait_is_not_swept", condition=Q(state="waits") | Q(next_check=None)
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["next_check"], name="observation_to_sweep", condition=Q(next_check__isnull=False)),
            models.Index(fields=["asked", "due_at"], name="observation_of_asked", condition=Q(state="waits")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="somebody_else_observes_it_again_afterwards",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=BY_SOMEBODY_ELSE_AFTERWARDS,
            )
        ]
