"""The end of an action: cancelled with a reason, or looked at whether it worked."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..enums import ActionState, CancelReason, Decision, WaitState
from ..exceptions import AlreadyLookedAt, TooEarlyToLook
from ..models import Action, Look
from ..recurrence import recurrences
from .changing import lock, lock_not_closed, note, tell_source
from .waiting import end, look_at_once


@transaction.atomic
def cancel_action(*, action: Action, reason: CancelReason, by: Any, now: datetime) -> Action:
    """Close the action without its having been done.

    :raises ActionClosed: when it is done or cancelled already
    """
    locked = lock_not_closed(action)
    for waiting in (*locked.deadlines.waiting(), *locked.evidence.waiting()):
        end(waiting, WaitState.WITHDRAWN, by, now)
    locked.state, locked.cancelled_because, locked.done_at = ActionState.CANCELLED, reason, None
    locked.closed_at, locked.closed_by = now, by
    locked.save(update_fields=["state", "cancelled_because", "done_at", "closed_at", "closed_by"])
    note("action cancelled", locked, by, now, reason=reason)
    tell_source(locked, now)
    return locked


@transaction.atomic
def look_at_action(*, action: Action, decision: Decision, by: Any, now: datetime) -> Look:
    """Decide whether what was done is kept, adapted or abandoned; how often its theme came back is kept beside it.

    :raises AlreadyLookedAt: when no look waits
    :raises TooEarlyToLook: when the days on which it could come back are not over
    """
    locked = lock(action)
    look = locked.looks.waiting().first()
    if look is None:
        raise AlreadyLookedAt("Nothing waits to be looked at here. Somebody may have decided it just now.")
    if people.today(now=now) < look.opens_on:
        raise TooEarlyToLook(f"Whether it worked can be seen from {long_day(look.opens_on)} on.")
    number = recurrences_of(locked, look)
    end(look, WaitState.MET, by, now, decision=decision, recurrences=number)
    note("action looked at", locked, by, now, decision=decision, recurrences=number)
    return look


@transaction.atomic
def theme_came_back(*, codes: Collection[str], team_id: uuid.UUID, happened_on: date, by: Any, now: datetime) -> int:
    """Mark the actions whose theme an event brings back while nobody has looked yet, and ask their owners now; how many.

    They are the closed ones of these themes that belong to the team, or to no team, when the event lies on the days
    that count. Where the look had opened already its owner was asked, and it is marked alone. Twice is once.
    """
    found = Look.objects.brought_back_by(codes, team_id, happened_on=happened_on)
    return sum(
        _came_back(action, happened_on, by, now) for action in Action.objects.filter(looks__in=found).order_by("pk")
    )


def _came_back(action: Action, happened_on: date, by: Any, now: datetime) -> bool:
    locked = lock(action)
    look = locked.looks.waiting().filter(came_back_on=None).first()
    if look is None:
        return False
    today = people.today(now=now)
    if look.opens_on > today:
        look_at_once(look, by, now)
    else:
        look.came_back_on = today
        look.save(update_fields=["came_back_on"])
    note("theme came back", locked, by, now, happened_on=happened_on.isoformat())
    return True


def recurrences_of(action: Action, look: Look) -> int | None:
    """How often the theme came back where the action belongs, on the days that count; None when not computable."""
    code = action.theme.code if action.theme else ""
    return recurrences(code, action.team_id, first=look.closed_on + timedelta(days=1), last=look.counts_until)
