"""Preparing for a session: opening what the worker writes for themselves, releasing answers of it, and taking them back."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for
from workforce_assurance.structured_templates.refusals import MayNotWrite

from ..enums import SessionState
from ..exceptions import SessionAlreadyClosed, SessionAlreadyStarted
from ..models import Session

PURPOSE = "supervision_preparation"


@transaction.atomic
def prepare_session(*, session: Session, by: Any, now: datetime) -> Any:
    """Open what the worker writes for themselves before the session, or find it opened; gives the response.

    :raises SessionAlreadyClosed: when the session has an outcome
    :raises NoPublishedTemplate: when no template of the purpose is published
    """
    locked = _still_to_come(session)
    if by.pk != locked.worker_id:
        raise MayNotWrite
    return records.open_own_response(purpose=PURPOSE, subject_id=locked.pk, person=by, now=now)


@transaction.atomic
def release_prepared(*, session: Session, answer_id: uuid.UUID, seen: str, by: Any, now: datetime) -> None:
    """Show one answer of the preparation to whoever holds the session, as it stood when its author saw it.

    :raises SessionAlreadyClosed: when the session has an outcome
    :raises MayNotWrite: when it is not theirs
    :raises AnswerChanged: when it does not stand there as they saw it
    """
    locked = _still_to_come(session)
    response = _prepared(locked)
    records.release_answer(response=response, answer_id=answer_id, seen=seen, to=locked.supervisor, by=by, now=now)


@transaction.atomic
def take_back_prepared(*, session: Session, answer_id: uuid.UUID, by: Any, now: datetime) -> None:
    """Make a released answer one's own again, as long as the session has not been started.

    :raises SessionAlreadyClosed: when the session has an outcome
    :raises SessionAlreadyStarted: when its record was opened
    :raises MayNotWrite: when it is not theirs
    """
    locked = _still_to_come(session)
    if locked.started_at is not None:
        raise SessionAlreadyStarted("The session has been started, so what you released stays released.")
    records.take_back_answer(response=_prepared(locked), answer_id=answer_id, by=by, now=now)


def _still_to_come(session: Session) -> Session:
    locked = Session.objects.select_for_update(of=("self",), no_key=True).select_related("supervisor")
    found = locked.get(pk=session.pk)
    if found.state != SessionState.PLANNED:
        raise SessionAlreadyClosed("This session has an outcome, so what was prepared for it no longer changes.")
    return found


def _prepared(session: Session) -> Any:
    response = response_for(PURPOSE, session.pk)
    if response is None:
        raise MayNotWrite
    return response
