"""Asking for support oneself: whoever answers that kind is told, and nobody else learns of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.outbox import commands as outbox

from ...enums import RequestState
from ...exceptions import NobodyAnswersIt, RequestEnded, SupportAskedFor
from ...models import CheckIn, SupportKind, SupportRequest
from ..contacts import contact_for
from ..enums import ASKED_FOR, REQUEST_MAIL


@transaction.atomic
def ask_for_support(
    *, kind: SupportKind | None, by: Any, now: datetime, check_in: CheckIn | None = None
) -> SupportRequest:
    """Ask whoever answers this kind, or the supervisor where there is no kind, to get in touch.

    :raises NobodyAnswersIt: when nobody does, or it is not for asking
    :raises SupportAskedFor: when the same was asked of them and waits
    """
    to = None if kind is not None and kind.code not in ASKED_FOR else contact_for(by, kind, now=now)
    if to is None:
        raise NobodyAnswersIt("Nobody is named for this here. The numbers on this page answer.")
    try:
        with transaction.atomic():
            request = SupportRequest.objects.create(person=by, kind=kind, to=to, check_in=check_in, asked_at=now)
    except IntegrityError as error:
        raise SupportAskedFor(f"You asked {to.full_name} already, and it waits.") from error
    outbox.enqueue(
        kind=REQUEST_MAIL, dedupe_key=f"{REQUEST_MAIL}:{request.pk}", recipient=to,
        payload={"request": str(request.pk)}, now=now,
    )  # fmt: skip
    _record("support asked for", request, None, now)
    return request


@transaction.atomic
def answer_request(*, request: SupportRequest, by: Any, now: datetime) -> SupportRequest:
    """Say, as whoever was asked, that the two are in touch.

    :raises RequestEnded: when it was answered or taken back before
    """
    ended = _end(request, RequestState.ANSWERED, now)
    _record("request for support answered", ended, by, now)
    return ended


@transaction.atomic
def withdraw_request(*, request: SupportRequest, by: Any, now: datetime) -> SupportRequest:
    """Take it back, as whoever asked; no reason is asked.

    :raises RequestEnded: when it was answered or taken back before
    """
    ended = _end(request, RequestState.WITHDRAWN, now)
    _record("request for support taken back", ended, None, now)
    return ended


@transaction.atomic
def pass_request(*, request: SupportRequest, to: Any, by: Any, now: datetime) -> SupportRequest:
    """Let whoever comes after the one who was asked answer it; they are told, unless they asked for it themselves.

    :raises RequestEnded: when it was answered or taken back before
    """
    locked = _lock(request)
    same = SupportRequest.objects.waiting().filter(person=locked.person_id, kind=locked.kind_id, to=to)
    if to.pk == locked.person_id or same.exists():
        return _end(locked, RequestState.WITHDRAWN, now)
    locked.to = to
    locked.save(update_fields=["to"])
    outbox.enqueue(
        kind=REQUEST_MAIL, dedupe_key=f"{REQUEST_MAIL}:{request.pk}:{to.pk}", recipient=to,
        payload={"request": str(request.pk)}, now=now,
    )  # fmt: skip
    _record("request for support passed on", locked, by, now)
    return locked


def _lock(request: SupportRequest) -> SupportRequest:
    locked = SupportRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.state != RequestState.WAITS:
        raise RequestEnded("This does not wait any more. Nothing was changed.")
    return locked


def _end(request: SupportRequest, state: RequestState, now: datetime) -> SupportRequest:
    locked = _lock(request)
    locked.state, locked.ended_at = state, now
    locked.save(update_fields=["state", "ended_at"])
    return locked


def _record(action: str, request: SupportRequest, by: Any, now: datetime) -> None:
    """Of nobody: who reads the trail may be the manager of whoever asked. Their own data shows it to them."""
    audit.record(action=action, subject_type="debriefs.support_request", subject_id=request.pk, by=by, now=now)
