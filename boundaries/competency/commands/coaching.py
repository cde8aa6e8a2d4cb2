"""Coaching goals: opened by whoever supervises somebody, and closed by nothing but a re-observation that shows it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference
from workforce_assurance.escalations.commands import close_episodes
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records

from ...models import CoachingGoal, Reobservation, Skill
from ..enums import GOAL_PURPOSE, REOBSERVATION_KIND, EvidenceKind, GoalCause, GoalState, ReobservationState
from ..exceptions import AnotherDay, NothingLikeIt, NotOnThePolicy, OwnEvidence, OwnGoal, SeenAlready
from .evidence import Seen, keep
from .observing import arrangers_of, ask
from .trail import note

FARTHEST = timedelta(days=365)
# Under which key a goal keeps what it came from.
SOURCE = {GoalCause.PROMPT: "prompt", GoalCause.UNCHECKED: "refresh", GoalCause.REVIEW: "review"}


@dataclass(frozen=True)
class Wanted:
    """Whom it is for, in which skill, by when it is seen again, and the record that it came from, where there is one."""

    person: Any
    skill: str
    due_on: date
    cause: GoalCause = GoalCause.TALK
    source: Any = None


@dataclass(frozen=True)
class Observed:
    """What somebody saw on a day; by when it is seen again where it was not shown yet."""

    shown: bool
    took_place_on: date
    observed_by: Any
    next_on: date | None = None


@transaction.atomic
def open_goal(*, wanted: Wanted, once: uuid.UUID, by: Any, now: datetime) -> CoachingGoal:
    """Open a goal and its record, in which is said what is to be practised. The same opened form, `once`, makes one.

    :raises OwnGoal: when it is for themselves
    :raises NotOnThePolicy: when the policy in force has no such skill
    :raises AnotherDay: when it is to be seen again today or before, or in more than a year
    :raises NothingLikeIt: when what it came from is about somebody else
    :raises NoPublishedTemplate: when no template of a goal is published
    """
    if known := CoachingGoal.objects.filter(once=once).first():
        return known
    today = people.today(now=now)
    _check_wanted(wanted, by, today)
    made, is_new = CoachingGoal.objects.get_or_create(
        once=once,
        defaults={
            "reference": new_reference(), "person": wanted.person, "skill_code": wanted.skill, "cause": wanted.cause,
            "opened_on": today, "opened_at": now, "opened_by": by,
            **({SOURCE[wanted.cause]: wanted.source} if wanted.source else {}),
        },
    )  # fmt: skip
    if is_new:
        records.open_response(purpose=GOAL_PURPOSE, subject_id=made.pk, author=by, by=by, now=now)
        who = arrangers_of([made], on=today)
        ask([(made, one, wanted.due_on) for one in who.values()], now=now)
        note(
            "coaching goal opened", made, by, now, about=wanted.person.pk, skill=wanted.skill, cause=wanted.cause,
            due_on=wanted.due_on.isoformat(),
        )  # fmt: skip
    return made


def _check_wanted(wanted: Wanted, by: Any, today: date) -> None:
    if wanted.person.pk == by.pk:
        raise OwnGoal
    if not Skill.objects.filter(version__state="published", code=wanted.skill).exists():
        raise NotOnThePolicy("This skill is not on the policy any more. Choose one that is.")
    _check_ahead(wanted.due_on, today)
    if (wanted.cause in SOURCE) != (wanted.source is not None) or _about(wanted) != wanted.person.pk:
        raise NothingLikeIt


def _about(wanted: Wanted) -> uuid.UUID:
    """Whom what it came from is about."""
    if wanted.source is None:
        return wanted.person.pk
    return wanted.source.interaction.worker_id if wanted.cause == GoalCause.REVIEW else wanted.source.person_id


def _check_ahead(day: date | None, today: date) -> None:
    if day is None or not today < day <= today + FARTHEST:
        raise AnotherDay("Give a day after today, within a year.")


@transaction.atomic
def observe_again(*, goal: CoachingGoal, observed: Observed, once: uuid.UUID, by: Any, now: datetime) -> Reobservation:
    """Keep what was seen. Shown, it is evidence of observed practice and closes the goal; not yet, it stays open until another day.

    "Not yet" is kept with the goal alone: it is no evidence, and stands in no matrix.

    :raises SeenAlready: when it is closed
    :raises OwnEvidence: when its person records it, or is named as having observed it
    :raises AnotherDay: when it was before the goal was opened, lies ahead, or names no next day where one is needed
    """
    if known := Reobservation.objects.filter(once=once).first():
        return known
    locked = CoachingGoal.objects.select_for_update(of=("self",)).select_related("person").get(pk=goal.pk)
    today = people.today(now=now)
    _check_observed(locked, observed, by, today)
    row = locked.reobservations.waiting().select_for_update(of=("self",)).first() or _asked_now(locked, by, now)
    _answer(row, locked, observed, once, by, now)
    close_episodes(kind=REOBSERVATION_KIND, subject_id=row.pk, because="done", by=by, now=now)
    if observed.shown:
        locked.state, locked.closed_at = GoalState.CLOSED, now
        locked.save(update_fields=["state", "closed_at"])
    elif observed.next_on:
        who = arrangers_of([locked], on=today)
        ask([(locked, one, observed.next_on) for one in who.values()], now=now)
    note("coaching goal observed again", locked, by, now, about=locked.person_id, outcome=row.state)
    return row


def _check_observed(goal: CoachingGoal, observed: Observed, by: Any, today: date) -> None:
    if goal.state == GoalState.CLOSED:
        raise SeenAlready
    if goal.person_id in (by.pk, observed.observed_by.pk):
        raise OwnEvidence
    if not goal.opened_on <= observed.took_place_on <= today:
        raise AnotherDay("Give a day since the goal was opened, today at the latest.")
    if not observed.shown:
        _check_ahead(observed.next_on, today)


def _asked_now(goal: CoachingGoal, by: Any, now: datetime) -> Reobservation:
    """Of a goal that waits for nobody: its person was in no post."""
    return Reobservation(goal=goal, asked=by, responsible=by, due_on=people.today(now=now), due_at=now)


def _answer(
    row: Reobservation, goal: CoachingGoal, observed: Observed, once: uuid.UUID, by: Any, now: datetime
) -> None:
    row.state = ReobservationState.SHOWN if observed.shown else ReobservationState.NOT_YET
    if observed.shown:
        seen = Seen(
            goal.person, goal.skill_code, EvidenceKind.OBSERVED, observed.took_place_on, check_passed=True,
            observed_by=observed.observed_by,
        )  # fmt: skip
        row.evidence = keep(seen, uuid.uuid5(once, "evidence"), by, now)
    row.once, row.took_place_on, row.observed_by = once, observed.took_place_on, observed.observed_by
    row.recorded_at, row.recorded_by, row.next_check = now, by, None
    row.save()
