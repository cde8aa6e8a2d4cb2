"""Asking somebody for something about a decision by a time, and noting that it is met; in the transaction of what changes it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.escalations.reminders import follow_ladder
from workforce_assurance.people import queries as people

from ..clocks import Clocks
from ..enums import DeadlineKind, DeadlineState
from ..models import Deadline, Decision

Asked = tuple[Decision, DeadlineKind, uuid.UUID, uuid.UUID, date]


def kind_of(kind: DeadlineKind | str) -> str:
    """What the obligation is called where ladders are."""
    return f"boundaries.{kind}"


def clocks() -> Clocks:
    return Clocks(people.calendar(), people.zone())


def ask(rows: Iterable[Asked], *, clocks: Clocks, now: datetime) -> None:
    """Let the clocks run for these: of which decision, what, who is asked, who stands above them, and until which day."""
    found = list(rows)
    days = {kind: reminder_working_days(kind_of(kind)) for kind in {row[1] for row in found}}
    made = []
    for decision, kind, asked, responsible, day in found:
        reminder, due_at = clocks.reminder_at(day, days[kind], now), clocks.due_at(day)
        made.append(
            Deadline(
                decision=decision, kind=kind, asked_id=asked, responsible_id=responsible, due_at=due_at,
                reminder_at=reminder, next_check=min(reminder or due_at, due_at),
            )
        )  # fmt: skip
    Deadline.objects.bulk_create(made)


def meet(
    decisions: Collection[uuid.UUID],
    *,
    kinds: Collection[str] = DeadlineKind.values,
    because: str,
    by: Any,
    now: datetime,
) -> None:
    """Note that what was asked about these decisions is met, or asked no more; whatever was sent about it ends."""
    waiting = Deadline.objects.waiting().filter(decision__in=decisions, kind__in=kinds)
    keys: dict[str, list[uuid.UUID]] = {}
    for key, kind in waiting.select_for_update(of=("self",)).values_list("pk", "kind"):
        keys.setdefault(kind, []).append(key)
    # The rows first: a sweep that holds one has then opened its episode, which is closed below.
    for kind, ids in keys.items():
        Deadline.objects.filter(pk__in=ids).update(state=DeadlineState.MET, met_at=now, next_check=None)
        escalations.close_all_episodes(kind=kind_of(kind), subject_ids=ids, because=because, by=by, now=now)


def move_reminders(kind: DeadlineKind) -> Callable[..., int]:
    """What a new ladder of that kind calls when it reminds on another day."""

    @transaction.atomic
    def move(*, working_days: int | None, now: datetime) -> int:
        moved = follow_ladder(
            rows=Deadline.objects.waiting().filter(kind=kind), end="due_at", state=DeadlineState.WAITS,
            working_days=working_days, calendar=people.calendar(), zone=people.zone(),
            only=f"waiting.kind = '{kind.value}'",
        )  # fmt: skip
        if moved:
            audit.record(
                action="reminders moved", subject_type="boundaries.deadlines", subject_id=people.today(now=now), by=None,
                now=now, facts={"kind": kind.value, "working_days": working_days, "deadlines": moved},
            )  # fmt: skip
        return moved

    return move
