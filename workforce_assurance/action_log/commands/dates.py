"""Other dates for an action: extended, opened again. The original due date stays the one that is measured by."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from ..enums import ActionState, ExtensionReason, ReopenReason, SetBecause, WaitState
from ..exceptions import ActionNotClosed
from ..models import Action
from .changing import check_due, lock, lock_to_do, note
from .waiting import clock_of, end, set_deadline


@transaction.atomic
def extend_action(*, action: Action, due_on: date, reason: ExtensionReason, by: Any, now: datetime) -> Action:
    """Give the action a later date.

    :raises ActionClosed: when it is done or cancelled
    :raises ActionWaitsForItsCheck: when its evidence was handed in
    :raises DueOutOfReach: when the day is not later than the present date, or too far ahead
    """
    locked = lock_to_do(action)
    check_due(due_on, earliest=locked.due_on + timedelta(days=1), now=now)
    before = locked.due_on
    locked.due_on, locked.due_at = due_on, clock_of("", due_on, now).due_at
    locked.save(update_fields=["due_on", "due_at"])
    set_deadline(locked, SetBecause.EXTENDED, by, now, reason=reason)
    note("action extended", locked, by, now, due_from=before.isoformat(), due_on=due_on.isoformat(), reason=reason)
    return locked


@transaction.atomic
def reopen_action(*, action: Action, due_on: date, reason: ReopenReason, by: Any, now: datetime) -> Action:
    """Open an action again that was closed; whether it worked is not looked at until it is closed anew.

    :raises ActionNotClosed: when it is neither done nor cancelled
    :raises DueOutOfReach: when the day lies before the present date, or too far ahead
    """
    locked = lock(action)
    if locked.state not in (ActionState.DONE, ActionState.CANCELLED):
        raise ActionNotClosed("This action is open. Nothing was changed.")
    check_due(due_on, earliest=locked.original_due_on, now=now)
    for look in locked.looks.waiting():
        end(look, WaitState.WITHDRAWN, by, now)
    locked.state, locked.done_at, locked.started_at = ActionState.OPEN, None, None
    locked.closed_at = locked.closed_by = None
    locked.cancelled_because = ""
    locked.due_on, locked.due_at = due_on, clock_of("", due_on, now).due_at
    locked.save()
    set_deadline(locked, SetBecause.REOPENED, by, now, reason=reason)
    note("action opened again", locked, by, now, reason=reason, due_on=due_on.isoformat())
    return locked
