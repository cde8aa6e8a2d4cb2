"""What opens a session ready: "From last time", in the same number of queries whatever there is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Panel, Row
from workforce_assurance.people import queries as people

from . import records
from .enums import Reason, SessionState, Side
from .models import Adjustment, Session
from .words import counted, long_day, long_instant


def panels_of(session: Session, viewer: Any, now: datetime) -> list[Panel]:
    """Open adjustments with their age, drift signs seen last time, and what was moved or missed since."""
    if viewer.pk not in (session.worker_id, session.supervisor_id):
        return []
    zone = people.zone_for(viewer)
    before = Session.objects.of_worker(session.worker_id).took_place().exclude(pk=session.pk)
    last = before.filter(held_at__lte=session.held_at or now).order_by("-held_at").first()
    return [
        _adjustments(session, now, zone),
        _drift_signs(last, viewer, zone),
        _since(session, last, zone),
    ]


def _adjustments(session: Session, now: datetime, zone: Any) -> Panel:
    today = local_day(now, zone)
    rows = Adjustment.objects.open().filter(worker=session.worker_id).exclude(session=session.pk)
    found = [_adjustment(row, today) for row in rows.select_related("owner").order_by("check_on", "starts_on")]
    return Panel("adjustments", "Open adjustments", found, empty="No adjustment is open.", total=len(found))


def _adjustment(row: Adjustment, today: Any) -> Row:
    late = (today - row.check_on).days
    if late > 0:
        status, tone = f"{counted(late, 'day')} past its check", "past_date"
    else:
        status, tone = f"Check on {long_day(row.check_on)}", "info"
    age = counted(max(0, (today - row.starts_on).days), "day")
    return Row(
        text=row.get_kind_display(),
        url=reverse("supervision:adjustment_check", args=[row.pk]),
        status=status,
        tone=tone,
        detail=f"{row.owner.full_name}, open for {age}",
    )


def _drift_signs(last: Session | None, viewer: Any, zone: Any) -> Panel:
    empty = "No sign was noted." if last else "This is the first session here."
    signs = records.drift_signs_of(last, viewer) if last else []
    rows = [Row(text=sign.label, detail=sign.seen_by) for sign in signs]
    held = f" ({long_day(local_day(last.held_at, zone))})" if last and last.held_at else ""
    return Panel("drift_signs", f"Drift signs last time{held}", rows, empty=empty, total=len(rows))


def _since(session: Session, last: Session | None, zone: Any) -> Panel:
    """Sessions that did not take place, and moves of this one."""
    did_not = Session.objects.of_worker(session.worker_id).exclude(pk=session.pk)
    did_not = did_not.filter(state__in=[SessionState.MISSED, SessionState.CANCELLED])
    if last and last.held_at:
        did_not = did_not.filter(Q(due_on__gt=last.due_on) | Q(closed_at__gt=last.held_at))
    rows = [
        Row(text=f"{row.get_state_display()}: due {long_day(row.due_on)}", detail=_why(row.side, row.reason))
        for row in did_not.order_by("-due_on")[:5]
    ]
    rows += [
        Row(text=f"Moved to {long_instant(move.moved_to, zone)}", detail=_why(move.side, move.reason))
        for move in session.moves.all()
    ]
    return Panel("since", "Moved or missed since", rows, empty="Nothing was moved or missed.", total=len(rows))


def _why(side: str, reason: str) -> str:
    said = [Side(side).label] if side else []
    return ": ".join([*said, Reason(reason).label.lower()]) if reason else "".join(said)
