"""What escalation asks of competency: a skill that is to be renewed, a goal that is to be seen again, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations.registry import Obligation, Statement, claimed_from, register_obligation
from workforce_assurance.escalations.reminders import follow_ladder
from workforce_assurance.people import queries as people

from ..models import CoachingGoal, CompetencyDeadline, Reobservation
from .enums import RENEWAL_KIND, REOBSERVATION_KIND

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE {table} AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed{joined}
RETURNING waiting.id, {reference}, waiting.{asked}_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""


@dataclass(frozen=True)
class Kind:
    """One kind of what waits as an obligation."""

    kind: str
    model: Any
    # Who hears of it first, and under which reference.
    asked: str
    reference: str
    claimed: str
    singular: str
    plural: str
    act: str
    page: Callable[[uuid.UUID], str]
    open_to: Callable[..., Collection[uuid.UUID]]
    responsible: str
    why_responsible: str

    def claim(self, now: datetime, limit: int) -> Statement:
        """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
        return claimed_from(self.model._meta.db_table) + self.claimed, [now, limit, now, now, now]

    def due(self, now: datetime) -> QuerySet[Any, Any]:
        """What a sweep would claim at this moment; nothing is locked and nothing changes."""
        rows = self.model.objects.filter(next_check__lte=now)
        return rows.values_list("pk", self.reference, f"{self.asked}_id", "responsible_id", "due_at", "due_at")

    def unmet(self, _now: datetime) -> QuerySet[Any, Any]:
        return self.model.objects.waiting().values("pk")

    @transaction.atomic
    def move_reminders(self, *, working_days: int | None, now: datetime) -> int:
        """What a new ladder calls when it reminds on another day."""
        moved = follow_ladder(
            rows=self.model.objects.waiting(), end="due_at", state="waits", working_days=working_days,
            calendar=people.calendar(), zone=people.zone(),
        )  # fmt: skip
        if moved:
            audit.record(
                action="reminders moved", subject_type=f"boundaries.{self.model._meta.model_name}s",
                subject_id=people.today(now=now), by=None, now=now,
                facts={"working_days": working_days, "moved": moved},
            )  # fmt: skip
        return moved

    def registered(self) -> Obligation:
        return Obligation(
            kind=self.kind, singular=self.singular, plural=self.plural, claim=self.claim, due=self.due,
            unmet=self.unmet, page=self.page, may_know=may_know, remind=self.move_reminders, act=self.act,
            open_to=self.open_to, responsible=self.responsible, why_responsible=self.why_responsible,
        )  # fmt: skip


def may_know(person: Any, asked_id: uuid.UUID) -> bool:
    """A mail names a reference and a time, and neither a person nor a skill."""
    return bool(person.is_active and person.pk != asked_id)


def _page_of_skill(subject_id: uuid.UUID) -> str:
    person_id = CompetencyDeadline.objects.values_list("person_id", flat=True).get(pk=subject_id)
    return reverse("competency:person", args=[person_id])


def _page_of_goal(subject_id: uuid.UUID) -> str:
    goal_id = Reobservation.objects.values_list("goal_id", flat=True).get(pk=subject_id)
    return reverse("competency:goal", args=[goal_id])


def skills_open_to(person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Their own, and of whom they supervise or manage; whoever else is told sees that it waits."""
    seen = CompetencyDeadline.objects.filter(pk__in=subject_ids).visible_to(person, on=on)
    return set(seen.values_list("pk", flat=True))


def goals_open_to(person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Of whom they coach; whoever is told after them sees that it waits."""
    goals = CoachingGoal.objects.visible_to(person, on=on).values("pk")
    return set(Reobservation.objects.filter(pk__in=subject_ids, goal__in=goals).values_list("pk", flat=True))


RENEWAL = Kind(
    kind=RENEWAL_KIND, model=CompetencyDeadline, asked="person", reference="reference",
    claimed=CLAIM.format(
        table="boundaries_competencydeadline", joined=" WHERE waiting.id = claimed.id", reference="waiting.reference",
        asked="person",
    ),
    singular="skill to renew", plural="skills to renew", act="See what is needed", page=_page_of_skill,
    open_to=skills_open_to, responsible="whoever supervises them", why_responsible="you supervise or manage them",
)  # fmt: skip
REOBSERVATION = Kind(
    kind=REOBSERVATION_KIND, model=Reobservation, asked="asked", reference="goal__reference",
    claimed=CLAIM.format(
        table="boundaries_reobservation",
        joined=", boundaries_coachinggoal AS goal WHERE waiting.id = claimed.id AND goal.id = waiting.goal_id",
        reference="goal.reference", asked="asked",
    ),
    singular="coaching goal to see again", plural="coaching goals to see again", act="Open the goal",
    page=_page_of_goal, open_to=goals_open_to, responsible="whoever stands above them",
    why_responsible="you stand above whoever is asked",
)  # fmt: skip


def register() -> None:
    for kind in (RENEWAL, REOBSERVATION):
        register_obligation(kind.registered())
