"""Coaching goals of the team to show: one seen, one not yet shown, one past its day; and a file of evidence. By commands."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from boundaries.competency import commands
from boundaries.competency.enums import GOAL_PURPOSE
from boundaries.competency.planning import look_at
from boundaries.models import CoachingGoal
from workforce_assurance.people.queries import today
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import response_for

from .sign_ins import administrator_to_show, other_worker_to_show, supervisor_to_show, worker_to_show
from .staff import SEED, ZONE

DAY = timedelta(days=1)
DE_ESCALATION, BOUNDARIES = "de_escalation", "keeping_boundaries"
WORDS = {
    "practise": "To name what I see before I say what we can do: “You have waited since nine, and nobody came.”",
    "seen": "The person is heard once before any rule is spoken of, and gets two ways to choose from.",
    "chances": "At the desk on Tuesdays, when the list closes, with a colleague in the room.",
    "went_well": "There was a pause, and the person sat down again.",
    "next": "Two ways to choose from, said before anybody asks for a third.",
}


def coach_some(*, now: datetime) -> int:
    """Write them; gives how many goals."""
    told = _Told(now)
    closed = told.open(worker_to_show(), DE_ESCALATION, days=60)
    told.see(closed, days=40, shown=False)
    told.see(closed, days=20, shown=True)
    waits = told.open(worker_to_show(), BOUNDARIES, days=10)
    told.see(waits, days=3, shown=False)
    told.open(other_worker_to_show(), DE_ESCALATION, days=30)
    commands.watch_goals(now=now)
    _bring_in(now - 9 * DAY)
    return CoachingGoal.objects.count()


def _bring_in(at: datetime) -> None:
    """What the learning system knew last week of three people; one line names nobody and was left out."""
    by, day = administrator_to_show(), (at - 12 * DAY).astimezone(ZONE).date().isoformat()
    people = [one for one in (worker_to_show(), other_worker_to_show(), supervisor_to_show()) if one != by]
    rows = [f"{one.reference},De-escalation,{day},Passed" for one in people] + [f"LEFT-1,De-escalation,{day},Passed"]
    content = "\n".join(["Employee number,Course,Completed on,Result", *rows]).encode()
    upload = commands.receive_evidence(file_name="learning-system.csv", content=content, by=by, now=at)
    plan = look_at(upload, viewer=by, today=today(now=at)).plan
    commands.bring_evidence_in(upload=upload, fingerprint=plan.fingerprint, leave_out=True, by=by, now=at)


class _Told:
    def __init__(self, now: datetime) -> None:
        self.now, self.by = now, supervisor_to_show()
        self.rng = random.Random(f"{SEED} coaching")  # noqa: S311

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def day(self, at: datetime) -> Any:
        return at.astimezone(ZONE).date()

    def open(self, person: Any, skill: str, *, days: int) -> CoachingGoal:
        at = self.now - days * DAY
        wanted = commands.Wanted(person, skill, self.day(at + 20 * DAY))
        goal = commands.open_goal(wanted=wanted, once=self.key(), by=self.by, now=at)
        response = response_for(GOAL_PURPOSE, goal.pk)
        assert response is not None  # noqa: S101 - the command opened it
        for section in asked_by(response.version_id).sections[:1]:
            values = {asked.key: Value(words=WORDS[asked.key]) for asked in section.answered}
            records.save_section(
                response=response, section=section, values=values, revision=0, seen="", by=self.by, now=at
            )
        return goal

    def see(self, goal: CoachingGoal, *, days: int, shown: bool) -> None:
        at = self.now - days * DAY
        again = None if shown else self.day(at + 18 * DAY)
        observed = commands.Observed(shown=shown, took_place_on=self.day(at), observed_by=self.by, next_on=again)
        commands.observe_again(goal=goal, observed=observed, once=self.key(), by=self.by, now=at)
