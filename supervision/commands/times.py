"""Times of several sessions chosen at once: all of them, or none."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations import commands as escalations

from ..enums import KIND, Reason, SessionState, Side
from ..exceptions import Refused, SeveralRefused
from ..models import Session, SessionMove
from .places import Whereabouts, note_place, put
from .planning import lock_workers, plan_for
from .sessions import check_time, set_time


@dataclass(frozen=True)
class Chosen:
    """A time for one session, and the time it had when whoever chose was looking at it."""

    session: Session
    to: datetime
    seen: datetime
    at: Whereabouts | None = None


@transaction.atomic
def choose_times(
    *, chosen: Sequence[Chosen], side: Side | None, reason: Reason | None, by: Any, now: datetime
) -> list[Session]:
    """Give each session its chosen time and place; gives those that got another time. One refusal refuses them all.

    A time that planning proposed is chosen; one that a person had set before is moved, by that side and for that reason.

    :raises SeveralRefused: with a sentence for each session that cannot have its time
    """
    lock_workers({row.session.worker_id for row in chosen})
    rows = Session.objects.filter(pk__in=[row.session.pk for row in chosen]).order_by("pk")
    locked = {session.pk: session for session in rows.select_for_update(of=("self",), no_key=True)}
    refused = {row.session.pk: why for row in chosen if (why := _why_not(row, locked.get(row.session.pk), now))}
    refused |= _twice([row for row in chosen if row.session.pk not in refused])
    if refused:
        raise SeveralRefused(refused)
    changed = [locked[row.session.pk] for row in chosen if _apply(row, locked[row.session.pk], side, reason, by, now)]
    plan_for(worker_ids={session.worker_id for session in changed}, now=now)
    return changed


def _why_not(row: Chosen, session: Session | None, now: datetime) -> str:
    if session is None or session.state != SessionState.PLANNED:
        return "This session is gone or has an outcome by now. Open the page anew."
    if session.planned_at != row.seen:
        return "Somebody gave this session another time after you opened the page. Open the page anew."
    if row.to == session.planned_at:
        return ""
    try:
        check_time(session, row.to, now, among_others=False)
    except Refused as refusal:
        return str(refusal)
    return ""


def _twice(chosen: Sequence[Chosen]) -> dict[uuid.UUID, str]:
    """The same two people at one instant, by what is chosen here and what stays."""
    keys = {row.session.pk for row in chosen}
    rows = Session.objects.open().filter(worker__in={row.session.worker_id for row in chosen}).exclude(pk__in=keys)
    taken = set(rows.values_list("worker_id", "supervisor_id", "planned_at"))
    found = {}
    for row in chosen:
        booking = (row.session.worker_id, row.session.supervisor_id, row.to)
        if booking in taken:
            found[row.session.pk] = "These two have another session at exactly that time. Choose another time."
        taken.add(booking)
    return found


def _apply(row: Chosen, session: Session, side: Side | None, reason: Reason | None, by: Any, now: datetime) -> bool:
    """Whether the session got another time."""
    if row.at is not None and put(session, row.at):
        session.save(update_fields=["place", "call_link"])
        note_place(session, by, now)
    if row.to == session.planned_at:
        return False
    facts = {"reference": session.reference, "from": session.planned_at.isoformat(), "to": row.to.isoformat()}
    action = "session time chosen"
    if session.set_by_hand and side and reason:
        action, facts = "session moved", {**facts, "side": side, "reason": reason}
        SessionMove.objects.create(
            session=session, moved_from=session.planned_at, moved_to=row.to, side=side, reason=reason, by=by, at=now
        )
    set_time(session, row.to)
    session.save()
    audit.record(
        action=action, subject_type="supervision.session", subject_id=session.pk, by=by, now=now,
        about=session.worker_id, facts=facts,
    )  # fmt: skip
    escalations.close_episodes(kind=KIND, subject_id=session.pk, because="moved", by=by, now=now)
    return True
