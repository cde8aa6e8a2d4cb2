"""What can happen to a session: started, moved, cancelled, held, missed, not needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records

from ..enums import KIND, NOT_HELD, Reason, SessionState, Side
from ..exceptions import (
    BookedTwice,
    HeldInTheFuture,
    HeldTooLongAgo,
    MinutesOutOfRange,
    MovedOutOfReach,
    SessionAlreadyClosed,
)
from ..models import Session, SessionMove
from ..timing import clock_for
from .places import Whereabouts, note_place, put
from .planning import lock_workers, plan_for
from .topics import carry_topics

FARTHEST_MOVE = timedelta(days=366)
OLDEST_RECORD = timedelta(days=366)
LONGEST_MINUTES = 480
CLOCK_SLIP = timedelta(minutes=5)


@transaction.atomic
def start_session(*, session: Session, by: Any, now: datetime) -> Any:
    """Open the session's record for its two people, or find it opened; gives the response.

    :raises SessionAlreadyClosed: when the session ended without taking place
    :raises NoPublishedTemplate: when no template of supervision is published
    """
    locked = _lock(session)
    if locked.state in NOT_HELD:
        raise SessionAlreadyClosed(_closed_sentence(locked))
    if locked.started_at is None:
        # Whoever stands in and starts it is its supervisor from now on.
        locked.supervisor = locked.supervisor if by.pk == locked.worker_id else by
        locked.started_at = now
        locked.save(update_fields=["started_at", "supervisor"])
        _record("session started", locked, by, now)
    return records.open_response(
        purpose="supervision", subject_id=locked.pk, author=locked.supervisor, subject=locked.worker, by=by, now=now
    )


@transaction.atomic
def move_session(
    *,
    session: Session,
    to: datetime,
    side: Side,
    reason: Reason,
    at: Whereabouts | None = None,
    by: Any,
    now: datetime,
) -> Session:
    """Give the session a new time, and a place when one is given. Its due date stays the one that conformance is measured by.

    The clock runs anew from the later of the due date and the new day. Moving to the time it has leaves the time alone.

    :raises SessionAlreadyClosed: when it has an outcome
    :raises MovedOutOfReach: when the new time has passed or lies more than a year ahead
    :raises BookedTwice: when the same two people have another session at exactly that time
    """
    with _still_open(session) as locked:
        if at is not None and put(locked, at):
            locked.save(update_fields=["place", "call_link"])
            note_place(locked, by, now)
        if to == locked.planned_at:
            return locked
        check_time(locked, to, now)
        SessionMove.objects.create(
            session=locked, moved_from=locked.planned_at, moved_to=to, side=side, reason=reason, by=by, at=now
        )
        facts = {"from": locked.planned_at.isoformat(), "to": to.isoformat(), "side": side, "reason": reason}
        set_time(locked, to)
        locked.save()
        _record("session moved", locked, by, now, **facts)
        _close_episodes(locked, "moved", by, now)
        plan_for(worker_ids=[locked.worker_id], now=now)
    return locked


@transaction.atomic
def hold_session(
    *, session: Session, held_at: datetime, minutes: int, partly: bool = False, by: Any, now: datetime
) -> Session:
    """Record that the session took place, whole or in part, and how many minutes it lasted.

    :raises SessionAlreadyClosed: when it was already held or cancelled
    :raises HeldInTheFuture: when `held_at` lies after `now`
    :raises HeldTooLongAgo: when `held_at` lies more than a year back
    :raises MinutesOutOfRange: when it lasted less than a minute or more than eight hours
    """
    if held_at > now + CLOCK_SLIP:
        raise HeldInTheFuture("Give the time at which the session took place; it cannot be later than now.")
    if held_at < now - OLDEST_RECORD:
        raise HeldTooLongAgo("Give a date within the last 12 months.")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise MinutesOutOfRange("Give the minutes as a number from 1 to 480.")
    with _still_open(session) as locked:
        locked.state = SessionState.PARTLY_HELD if partly else SessionState.HELD
        locked.held_at, locked.held_minutes = held_at, minutes
        if locked.started_at is None:
            # Whoever stood in and held it was its supervisor.
            locked.supervisor = by
        _close(locked, by, now)
        facts = {"state": locked.state, "held_at": held_at.isoformat(), "minutes": minutes}
        _finish("session held", locked, "done", by, now, **facts)
    return locked


@transaction.atomic
def cancel_session(*, session: Session, side: Side, reason: Reason, by: Any, now: datetime) -> Session:
    """Record that the session will not take place: by whose side and why. The notice given follows from `now`.

    :raises SessionAlreadyClosed: when it has an outcome
    """
    with _still_open(session) as locked:
        locked.state, locked.side, locked.reason = SessionState.CANCELLED, side, reason
        _close(locked, by, now)
        notice = max(0, int((locked.planned_at - now).total_seconds() // 3600))
        _finish("session cancelled", locked, "cancelled", by, now, side=side, reason=reason, notice_hours=notice)
    return locked


@transaction.atomic
def miss_session(*, session: Session, side: Side, reason: Reason, by: Any, now: datetime) -> Session:
    """Record that the session did not take place at its time and will not; the next one is planned to catch up.

    :raises SessionAlreadyClosed: when it has an outcome
    """
    with _still_open(session) as locked:
        locked.state, locked.side, locked.reason = SessionState.MISSED, side, reason
        _close(locked, by, now)
        _finish("session missed", locked, "missed", by, now, side=side, reason=reason)
    return locked


@transaction.atomic
def session_not_needed(*, session: Session, reason: Reason, by: Any, now: datetime) -> Session:
    """Record that the session was not needed, because of leave for example; it counts in no measure.

    :raises SessionAlreadyClosed: when it has an outcome
    """
    with _still_open(session) as locked:
        locked.state, locked.reason = SessionState.NOT_NEEDED, reason
        _close(locked, by, now)
        _finish("session not needed", locked, "not_needed", by, now, reason=reason)
    return locked


def check_time(session: Session, to: datetime, now: datetime, *, among_others: bool = True) -> None:
    """Whether the session may get this time; without `among_others`, the two people's other sessions are not looked at.

    :raises MovedOutOfReach: when it has passed or lies more than a year ahead
    :raises BookedTwice: when the same two people have another session at exactly that time
    """
    if to <= now or to > now + FARTHEST_MOVE:
        raise MovedOutOfReach("Choose a date and time from now on, within the next 12 months.")
    if not among_others:
        return
    same = Session.objects.open().filter(worker=session.worker_id, supervisor=session.supervisor_id, planned_at=to)
    if same.exclude(pk=session.pk).exists():
        raise BookedTwice("You two have another session at exactly that time already. Choose another time.")


@contextmanager
def _still_open(session: Session) -> Iterator[Session]:
    """The session, locked after its worker as everywhere, with no outcome yet."""
    locked = _lock(session)
    if locked.state != SessionState.PLANNED:
        raise SessionAlreadyClosed(_closed_sentence(locked))
    yield locked


def _lock(session: Session) -> Session:
    lock_workers([session.worker_id])
    return Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)


def _closed_sentence(session: Session) -> str:
    return f'This session has an outcome already: "{session.get_state_display().lower()}". Nothing was changed.'


def set_time(session: Session, to: datetime) -> None:
    """Give the session that time and the clock that follows from it, unsaved."""
    zone, calendar = people.zone(), people.calendar()
    grace = calendar.between(session.due_on, session.on_time_until)
    clock = clock_for(
        max(session.due_on, local_day(to, zone)), grace_working_days=grace,
        reminder_working_days=reminder_working_days(KIND), calendar=calendar, zone=zone,
    )  # fmt: skip
    session.planned_at, session.set_by_hand, session.missed_flagged_at = to, True, None
    session.due_at, session.missed_after = clock.due_at, clock.missed_after
    session.reminder_at, session.next_check = clock.reminder_at, clock.first_check


def _close(session: Session, by: Any, now: datetime) -> None:
    session.closed_at, session.closed_by, session.next_check = now, by, None
    session.save()


def _finish(action: str, session: Session, because: str, by: Any, now: datetime, **facts: Any) -> None:
    _record(action, session, by, now, **facts)
    _close_episodes(session, because, by, now)
    plan_for(worker_ids=[session.worker_id], now=now)
    carry_topics(session, by=by, now=now)


def _close_episodes(session: Session, because: str, by: Any, now: datetime) -> None:
    escalations.close_episodes(kind=KIND, subject_id=session.pk, because=because, by=by, now=now)


def _record(action: str, session: Session, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="supervision.session", subject_id=session.pk, by=by, now=now,
        about=session.worker_id, facts={"reference": session.reference, **facts},
    )  # fmt: skip
