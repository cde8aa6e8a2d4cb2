"""Where a session takes place: a room in words, or the link of a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..exceptions import SessionAlreadyClosed
from ..models import Session
from .planning import lock_workers


@dataclass(frozen=True)
class Whereabouts:
    """A room in words and the link of a call; either may be empty. No link at all (None) leaves the link as it is."""

    place: str = ""
    call_link: str | None = None


def put(session: Session, at: Whereabouts) -> bool:
    """Give the session that place, unsaved; says whether anything changed."""
    link = session.call_link if at.call_link is None else at.call_link
    changed = (session.place, session.call_link) != (at.place, link)
    session.place, session.call_link = at.place, link
    return changed


@transaction.atomic
def set_place(*, session: Session, at: Whereabouts, by: Any, now: datetime) -> Session:
    """Say where the session takes place. The trail keeps that it changed, never the words or the link.

    :raises SessionAlreadyClosed: when it has an outcome
    """
    lock_workers([session.worker_id])
    locked = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    if locked.closed_at is not None:
        raise SessionAlreadyClosed("This session has an outcome already. Nothing was changed.")
    if put(locked, at):
        locked.save(update_fields=["place", "call_link"])
        note_place(locked, by, now)
    return locked


def note_place(session: Session, by: Any, now: datetime) -> None:
    audit.record(
        action="session place changed", subject_type="supervision.session", subject_id=session.pk, by=by, now=now,
        about=session.worker_id, facts={"reference": session.reference},
    )  # fmt: skip
