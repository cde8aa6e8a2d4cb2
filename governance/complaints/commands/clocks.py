"""Asking whoever handles a complaint for something by a day, and noting that it is met; in the transaction of what changes it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import end_of_day
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.escalations.reminders import follow_ladder, reminder_for
from workforce_assurance.people import queries as people

from ...models import Complaint, ComplaintClock
from ..enums import ClockKind, ClockState
from ..handlers import above, complained_about


def kind_of(kind: ClockKind | str) -> str:
    """What the obligation is called where ladders are."""
    return f"governance.complaint_{kind}"


def due_on(complaint: Complaint, kind: ClockKind) -> date:
    return complaint.acknowledge_due_on if kind == ClockKind.ACKNOWLEDGE else complaint.answer_due_on


def ask(complaint: Complaint, kinds: Collection[ClockKind], handler: Any, *, now: datetime) -> None:
    """Let these clocks run for whoever handles it; whoever is told after them is found now."""
    zone, calendar, team = people.zone(), people.calendar(), complaint.team
    responsible = above(handler, team, but=complained_about(complaint), now=now)
    rows = []
    for kind in kinds:
        day, working_days = due_on(complaint, kind), reminder_working_days(kind_of(kind))
        due_at, reminder = end_of_day(day, zone), None
        if working_days is not None:
            reminder = max(reminder_for(day, working_days, calendar, zone), now)
        rows.append(
            ComplaintClock(
                complaint=complaint, kind=kind, asked=handler, responsible=responsible, due_at=due_at,
                reminder_at=reminder, next_check=min(reminder or due_at, due_at),
            )
        )  # fmt: skip
    ComplaintClock.objects.bulk_create(rows)


def meet(
    complaint: Complaint, *, kinds: Collection[ClockKind] = tuple(ClockKind), because: str, by: Any, now: datetime
) -> list[ClockKind]:
    """Note that this is met, or asked no more; whatever was sent about it ends. Gives the kinds that waited."""
    waiting = ComplaintClock.objects.waiting().filter(complaint=complaint, kind__in=kinds)
    found = list(waiting.select_for_update(of=("self",)).values_list("pk", "kind"))
    # The rows first: a sweep that holds one has then opened its episode, which is closed below.
    for key, kind in found:
        ComplaintClock.objects.filter(pk=key).update(state=ClockState.MET, met_at=now, next_check=None)
        escalations.close_all_episodes(kind=kind_of(kind), subject_ids=[key], because=because, by=by, now=now)
    return [ClockKind(kind) for _key, kind in found]


def ask_instead(complaint: Complaint, handler: Any, *, by: Any, now: datetime) -> None:
    """What still waits is asked of somebody else by the same day: other rows, so that they are told from the beginning."""
    ask(complaint, meet(complaint, because="moved", by=by, now=now), handler, now=now)


def move_reminders(kind: ClockKind) -> Callable[..., int]:
    """What a new ladder of that kind calls when it reminds on another day."""

    @transaction.atomic
    def move(*, working_days: int | None, now: datetime) -> int:
        moved = follow_ladder(
            rows=ComplaintClock.objects.waiting().filter(kind=kind), end="due_at", state=ClockState.WAITS,
            working_days=working_days, calendar=people.calendar(), zone=people.zone(),
            only=f"waiting.kind = '{kind.value}'",
        )  # fmt: skip
        if moved:
            audit.record(
                action="reminders moved", subject_type="governance.complaintclocks", subject_id=people.today(now=now),
                by=None, now=now, facts={"kind": kind.value, "working_days": working_days, "clocks": moved},
            )  # fmt: skip
        return moved

    return move
