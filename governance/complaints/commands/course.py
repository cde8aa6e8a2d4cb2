"""What becomes of a complaint: acknowledged, answered, withdrawn, and closed with what is learned from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from boundaries.rationale import sections_missing
from workforce_assurance.action_log.queries import actions_from
from workforce_assurance.people import queries as people

from ...models import Complaint
from ..enums import ANSWER_PURPOSE, COMPLAINT_KIND, ClockKind, ComplaintState, Finding, NoChange
from ..exceptions import AnswerIncomplete, NotOnThatDay, NotTheHandler, SaysNothingOfChange
from ..states import after
from .clocks import meet
from .recording import lock
from .trail import note


@transaction.atomic
def acknowledge_complaint(*, complaint: Complaint, day: date, by: Any, now: datetime) -> Complaint:
    """Note on which day whoever complained was told that it came, and by whom it is answered.

    :raises NotInThisState: when it is acknowledged or over
    :raises NotOnThatDay: when that day lies before it came, or is to come
    """
    locked = lock(complaint)
    locked.state = after(locked.state, "acknowledged")
    _check_day(day, locked.received_on, now)
    locked.acknowledged_on, locked.changed_at = day, now
    locked.save()
    meet(locked, kinds=[ClockKind.ACKNOWLEDGE], because="done", by=by, now=now)
    note("complaint acknowledged", locked, by, now, on=str(day), in_time=day <= locked.acknowledge_due_on)
    return locked


@transaction.atomic
def answer_complaint(*, complaint: Complaint, found: Finding, day: date, by: Any, now: datetime) -> Complaint:
    """Keep what was found, and the day on which the answer went out; what was found and why stands in the handler's record.

    :raises NotTheHandler: when somebody else handles it
    :raises NotInThisState: when it is answered or over
    :raises NotOnThatDay: when that day lies before it was acknowledged, or is to come
    :raises AnswerIncomplete: when something that is needed is not written, or not saved
    """
    locked = lock(complaint)
    handling = locked.handlings.current().select_related("handler").get()
    if handling.handler_id != by.pk:
        raise NotTheHandler("Whoever handles it answers it. Nothing was changed.")
    locked.state = after(locked.state, "answered")
    _check_day(day, locked.acknowledged_on or locked.received_on, now)
    if missing := sections_missing(ANSWER_PURPOSE, handling.pk, by):
        raise AnswerIncomplete(f"Something is missing before it can be answered: {', '.join(missing)}.")
    # An answer says by itself that the complaint came.
    locked.acknowledged_on = locked.acknowledged_on or day
    locked.answered_on, locked.found, locked.changed_at = day, found, now
    locked.save()
    meet(locked, because="done", by=by, now=now)
    note("complaint answered", locked, by, now, on=str(day), found=found, in_time=day <= locked.answer_due_on)
    return locked


@transaction.atomic
def withdraw_complaint(*, complaint: Complaint, by: Any, now: datetime) -> Complaint:
    """Note that whoever made it took it back; it counts as received and in nothing else.

    :raises NotInThisState: when it is answered or over
    """
    locked = lock(complaint)
    locked.state = after(locked.state, "withdrawn")
    locked.ended_at, locked.ended_by, locked.changed_at = now, by, now
    locked.save()
    meet(locked, because="not_needed", by=by, now=now)
    note("complaint withdrawn", locked, by, now)
    return locked


@transaction.atomic
def close_complaint(*, complaint: Complaint, no_change: NoChange | None, by: Any, now: datetime) -> Complaint:
    """Close it with the actions that came from it, or with the reason why there is none.

    :raises NotInThisState: when it is not answered, or over
    :raises SaysNothingOfChange: when there is neither, or it was upheld and nothing is said to have been found
    """
    locked = lock(complaint)
    locked.state = after(locked.state, "closed")
    has_action = has_actions(locked)
    if not has_action and no_change is None:
        raise SaysNothingOfChange("Open an action from it first, or say why nothing changes.")
    if not has_action and no_change == NoChange.NOTHING and locked.found != Finding.NOT_UPHELD:
        raise SaysNothingOfChange("It was upheld, so something was found. Open an action, or choose another reason.")
    locked.no_change = "" if has_action or no_change is None else no_change
    locked.ended_at, locked.ended_by, locked.changed_at = now, by, now
    locked.save()
    note("complaint closed", locked, by, now, actions=has_action, no_change=locked.no_change)
    return locked


def has_actions(complaint: Complaint) -> bool:
    """Whether an action came from it that was not cancelled."""
    return actions_from(COMPLAINT_KIND, complaint.pk).exclude(state="cancelled").exists()


def is_over(complaint: Complaint) -> bool:
    return complaint.state in (ComplaintState.CLOSED, ComplaintState.WITHDRAWN)


def _check_day(day: date, first: date, now: datetime) -> None:
    if not first <= day <= people.today(now=now):
        raise NotOnThatDay("Give a day between the one before it, when it came or was acknowledged, and today.")
