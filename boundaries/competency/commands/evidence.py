"""Evidence: recorded by somebody else, and withdrawn with a reason that is a code; nothing of it is edited."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people

from ...models import CompetencyEvidence, Skill
from ..enums import WITH_AN_OBSERVER, EvidenceKind, WithdrawnBecause
from ..exceptions import LiesAhead, NobodyObserved, NotOnThePolicy, OwnEvidence, WithdrawnAlready
from .observing import open_again
from .trail import note
from .watching import watch_people


@dataclass(frozen=True)
class Seen:
    """What somebody did, on which day, and who was there; nobody is named for e-learning."""

    person: Any
    skill: str
    kind: EvidenceKind
    took_place_on: date
    check_passed: bool
    is_refresh: bool = False
    observed_by: Any = None


@transaction.atomic
def record_evidence(*, seen: Seen, once: uuid.UUID, by: Any, now: datetime) -> CompetencyEvidence:
    """Record one piece of evidence about somebody else. The same opened form, `once`, makes one.

    :raises OwnEvidence: when they record their own, or it names the person themselves as having been there
    :raises LiesAhead: when it lies after today
    :raises NobodyObserved: when nobody was there and it is no e-learning
    :raises NotOnThePolicy: when the policy in force has no such skill
    """
    if known := CompetencyEvidence.objects.filter(once=once).first():
        return known
    _check(seen, by, today=people.today(now=now))
    if not Skill.objects.filter(version__state="published", code=seen.skill).exists():
        raise NotOnThePolicy("This skill is not on the policy any more. Choose one that is.")
    return keep(seen, once, by, now)


def keep(seen: Seen, once: uuid.UUID, by: Any, now: datetime) -> CompetencyEvidence:
    """Write it, and let what runs out follow; of a skill that is off the policy too. In the transaction of its command."""
    made, is_new = CompetencyEvidence.objects.get_or_create(
        once=once,
        defaults={
            "reference": new_reference(), "person": seen.person, "skill_code": seen.skill, "kind": seen.kind,
            "is_refresh": seen.is_refresh, "took_place_on": seen.took_place_on, "check_passed": seen.check_passed,
            "observed_by": seen.observed_by if seen.kind in WITH_AN_OBSERVER else None, "recorded_at": now,
            "recorded_by": by,
        },
    )  # fmt: skip
    if is_new:
        note(
            "competency evidence recorded", made, by, now, about=seen.person.pk, skill=seen.skill, kind=seen.kind,
            took_place_on=seen.took_place_on.isoformat(), is_refresh=seen.is_refresh, check_passed=seen.check_passed,
        )  # fmt: skip
        watch_people(people_ids=[seen.person.pk], by=by, now=now)
    return made


def _check(seen: Seen, by: Any, *, today: date) -> None:
    observer = seen.observed_by.pk if seen.observed_by else None
    if seen.person.pk in (by.pk, observer):
        raise OwnEvidence
    if seen.took_place_on > today:
        raise LiesAhead("Give today or a day before.")
    if seen.kind in WITH_AN_OBSERVER and observer is None:
        raise NobodyObserved


@transaction.atomic
def withdraw_evidence(
    *, evidence: CompetencyEvidence, because: WithdrawnBecause, by: Any, now: datetime
) -> CompetencyEvidence:
    """Let it count no more; what is right is recorded anew. A coaching goal that it closed is open again.

    :raises WithdrawnAlready: when it is
    :raises OwnEvidence: when it is about themselves
    """
    locked = CompetencyEvidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if locked.withdrawn_because:
        raise WithdrawnAlready
    if locked.person_id == by.pk:
        raise OwnEvidence
    locked.withdrawn_because, locked.withdrawn_at, locked.withdrawn_by = because, now, by
    locked.save(update_fields=["withdrawn_because", "withdrawn_at", "withdrawn_by"])
    note("competency evidence withdrawn", locked, by, now, about=locked.person_id, because=because)
    watch_people(people_ids=[locked.person_id], by=by, now=now)
    open_again(evidence=locked, by=by, now=now)
    return locked
