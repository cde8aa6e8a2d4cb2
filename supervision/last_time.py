"""What opens a session ready: "From last time", in the same number of queries whatever there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from workforce_assurance.common.carry_over import CarriedRows, Opening, carried_over, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Panel, Row, Way
from workforce_assurance.people import queries as people

from . import records
from .enums import NOT_HELD, Reason, SessionState, Side
from .models import Adjustment, Session
from .querysets import AdjustmentQuerySet, SessionQuerySet
from .words import counted, long_day, long_instant


def panels_of(session: Session, viewer: Any, now: datetime, *, can_act: bool = False) -> list[Panel]:
    """Everything that is carried over into the session, by whichever practice, for one of its two people."""
    if viewer.pk not in (session.worker_id, session.supervisor_id):
        return []
    before = Session.objects.of_worker(session.worker_id).took_place().exclude(pk=session.pk)
    last = before.filter(held_at__lte=session.held_at or now).order_by("-held_at").first()
    return carried_over(
        Opening(
            session_id=session.pk,
            worker_id=session.worker_id,
            viewer=viewer,
            since=last.held_at if last else None,
            now=now,
            session=session,
            last=last,
            can_act=can_act and session.state not in NOT_HELD,
        )
    )


def adjustments(opening: Opening) -> AdjustmentQuerySet:
    """Open adjustments with their age and how often they were carried. Each asks for a decision, so none is left out."""
    rows = Adjustment.objects.carried_into(opening.session).with_their_history(opening.session)
    return rows.select_related("owner").order_by("check_on", "starts_on")


def _adjustments(opening: Opening, found: Sequence[Any]) -> Panel:
    """What can be done with each."""
    today = local_day(opening.now, people.zone_for(opening.viewer))
    rows = [_adjustment(row, today, opening) for row in found]
    empty = "No adjustment is open."
    return Panel("adjustments", "Open adjustments", rows, empty=empty, total=len(rows), most=len(rows))


def _adjustment(row: Any, today: date, opening: Opening) -> Row:
    late = (today - row.check_on).days
    if row.is_carried:
        status, tone = "Carried to the next session", "done"
    elif late > 0:
        status, tone = f"{counted(late, 'day')} past its check", "past_date"
    else:
        status, tone = f"Check on {long_day(row.check_on)}", "info"
    return Row(
        text=row.get_kind_display(),
        url="" if opening.can_act else _way("adjustment_check", row, opening),
        status=status,
        tone=tone,
        detail=", ".join([row.owner.full_name, *_ageing(row, today)]),
        ways=_ways(row, opening) if opening.can_act else (),
    )


def _ageing(row: Any, today: date) -> list[str]:
    """ "carried 3 times", "open for 64 days", and the day it was first to be looked at when that is no longer the day."""
    times, age = row.carries_so_far, counted(max(0, (today - row.starts_on).days), "day")
    carried = [f"carried {'once' if times == 1 else counted(times, 'time')}"] if times else []
    moved = [f"first to be looked at on {long_day(row.first_check_on)}"] if row.first_check_on != row.check_on else []
    return [*carried, f"open for {age}", *moved]


def _ways(row: Any, opening: Opening) -> tuple[Way, ...]:
    ways = [
        Way("Close", _way("adjustment_check", row, opening)),
        Way("New day", _way("adjustment_date", row, opening)),
    ]
    if not row.is_carried:
        carry = reverse("supervision:adjustment_carry", args=[opening.session_id, row.pk])
        ways.append(Way("Carry", carry, posts=True))
    return tuple(ways)


def _way(name: str, row: Any, opening: Opening) -> str:
    return f"{reverse(f'supervision:{name}', args=[row.pk])}?session={opening.session_id}"


def drift_signs(opening: Opening) -> QuerySet | None:
    """The answers of last time that noted signs."""
    return records.drift_signs_in(opening.last, opening.viewer) if opening.last else None


def _drift_signs(opening: Opening, found: Sequence[Any]) -> Panel:
    """The signs as the record has them."""
    empty = "No sign was noted." if opening.last else "This is the first session here."
    rows = [Row(text=sign.label, detail=sign.seen_by) for sign in records.drift_signs_of(found)]
    held = f" ({long_day(local_day(opening.since, people.zone_for(opening.viewer)))})" if opening.since else ""
    return Panel("drift_signs", f"Drift signs last time{held}", rows, empty=empty, total=len(rows))


def not_held(opening: Opening) -> SessionQuerySet:
    """The latest sessions that did not take place."""
    session, last = opening.session, opening.last
    did_not = Session.objects.of_worker(session.worker_id).exclude(pk=session.pk)
    did_not = did_not.filter(state__in=[SessionState.MISSED, SessionState.CANCELLED])
    if last:
        did_not = did_not.filter(Q(due_on__gt=last.due_on) | Q(closed_at__gt=last.held_at))
    return did_not.order_by("-due_on")[:5]


def _moved_or_missed(opening: Opening, found: Sequence[Session]) -> Panel:
    """Sessions that did not take place, and moves of this one."""
    zone = people.zone_for(opening.viewer)
    rows = [
        Row(text=f"{row.get_state_display()}: due {long_day(row.due_on)}", detail=_why(row.side, row.reason))
        for row in found
    ]
    rows += [
        Row(text=f"Moved to {long_instant(move.moved_to, zone)}", detail=_why(move.side, move.reason))
        for move in opening.session.moves.all()
    ]
    return Panel("since", "Moved or missed since", rows, empty="Nothing was moved or missed.", total=len(rows))


def _why(side: str, reason: str) -> str:
    said = [Side(side).label] if side else []
    return ": ".join([*said, Reason(reason).label.lower()]) if reason else "".join(said)


def register() -> None:
    register_carry_over(CarriedRows("supervision.adjustments", 20, adjustments, _adjustments))
    register_carry_over(CarriedRows("supervision.drift_signs", 40, drift_signs, _drift_signs))
    register_carry_over(CarriedRows("supervision.since", 80, not_held, _moved_or_missed))
