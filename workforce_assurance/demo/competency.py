"""Evidence of competency for everybody in post: most hold every skill, some of it runs out soon, and some have never been observed."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from boundaries.competency.commands import watch_competency
from boundaries.competency.enums import WITH_AN_OBSERVER
from boundaries.competency.policy import SkillNeeds, in_force
from boundaries.models import CompetencyEvidence
from workforce_assurance.common.references import ALPHABET
from workforce_assurance.people.models import Person

from .staff import SEED

DAY = timedelta(days=1)
BATCH = 2_000
# Of a hundred pieces of evidence that the policy needs, so many are there; those of them who ran out are among the rest.
THERE = 93
# Between how many days ago each took place; one in so many is older, and runs out about now.
LATEST, MIDDLE, OLDEST = 5, 250, 380
ONE_IS_OLDER_IN = 12
LOOKED_BEFORE = 40


def show_competency(*, now: datetime) -> int:
    """Write it; gives how many pieces there are."""
    rng = random.Random(f"{SEED} competency")  # noqa: S311
    people = list(Person.objects.in_post(on=now.date()).filter(receives_supervision=True).order_by("email"))
    above = {one.pk: one for one in Person.objects.filter(pk__in=[one.manager_id for one in people])}
    skills = in_force()
    rows = [row for person in people for row in _of(person, above.get(person.manager_id), skills, rng, now)]
    CompetencyEvidence.objects.bulk_create(rows, batch_size=BATCH)
    # As it was known some weeks ago, and as it is: what ran out since is past its date.
    for days in (LOOKED_BEFORE, 0):
        watch_competency(now=now - days * DAY)
    return len(rows)


def _of(
    person: Person, manager: Person | None, skills: tuple[SkillNeeds, ...], rng: random.Random, now: datetime
) -> Iterator[CompetencyEvidence]:
    """What the manager recorded; of whoever began lately, only what they came to since."""
    if manager is None:
        return
    began = person.started_on or date.min
    for skill in skills:
        for need in skill.of(person.job_title):
            on = now.date() - _days_ago(rng) * DAY
            if rng.randrange(100) >= THERE or on < began:
                continue
            yield CompetencyEvidence(
                id=_key(rng), once=_key(rng), reference=_reference(rng), person=person, skill_code=skill.code, kind=need.kind,
                took_place_on=on, check_passed=True, recorded_at=now - 2 * DAY, recorded_by=manager,
                observed_by=manager if need.kind in WITH_AN_OBSERVER else None,
            )  # fmt: skip


def _days_ago(rng: random.Random) -> int:
    is_older = rng.randrange(ONE_IS_OLDER_IN) == 0
    return rng.randrange(MIDDLE, OLDEST) if is_older else rng.randrange(LATEST, MIDDLE)


def _key(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def _reference(rng: random.Random) -> str:
    drawn = "".join(rng.choices(ALPHABET, k=10))
    return f"{drawn[:5]}-{drawn[5:]}"
