"""What a worker prepares for a session: theirs alone, but for the answers that they release to its supervisor."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.audit.queries import reads_of
from workforce_assurance.common.panels import Panel, Row
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.commands.releasing import OwnAnswer
from workforce_assurance.structured_templates.queries import has_unsaved, response_for, responses_for

from . import last_time, topics
from .commands.prepared import PURPOSE
from .enums import NOT_HELD, SessionState
from .models import Session
from .words import Status, long_instant


@dataclass(frozen=True)
class Prepared:
    """One answer as its author sees it on the page of the preparation."""

    id: uuid.UUID
    question: str
    shown: Any
    seen: str
    status: Status
    can_release: bool
    can_take_back: bool


def page(session: Session, viewer: Any, now: datetime, zone: Any) -> dict[str, Any]:
    """What the worker's own page shows; their answers leave a row in the trail."""
    response = response_for(PURPOSE, session.pk)
    is_open = session.state == SessionState.PLANNED
    own = records.read_own(response=response, by=viewer, now=now) if response else []
    return {
        "session": session,
        "planned": long_instant(session.planned_at, zone),
        "is_open": is_open,
        "is_started": session.started_at is not None,
        "answers": [_prepared(answer, session, is_open) for answer in own],
        "unsaved": response is not None and has_unsaved(response, viewer),
        "earlier": _earlier(session, zone) if is_open else None,
        "readings": _readings(response, session, zone),
        "panels": last_time.panels_of(session, viewer, now),
    }


def _earlier(session: Session, zone: Any) -> dict[str, str] | None:
    """The last session before this one that did not take place although it was prepared: nobody has to write it twice."""
    before = Session.objects.of_worker(session.worker_id).filter(state__in=NOT_HELD, due_on__lt=session.due_on)
    lately = list(before.order_by("-due_on")[:3])
    prepared = responses_for(PURPOSE, [one.pk for one in lately]) if lately else {}
    found = next((one for one in lately if one.pk in prepared), None)
    if found is None:
        return None
    url = reverse("supervision:preparation", args=[found.pk])
    return {"url": url, "planned": long_instant(found.planned_at, zone)}


def _prepared(own: OwnAnswer, session: Session, is_open: bool) -> Prepared:
    to, theirs = own.released_to, session.supervisor_id
    released = to is not None and to.pk == theirs and not own.changed
    return Prepared(
        id=own.id,
        question=own.shown.question,
        shown=own.shown.shown,
        seen=own.seen,
        status=_status(own, released, theirs),
        can_release=is_open and not released,
        can_take_back=is_open and to is not None and session.started_at is None,
    )


def _status(own: OwnAnswer, released: bool, supervisor_id: Any) -> Status:
    if released:
        return Status(f"Released to {own.released_to.full_name}", "info")
    if own.released_to is not None and own.released_to.pk != supervisor_id:
        return Status(f"Only you: {own.released_to.full_name} does not hold this session any more", "private")
    if own.changed:
        return Status("Only you: you changed it after you had released it", "private")
    return Status("Only you", "private")


def _readings(response: Any, session: Session, zone: Any) -> list[str]:
    """When the supervisor was shown what is released: the first and the latest time."""
    if response is None:
        return []
    reads = reads_of("response", response.pk).filter(action="record.released_read", actor=session.supervisor_id)
    times = [long_instant(read.at, zone) for read in reads]
    return [times[0]] if len(times) == 1 else [times[-1], times[0]] if times else []


def released_panel(session: Session, viewer: Any, now: datetime) -> list[Panel]:
    """What the supervisor of the session may read of it, before its words leave a row in the trail; for nobody else."""
    if viewer.pk != session.supervisor_id:
        return []
    released = records.read_released(purpose=PURPOSE, subject_id=session.pk, by=viewer, now=now)
    rows = [Row(text=answer.question, words=answer.shown.plain) for answer in released]
    # The same words whether something was written or not: that, too, is the worker's own.
    empty = f"{session.worker.full_name} has released nothing."
    return [Panel("prepared", "From the worker's preparation", rows, empty=empty, total=len(rows), most=len(rows) or 1)]


def beside_the_record(session: Session, viewer: Any, now: datetime) -> list[Panel]:
    """What stands beside the record while it is written."""
    beside = [*released_panel(session, viewer, now), *topics.panel(session, viewer, now)]
    return [*beside, *last_time.panels_of(session, viewer, now)]
