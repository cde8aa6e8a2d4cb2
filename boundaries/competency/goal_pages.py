"""What the pages of coaching goals say: the log, and one goal with what was seen so far."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import parties_of, response_for

from ..models import CoachingGoal, Review
from ..reviews.interaction_page import tasks_of
from .enums import GOAL_PURPOSE, GoalState, ReobservationState
from .policy import labels

LOG = ("Goal", "Who", "Skill", "Opened", "Seen again by")
OWN = ("Goal", "Skill", "Opened", "Seen again by")
SEEN = ("When", "Outcome", "Who observed it")
WORDS = {ReobservationState.SHOWN: ("done", "Shown"), ReobservationState.NOT_YET: ("", "Not yet shown")}


def listed(goal: CoachingGoal, names: dict[str, str], now: datetime, *, with_person: bool = True) -> list[Any]:
    """One line of a log; `due_at` and `due_on` of what waits stand on the row."""
    url = reverse("competency:goal", args=[goal.pk])
    who = [goal.person.full_name] if with_person else []
    skill = names.get(goal.skill_code, goal.skill_code)
    return [Cell(goal.reference, url, look="reference"), *who, skill, long_day(goal.opened_on), due(goal, now)]


def due(goal: Any, now: datetime) -> Cell:
    if goal.state == GoalState.CLOSED:
        return Cell("Shown", tone="done")
    if goal.due_at is None:
        return Cell("Nobody is asked")
    past = goal.due_at <= now
    return Cell(long_day(goal.due_on), tone="past_date" if past else None, detail="Past its date" if past else "")


def of_person(person: Any, viewer: Any, now: datetime, on: Any) -> dict[str, Any]:
    """The goals of one person, for whoever may read them; for others there are none."""
    goals = CoachingGoal.objects.of_person(person).visible_to(viewer, on=on).with_due()
    names = labels()
    return {
        "goals": [listed(one, names, now, with_person=False) for one in goals],
        "goal_headings": OWN,
        "may_coach": viewer.has_perm("boundaries.open_goal", person),
    }


def page(goal: Any, viewer: Any, now: datetime, on: Any, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of a goal shows; what is read of its words leaves a row in the trail."""
    response = response_for(GOAL_PURPOSE, goal.pk)
    coaches = viewer.has_perm("boundaries.observe_goal", goal)
    is_open = goal.state == GoalState.OPEN
    writes = response is not None and coaches and is_open and parties_of(response).author == viewer
    rows = goal.reobservations.answered().select_related("observed_by").order_by("-recorded_at")
    return {
        "goal": goal,
        "status": due(goal, now),
        "facts": _facts(goal, viewer, on),
        "tasks": tasks_of(response, viewer) if writes else [],
        "sections": _said(response, viewer, now),
        "seen": [_seen(one) for one in rows],
        "seen_headings": SEEN,
        "may_observe": coaches and is_open,
        "back_url": reverse("competency:person", args=[goal.person_id]) if coaches else reverse("competency:home"),
        "back_text": goal.person.full_name if coaches else "Competency",
    }


def _said(response: Any, viewer: Any, now: datetime) -> list[Any]:
    """Sections in which something is written."""
    sections = records.read_by_rule(response=response, by=viewer, now=now) if response else ()
    return [one for one in sections if any(answer.shown for answer in one.answers)]


def _seen(row: Any) -> list[Any]:
    tone, word = WORDS[ReobservationState(row.state)]
    return [long_day(row.took_place_on), Cell(word, tone=tone), row.observed_by.full_name]


def _facts(goal: Any, viewer: Any, on: Any) -> list[dict[str, str]]:
    rows = [
        ("For", "You" if goal.person_id == viewer.pk else goal.person.full_name),
        ("Skill", labels().get(goal.skill_code, goal.skill_code)),
        ("Opened", f"{long_day(goal.opened_on)}, by {goal.opened_by.full_name}"),
        ("Seen again by", long_day(goal.due_on) if goal.due_on and goal.state == GoalState.OPEN else ""),
    ]
    facts = [{"label": label, "value": value} for label, value in rows if value]
    return [*facts, {"label": "Came from", "value": goal.get_cause_display(), **_source(goal, viewer, on)}]


def _source(goal: CoachingGoal, viewer: Any, on: Any) -> dict[str, str]:
    """The review that it came from, for whoever may read that."""
    if goal.review_id is None or not Review.objects.filter(pk=goal.review_id).visible_to(viewer, on=on).exists():
        return {}
    return {"url": reverse("reviews:review", args=[goal.review_id]), "change": "Open"}
