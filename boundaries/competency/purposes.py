"""What the words of a coaching goal are about: what somebody practises, and what was seen."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from ..models import CoachingGoal
from .enums import GOAL_PURPOSE, GoalState
from .reach import coaches

READERS = "the person whom it is for, and whoever supervises them"


def _goal(subject_id: uuid.UUID) -> CoachingGoal | None:
    return CoachingGoal.objects.select_related("person").filter(pk=subject_id).first()


def _may_write(goal: CoachingGoal | None, person: Any, now: datetime) -> bool:
    """Whoever opened it, while it is open and they supervise its person still."""
    if goal is None or not person.is_active or goal.state != GoalState.OPEN:
        return False
    return coaches(person, goal.person, on=people.today(now=now))


def _reads(goal: CoachingGoal, person: Any, now: datetime) -> bool:
    rows = CoachingGoal.objects.filter(pk=goal.pk).visible_to(person, on=people.today(now=now))
    return rows.exists()


def register() -> None:
    register_purpose(
        Purpose(
            key=GOAL_PURPOSE,
            label="Coaching goal",
            page=lambda key: reverse("competency:goal", args=[key]),
            subject=_goal,
            title=lambda goal, _viewer: f"Coaching goal {goal.reference}",
            may_write=_may_write,
            is_signed=False,
            is_group=True,
            page_name="the coaching goal",
            reads=_reads,
            readers=READERS,
        )
    )
