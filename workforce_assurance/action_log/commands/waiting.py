"""Beginning and ending what the sweep looks at, in the transaction that changes the action."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.escalations.reminders import follow_ladder
from workforce_assurance.people import queries as people

from ..clock import Clock, clock_for, look_days
from ..enums import ACTION_KIND, CHECK_KIND, LOOK_KIND, SetBecause, WaitState
from ..models import Action, Deadline, Evidence, Look, Waiting
from ..queries import checker_for, log_setting

KINDS: dict[type[Waiting], str] = {Deadline: ACTION_KIND, Evidence: CHECK_KIND, Look: LOOK_KIND}
# What an episode says of its end.
BECAUSE = {
    WaitState.MET: "done",
    WaitState.REFUSED: "done",
    WaitState.REPLACED: "moved",
    WaitState.WITHDRAWN: "not_needed",
}
# What a row that takes the place of another has of its own.
OWN = {
    "id", "about", "responsible", "due_on", "due_at", "reminder_at", "next_check", "ran_out_at", "state", "ended_at",
    "ended_by",
}  # fmt: skip
THINGS = {Deadline: "deadlines", Evidence: "evidence", Look: "looks"}


def set_deadline(action: Action, because: SetBecause, by: Any, now: datetime, *, reason: str = "") -> Deadline:
    """Let the clock run for the action as it stands; a deadline that waited is replaced."""
    if before := action.deadlines.waiting().first():
        end(before, WaitState.REPLACED, by, now)
    return Deadline.objects.create(
        action=action, because=because, reason=reason, set_at=now, set_by=by,
        **_waits(action.owner_id, action.checker_id, clock_of(ACTION_KIND, action.due_on, now)),
    )  # fmt: skip


def ask_for_check(action: Action, by: Any, now: datetime, *, kind: str, words: str) -> Evidence:
    """Let the clock run for whoever checks what was handed in."""
    calendar, today = people.calendar(), people.today(now=now)
    due_on = calendar.add(today, log_setting().check_within_working_days)
    return Evidence.objects.create(
        action=action, kind=kind, words=words, owner_id=action.owner_id, submitted_at=now, submitted_by=by,
        **_waits(action.checker_id, above(action.checker, now), clock_of(CHECK_KIND, due_on, now)),
    )  # fmt: skip


def above(checker: Any, now: datetime) -> uuid.UUID:
    """Who is told after whoever checks: who stands above them, or nobody, and then they stand there too."""
    found = checker_for(checker, opened_by=None, on=people.today(now=now))
    return found.pk if found else checker.pk


def ask_for_look(action: Action, now: datetime) -> Look:
    """Let the clock run for the look whether it worked."""
    setting, closed_on = log_setting(), local_day(now, people.zone())
    days = look_days(
        closed_on, after_days=setting.look_after_days, within_working_days=setting.look_within_working_days,
        calendar=people.calendar(),
    )  # fmt: skip
    return Look.objects.create(
        action=action, closed_on=closed_on, counts_until=days.counts_until, opens_on=days.opens_on,
        **_waits(action.owner_id, action.checker_id, clock_of(LOOK_KIND, days.due_on, now)),
    )  # fmt: skip


def look_at_once(look: Look, by: Any, now: datetime) -> None:
    """Let its owner hear now that the theme came back: another row, which opens and reminds on this day."""
    today = people.today(now=now)
    due_on = people.calendar().add(today, log_setting().look_within_working_days)
    clock = replace(clock_of(LOOK_KIND, due_on, now), reminder_at=now)
    end(look, WaitState.REPLACED, by, now)
    Look.objects.create(
        action_id=look.action_id, closed_on=look.closed_on, counts_until=look.counts_until, opens_on=today,
        came_back_on=today, **_waits(look.about_id, look.responsible_id, clock),
    )  # fmt: skip


def pass_on(row: Waiting, *, about: uuid.UUID, responsible: uuid.UUID, by: Any, now: datetime) -> None:
    """Put the same in somebody else's hands: another row, so that they are told from the beginning."""
    kept = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name not in OWN}
    clock = clock_of(KINDS[type(row)], row.due_on, now)
    end(row, WaitState.REPLACED, by, now)
    type(row).objects.create(**kept | _waits(about, responsible, clock))


def end(row: Waiting, state: WaitState, by: Any, now: datetime, **more: Any) -> None:
    """Note what became of it; nothing more is sent about it."""
    row.state, row.ended_at, row.ended_by, row.next_check = state, now, by, None
    for name, value in more.items():
        setattr(row, name, value)
    # The row first: a sweep that holds it has then opened its episode, which is closed below.
    row.save(update_fields=["state", "ended_at", "ended_by", "next_check", *more])
    escalations.close_episodes(kind=KINDS[type(row)], subject_id=row.pk, because=BECAUSE[state], by=by, now=now)


def clock_of(kind: str, due_on: date, now: datetime) -> Clock:
    return clock_for(
        due_on, since=now, reminder_working_days=reminder_working_days(kind), calendar=people.calendar(),
        zone=people.zone(),
    )  # fmt: skip


def _waits(about: uuid.UUID, responsible: uuid.UUID, clock: Clock) -> dict[str, Any]:
    return {
        "about_id": about, "responsible_id": responsible, "due_on": clock.due_on, "due_at": clock.due_at,
        "reminder_at": clock.reminder_at, "next_check": clock.first_check,
    }  # fmt: skip


def move_reminders(model: type[Waiting]) -> Callable[..., int]:
    """What a new ladder of that kind calls when it reminds on another day."""

    @transaction.atomic
    def move(*, working_days: int | None, now: datetime) -> int:
        moved = follow_ladder(
            rows=model.objects.waiting(), end="due_at", state=WaitState.WAITS, working_days=working_days,
            calendar=people.calendar(), zone=people.zone(),
        )  # fmt: skip
        if moved:
            facts = {"kind": KINDS[model], "working_days": working_days, THINGS[model]: moved}
            audit.record(
                action="reminders moved", subject_type="action_log.actions", subject_id=people.today(now=now), by=None,
                now=now, facts=facts,
            )  # fmt: skip
        return moved

    return move
