"""Who is asked by when to see a coaching goal again; passed on with the line of supervision, and asked anew when evidence is withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations.commands import close_all_episodes
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from ...clocks import Clocks
from ...models import CoachingGoal, CompetencyEvidence, Reobservation
from ...posts import posts
from ..enums import REOBSERVATION_KIND, GoalState, ReobservationState
from .trail import note

# Of a goal that waits for nobody, so many working days later.
WITHIN = 10

# Who arranges it, and who stands above them.
Arrangers = tuple[uuid.UUID, uuid.UUID]
Asked = tuple[CoachingGoal, Arrangers, date]


def arrangers_of(goals: Iterable[CoachingGoal], *, on: date) -> dict[uuid.UUID, Arrangers]:
    """Whoever supervises each person now, else manages them, else opened the goal; of people in post alone."""
    found = list(goals)
    told = _told([one.person_id for one in found], on)
    asked = {
        one.pk: one.opened_by_id if told[one.person_id] == one.person_id else told[one.person_id]
        for one in found
        if one.person_id in told
    }
    above = _told(asked.values(), on)
    return {key: (person, above.get(person, person)) for key, person in asked.items()}


def _told(people_ids: Iterable[uuid.UUID], on: date) -> dict[uuid.UUID, uuid.UUID]:
    return {key: told for key, _title, told in posts(on=on).filter(pk__in=list(people_ids))}


def ask(rows: Iterable[Asked], *, now: datetime) -> None:
    """Let each be seen again by the end of a day; in the transaction of what asks."""
    at, days = Clocks(people.calendar(), people.zone()), reminder_working_days(REOBSERVATION_KIND)
    made = []
    for goal, (asked, responsible), day in rows:
        due_at, reminder = at.due_at(day), at.reminder_at(day, days, now)
        made.append(
            Reobservation(
                goal=goal, asked_id=asked, responsible_id=responsible, due_on=day, due_at=due_at, reminder_at=reminder,
                next_check=min(reminder or due_at, due_at),
            )
        )  # fmt: skip
    Reobservation.objects.bulk_create(made)


@transaction.atomic
def watch_goals(*, now: datetime) -> int:
    """Ask whoever coaches now; nobody while the person is in no post. How many are asked. May run twice, late, or beside itself."""
    on = people.today(now=now)
    goals = {one.pk: one for one in CoachingGoal.objects.open().select_for_update(of=("self",)).order_by("pk")}
    wanted = arrangers_of(goals.values(), on=on)
    rows = Reobservation.objects.waiting().filter(goal__in=goals).select_for_update(of=("self",))
    known = {row.goal_id: row for row in rows}
    over = {key: row for key, row in known.items() if wanted.get(key) != (row.asked_id, row.responsible_id)}
    _pass_on({row.pk for row in over.values()}, now)
    new = [(goals[key], who, _day(over, key, now)) for key, who in wanted.items() if key in over or key not in known]
    ask(new, now=now)
    if new or over:
        audit.record(
            action="coaching goals passed on", subject_type="boundaries.reobservations", subject_id=on, by=None, now=now,
            facts={"asked": len(new), "ended": len(over)},
        )  # fmt: skip
    return len(new)


def _pass_on(keys: Collection[uuid.UUID], now: datetime) -> None:
    # The rows first: a sweep that holds one has then opened its episode, which is closed below.
    Reobservation.objects.filter(pk__in=keys).update(state=ReobservationState.PASSED_ON, next_check=None)
    close_all_episodes(kind=REOBSERVATION_KIND, subject_ids=keys, because="not_needed", by=None, now=now)


def _day(over: Mapping[uuid.UUID, Reobservation], key: uuid.UUID, now: datetime) -> date:
    """The day that it was asked for, else some working days from now."""
    known = over.get(key)
    return known.due_on if known else Clocks(people.calendar(), people.zone()).after_working_days(now, WITHIN)


def open_again(*, evidence: CompetencyEvidence, by: Any, now: datetime) -> None:
    """Open the goal again that withdrawn evidence closed; in the transaction that withdraws it."""
    rows = CoachingGoal.objects.filter(reobservations__evidence=evidence, state=GoalState.CLOSED)
    goal = rows.select_for_update(of=("self",)).first()
    if goal is None:
        return
    goal.state, goal.closed_at = GoalState.OPEN, None
    goal.save(update_fields=["state", "closed_at"])
    who = arrangers_of([goal], on=people.today(now=now))
    ask([(goal, one, _day({}, goal.pk, now)) for one in who.values()], now=now)
    note("coaching goal open again", goal, by, now, about=goal.person_id)
