"""What the pages about sessions show: rows, tasks, history and who can read what, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.tables import Cell, addresses

from . import last_time, prepared, topics
from .enums import NOT_HELD, Reason, SessionState, Side
from .models import Session, SessionMove
from .planning_page import clashes_of
from .records import Record, Task, record_of
from .words import day_it_is_due, long_day, long_instant, status_of

HEADINGS = ("Worker", "Supervisor", "Planned for", "Due date", "Status")


def list_rows(sessions: Iterable[Session], now: datetime, zone: ZoneInfo) -> Iterator[tuple[Any, ...]]:
    """Rows of the list; the first cell leads to the session."""
    address = addresses("supervision:session")
    for session in sessions:
        planned, status = long_instant(session.planned_at, zone), status_of(session, now=now, zone=zone)
        yield (
            Cell(session.worker.full_name, address(session.pk), f", {planned}"), session.supervisor.full_name, planned,
            long_day(session.due_on), Cell(status.words, tone=status.tone),
        )  # fmt: skip


def page(session: Session, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one session shows to this viewer."""
    # What happened and what is carried over both tell of them.
    prefetch_related_objects([session], Prefetch("moves", SessionMove.objects.select_related("by")))
    record = record_of(session, viewer, today=local_day(now, zone))
    may = {what: viewer.has_perm(f"supervision.{what}", session) for what in MAY}
    is_open = session.state == SessionState.PLANNED
    return {
        "session": session,
        "status": status_of(session, now=now, zone=zone),
        "planned": long_instant(session.planned_at, zone),
        "is_open": is_open,
        "may": may,
        "record": record,
        "can_start": may["start_record"] and record is None and session.state not in NOT_HELD,
        "tasks": _tasks(session, record, may),
        "facts": _facts(session, zone, may),
        "clashes": clashes_of(session, now=now, zone=zone) if is_open and may["set_place"] else [],
        "events": _events(session, zone),
        "readers": _readers(session),
        "topics": topics.panel(session, viewer, now, can_act=True),
        "prepared": prepared.released_panel(session, viewer, now) if may["open_record"] else [],
        "panels": last_time.panels_of(session, viewer, now, can_act=True) if may["open_record"] else [],
        "dates_only": not (may["open_record"] or record),
    }


MAY = (
    *("open_record", "hold_session", "move_session", "cancel_session", "miss_session"),
    *("set_place", "see_call_link", "start_record", "prepare_session", "talk_in_session"),
)
# After the time that it is planned for.
PLACE_AT = 4


def _tasks(session: Session, record: Record | None, may: dict[str, bool]) -> list[Task]:
    tasks = [_prepare(session)] if may["prepare_session"] and session.state == SessionState.PLANNED else []
    tasks += record.tasks if record else []
    if session.state != SessionState.PLANNED:
        tasks.append(Task("Record what became of it", session.get_state_display(), "done"))
    elif may["miss_session"]:
        label = "Record what became of it" if may["hold_session"] else "Record that it was missed"
        tasks.append(Task(label, "To do", "", reverse("supervision:outcome", args=[session.pk])))
    return tasks


def _prepare(session: Session) -> Task:
    hint = f"Yours alone, but for the answers that you release to {session.supervisor.full_name}."
    return Task("Prepare", "", "", reverse("supervision:preparation", args=[session.pk]), hint)


def _facts(session: Session, zone: ZoneInfo, may: dict[str, bool]) -> list[dict[str, str]]:
    due = day_it_is_due(session, zone)
    rows = [
        ("Worker", session.worker.full_name),
        ("Supervisor", session.supervisor.full_name),
        ("Team", session.team.name if session.team else "No team"),
        ("Planned for", f"{long_instant(session.planned_at, zone)}, {session.minutes} minutes"),
        (
            "Due date",
            long_day(session.due_on) if due == session.due_on else f"{long_day(session.due_on)} (unchanged by moving)",
        ),
        ("On time until", long_day(session.on_time_until)),
        *_outcome(session, zone),
        ("Reference", session.reference),
    ]
    found = [{"label": label, "value": value} for label, value in rows]
    found.insert(PLACE_AT, _place(session, may))
    return found


def _place(session: Session, may: dict[str, bool]) -> dict[str, str]:
    """The room, and the link as a link for the two who meet; that there is a call, for everybody else."""
    sees = may["see_call_link"]
    row = {"label": "Place", "value": session.place or ("" if not session.call_link else "By a call")}
    row |= {"link": session.call_link} if sees and session.call_link else {}
    if session.state == SessionState.PLANNED and may["set_place"]:
        row |= {"url": reverse("supervision:place", args=[session.pk])}
    return row


def _outcome(session: Session, zone: ZoneInfo) -> list[tuple[str, str]]:
    if session.held_at:
        return [("Took place", f"{long_instant(session.held_at, zone)}, {session.held_minutes} minutes")]
    found = [("By", Side(session.side).label)] if session.side else []
    return [*found, ("Reason", Reason(session.reason).label)] if session.reason else found


def _events(session: Session, zone: ZoneInfo) -> list[dict[str, str]]:
    """What happened to the session, newest first."""
    found = []
    if session.closed_at and session.closed_by:
        text = f"{session.get_state_display()}, recorded by {session.closed_by.full_name}"
        found.append((session.closed_at, text, ""))
    for move in session.moves.all():
        span = f"from {long_instant(move.moved_from, zone)} to {long_instant(move.moved_to, zone)}"
        text = f"Moved {span} by {move.by.full_name}"
        found.append((move.at, text, f"{Side(move.side).label}: {Reason(move.reason).label.lower()}"))
    if session.missed_flagged_at:
        found.append((session.missed_flagged_at, "Flagged: its grace had run out", ""))
    if session.started_at:
        found.append((session.started_at, "The record was opened", ""))
    found.sort(key=lambda event: event[0], reverse=True)
    return [{"when": long_instant(when, zone), "text": text, "detail": detail} for when, text, detail in found]


def _readers(session: Session) -> str:
    both = f"{session.worker.full_name} and {session.supervisor.full_name} read the record."
    others = "Managers and governance see that the session takes place and when, never what is written."
    return f"{both} {others} What the worker prepares is theirs alone, but for what they release."
