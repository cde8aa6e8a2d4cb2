"""Evidence and policies that came by the commands, for the tests."""

import uuid
from datetime import date, timedelta
from typing import Any

from boundaries.competency import commands
from boundaries.competency.enums import EvidenceKind, GoalCause
from boundaries.competency.shipped import ship
from boundaries.models import CoachingGoal, CompetencyEvidence, CompetencyVersion, Reobservation

from .supervision import NOON

DAY = timedelta(days=1)
YESTERDAY = (NOON - DAY).date()
SKILL = "de_escalation"


def ship_competency(now: Any = NOON) -> None:
    if not CompetencyVersion.objects.published().exists():
        ship(now)


def seen(person: Any, observer: Any, **changes: Any) -> commands.Seen:
    """Observed practice of the day before, its check passed, unless something else is said."""
    said = {
        "skill": SKILL, "kind": EvidenceKind.OBSERVED, "took_place_on": YESTERDAY, "check_passed": True,
        "observed_by": observer, **changes,
    }  # fmt: skip
    return commands.Seen(person=person, **said)


def record(person: Any, by: Any, *, now: Any = NOON, **changes: Any) -> CompetencyEvidence:
    ship_competency(now)
    return commands.record_evidence(seen=seen(person, by, **changes), once=uuid.uuid4(), by=by, now=now)


def competent(person: Any, by: Any, *, on: date = YESTERDAY, now: Any = NOON) -> None:
    """Everything that the shipped policy needs for de-escalation, of one day."""
    for kind in (EvidenceKind.E_LEARNING, EvidenceKind.ROLE_PLAY, EvidenceKind.OBSERVED):
        observer = None if kind == EvidenceKind.E_LEARNING else by
        record(person, by, now=now, kind=kind, took_place_on=on, observed_by=observer)


def goal(person: Any, by: Any, *, now: Any = NOON, within: int = 14, **changes: Any) -> CoachingGoal:
    """A goal in de-escalation that is seen again within a fortnight, unless something else is said."""
    ship_competency(now)
    said = {"skill": SKILL, "due_on": (now + within * DAY).date(), "cause": GoalCause.TALK, **changes}
    return commands.open_goal(wanted=commands.Wanted(person, **said), once=uuid.uuid4(), by=by, now=now)


def see_again(found: CoachingGoal, by: Any, *, shown: bool = True, now: Any = NOON, **changes: Any) -> Reobservation:
    """Observed today; not yet shown, within another fortnight."""
    said = {
        "took_place_on": now.date(), "observed_by": by, "next_on": None if shown else (now + 14 * DAY).date(), **changes,
    }  # fmt: skip
    observed = commands.Observed(shown=shown, **said)
    return commands.observe_again(goal=found, observed=observed, once=uuid.uuid4(), by=by, now=now)
