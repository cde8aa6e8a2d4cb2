"""Evidence and policies that came by the commands, for the tests."""

import uuid
from datetime import date, timedelta
from typing import Any

from boundaries.competency import commands
from boundaries.competency.enums import EvidenceKind
from boundaries.competency.shipped import ship
from boundaries.models import CompetencyEvidence, CompetencyVersion

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
