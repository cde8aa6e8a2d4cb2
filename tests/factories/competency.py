"""Evidence and policies that came by the commands, for the tests."""

import uuid
from datetime import date, timedelta
from typing import Any

from boundaries.competency import commands
from boundaries.competency.enums import EvidenceKind, GoalCause
from boundaries.competency.planning import look_at
from boundaries.competency.shipped import ship
from boundaries.models import CoachingGoal, CompetencyEvidence, CompetencyVersion, EvidenceImport, Reobservation
from workforce_assurance.people.queries import today

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


HEADER = "Staff number,Skill,Date,Passed,Kind,Refresh,Observer"


def lines(*rows: str) -> str:
    return "\n".join([HEADER, *rows, ""])


def line(person: Any, on: date, *, skill: str = "De-escalation", passed: str = "yes", more: str = ",,") -> str:
    """One line of a file; e-learning unless `more` (kind, refresh, observer) says something else."""
    return f"{person.reference},{skill},{on.isoformat()},{passed},{more}"


def received(content: Any, by: Any, *, name: str = "evidence.csv", now: Any = NOON) -> EvidenceImport:
    ship_competency(now)
    content = content.encode() if isinstance(content, str) else content
    return commands.receive_evidence(file_name=name, content=content, by=by, now=now)


def bring_in(content: Any, by: Any, *, leave_out: bool = False, now: Any = NOON) -> EvidenceImport | None:
    """Look at the file and bring in what it shows."""
    upload = received(content, by, now=now)
    plan = look_at(upload, viewer=by, today=today(now=now)).plan
    commands.bring_evidence_in(upload=upload, fingerprint=plan.fingerprint, leave_out=leave_out, by=by, now=now)
    return EvidenceImport.objects.filter(pk=upload.pk).first()
