"""Whose skill runs out is asked to renew it, by its last day; and no longer once it is renewed. Worked out, so that it heals itself."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.references import new_reference
from workforce_assurance.escalations.commands import close_all_episodes
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from ...clocks import Clocks
from ...models import CompetencyDeadline
from ...posts import posts
from ..enums import RENEWAL_KIND, DeadlineState, State
from ..policy import SkillNeeds, in_force
from ..where import stands

# What was over when it was noticed is due so many working days later: a new policy makes nobody late.
WITHIN = 10
BATCH = 500
# One works out what is asked at a time, so that nobody decides by evidence that changes meanwhile.
TURN = "SELECT pg_advisory_xact_lock(hashtext('boundaries competency deadlines'))"

Post = tuple[uuid.UUID, str, uuid.UUID]
Key = tuple[uuid.UUID, str]


@dataclass(frozen=True)
class Wanted:
    """Until when a skill lasts that is to be renewed, and who is told after its person."""

    lasts_until: date
    responsible_id: uuid.UUID


def watch_competency(*, now: datetime) -> int:
    """Ask for what runs out within 90 days or did, and no longer for what does not; how many are asked now.

    May run twice, late, or beside itself.
    """
    skills, rows = in_force(), list(posts(on=people.today(now=now)))
    asked = sum(_follow(rows[at : at + BATCH], skills, by=None, now=now) for at in range(0, len(rows), BATCH))
    _let_go_of_who_left({key for key, *_more in rows}, now)
    return asked


def watch_people(*, people_ids: Iterable[uuid.UUID], by: Any, now: datetime) -> None:
    """The same for these people, in the transaction that changes their evidence."""
    rows = posts(on=people.today(now=now)).filter(pk__in=list(people_ids))
    _follow(list(rows), in_force(), by=by, now=now)


@transaction.atomic
def _follow(rows: Sequence[Post], skills: tuple[SkillNeeds, ...], *, by: Any, now: datetime) -> int:
    _take_turn()
    wanted, held = _worked_out(rows, skills, today=people.today(now=now))
    known = _locked([key for key, *_more in rows])
    over = {key: row for key, row in known.items() if wanted.get(key) != Wanted(row.lasts_until, row.responsible_id)}
    renewed = {row.pk for key, row in over.items() if key in held or _lasts_longer(row, wanted.get(key))}
    _end(renewed, DeadlineState.MET, "done", by, now)
    _end({row.pk for row in over.values()} - renewed, DeadlineState.NOT_ASKED, "not_needed", by, now)
    new = {key: one for key, one in wanted.items() if key in over or key not in known}
    _ask(new, over, now)
    _note(len(new), len(over), by, now)
    return len(new)


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TURN)


def _worked_out(
    rows: Sequence[Post], skills: tuple[SkillNeeds, ...], *, today: date
) -> tuple[dict[Key, Wanted], set[Key]]:
    """What is to be renewed, and what lasts for more than 90 days."""
    told = {key: responsible for key, _title, responsible in rows}
    where = stands({key: title for key, title, _told in rows}, skills, today=today)
    found = [(person, code, one) for person, each in where.items() for code, one in each.items() if one and one.until]
    wanted = {
        (person, code): Wanted(one.until, told[person])
        for person, code, one in found
        if one.until and one.state != State.COMPETENT
    }
    return wanted, {(person, code) for person, code, one in found if one.state == State.COMPETENT}


def _locked(people_ids: Collection[uuid.UUID]) -> dict[Key, CompetencyDeadline]:
    rows = CompetencyDeadline.objects.waiting().filter(person__in=people_ids)
    found = rows.select_for_update(of=("self",)).order_by("pk")
    return {(row.person_id, row.skill_code): row for row in found}


def _lasts_longer(row: CompetencyDeadline, wanted: Wanted | None) -> bool:
    """Whether it was renewed for less than 90 days."""
    return wanted is not None and wanted.lasts_until > row.lasts_until


def _end(keys: Collection[uuid.UUID], state: DeadlineState, because: str, by: Any, now: datetime) -> None:
    if keys:
        # The rows first: a sweep that holds one has then opened its episode, which is closed below.
        CompetencyDeadline.objects.filter(pk__in=keys).update(state=state, ended_at=now, next_check=None)
        close_all_episodes(kind=RENEWAL_KIND, subject_ids=keys, because=because, by=by, now=now)


def _ask(wanted: Mapping[Key, Wanted], before: Mapping[Key, CompetencyDeadline], now: datetime) -> None:
    """By its last day; where that is past, within some working days of today, or when it was due before."""
    if not wanted:
        return
    at = Clocks(people.calendar(), people.zone())
    today, late, days = people.today(now=now), at.after_working_days(now, WITHIN), reminder_working_days(RENEWAL_KIND)
    rows = []
    for (person, code), one in wanted.items():
        day = one.lasts_until if one.lasts_until >= today else late
        known = before.get((person, code))
        due_at = known.due_at if known and known.lasts_until == one.lasts_until else at.due_at(day)
        reminder = at.reminder_at(day, days, now)
        rows.append(
            CompetencyDeadline(
                reference=new_reference(), person_id=person, skill_code=code, lasts_until=one.lasts_until,
                responsible_id=one.responsible_id, asked_at=now, due_at=due_at, reminder_at=reminder,
                next_check=min(reminder or due_at, due_at),
            )
        )  # fmt: skip
    CompetencyDeadline.objects.bulk_create(rows)


def _let_go_of_who_left(in_post: Collection[uuid.UUID], now: datetime) -> None:
    with transaction.atomic():
        _take_turn()
        rows = CompetencyDeadline.objects.waiting().exclude(person__in=in_post).select_for_update(of=("self",))
        keys = set(rows.values_list("pk", flat=True))
        _end(keys, DeadlineState.NOT_ASKED, "not_needed", None, now)
        _note(0, len(keys), None, now)


def _note(asked: int, ended: int, by: Any, now: datetime) -> None:
    if asked or ended:
        audit.record(
            action="skills asked to be renewed", subject_type="boundaries.competencydeadlines",
            subject_id=people.today(now=now), by=by, now=now, facts={"asked": asked, "ended": ended},
        )  # fmt: skip
