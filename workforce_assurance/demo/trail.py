"""The trail of the invented history: what each session's commands would have written, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from supervision.enums import SessionState
from supervision.models import Session, SessionMove
from workforce_assurance.audit.models import TrailEntry

from .history import History

BATCH = 2000
SUBJECT = "supervision.session"


def write_trail(history: History) -> None:
    """Write the entries of all closed and moved sessions."""
    entries = [*_of_moves(history.moves), *_of_sessions(history.sessions)]
    entries.sort(key=lambda entry: (entry.at, entry.subject_id))
    for start in range(0, len(entries), BATCH):
        TrailEntry.objects.bulk_create(entries[start : start + BATCH])
        _link_them()


def _link_them() -> None:
    """Let the chain grow now, not at commit. Unless told how long it is, the planner reads all of it for each link."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS every_entry_is_linked IMMEDIATE")
        cursor.execute("SET CONSTRAINTS every_entry_is_linked DEFERRED")
        cursor.execute("ANALYZE audit_traillink")


def _of_moves(moves: list[SessionMove]) -> Iterator[TrailEntry]:
    for move in moves:
        facts = {
            "from": move.moved_from.isoformat(),
            "to": move.moved_to.isoformat(),
            "side": move.side,
            "reason": move.reason,
        }
        yield _entry("session moved", move.session, move.at, move.by, facts)


def _of_sessions(sessions: list[Session]) -> Iterator[TrailEntry]:
    for session in sessions:
        if session.closed_at is None:
            continue
        if session.held_at is not None:
            facts = {"state": session.state, "held_at": session.held_at.isoformat(), "minutes": session.held_minutes}
            yield _entry("session held", session, session.closed_at, session.closed_by, facts)
            continue
        action = "session missed" if session.state == SessionState.MISSED else "session cancelled"
        facts = {"side": session.side, "reason": session.reason}
        yield _entry(action, session, session.closed_at, session.closed_by, facts)


def _entry(action: str, session: Session, at: Any, by: Any, facts: dict[str, Any]) -> TrailEntry:
    return TrailEntry(
        at=at,
        actor=by,
        kind=TrailEntry.Kind.WRITE,
        action=action,
        subject_type=SUBJECT,
        subject_id=str(session.pk),
        about_id=session.worker_id,
        facts={"reference": session.reference, **facts},
    )
