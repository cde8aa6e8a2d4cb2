"""The worker's preparation: what they wrote for themselves, and what of it they release."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import say_refusal, saying
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.refusals import RecordRefusal

from .. import commands, prepared
from ..exceptions import Refused
from ..models import Session
from .edge import edge, session_or_404

PREPARE = "supervision.prepare_session"


@require_safe
def preparation(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """What the worker prepared, theirs alone, with what they released of it."""
    session, at = session_or_404(request, session_id, PREPARE), edge(request.user)
    return render(request, "supervision/preparation.html", prepared.page(session, request.user, at.now, at.zone))


@require_POST
def write(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Open the first page of it to write on, or go on with it."""
    session = session_or_404(request, session_id, PREPARE)
    with saying(request, ""):
        response = commands.prepare_session(session=session, by=request.user, now=edge(request.user).now)
        return redirect("record_section", response.pk, asked_by(response.version_id).sections[0].key)
    return redirect("supervision:preparation", session.pk)


@require_POST
def release(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Show one answer to whoever holds the session."""

    def act(session: Session, answer_id: uuid.UUID, said: dict[str, Any]) -> str:
        commands.release_prepared(session=session, answer_id=answer_id, seen=request.POST.get("seen", ""), **said)
        return f"Released: {session.supervisor.full_name} can read this answer now."

    return _act(request, session_id, act)


@require_POST
def take_back(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Make a released answer one's own again."""

    def act(session: Session, answer_id: uuid.UUID, said: dict[str, Any]) -> str:
        commands.take_back_prepared(session=session, answer_id=answer_id, **said)
        return "Taken back: this answer is yours alone again."

    return _act(request, session_id, act)


def _act(request: HttpRequest, session_id: uuid.UUID, act: Callable[..., str]) -> HttpResponse:
    session = session_or_404(request, session_id, PREPARE)
    try:
        answer_id = uuid.UUID(request.POST.get("answer", ""))
        messages.success(request, act(session, answer_id, {"by": request.user, "now": edge(request.user).now}))
    except (Refused, RecordRefusal) as refusal:
        say_refusal(request, refusal)
    except ValueError:
        messages.warning(request, "Choose one of the answers on this page. Nothing was changed.")
    return redirect("supervision:preparation", session.pk)
