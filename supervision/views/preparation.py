"""The worker's preparation: what they wrote for themselves, and what of it they release."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import saying
from workforce_assurance.structured_templates.asked import asked_by

from .. import commands, prepared
from ..exceptions import Refused
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
    session, now = session_or_404(request, session_id, PREPARE), edge(request.user).now
    with saying(request, f"Released: {session.supervisor.full_name} can read this answer now."):
        seen = request.POST.get("seen", "")
        commands.release_prepared(session=session, answer_id=_answer(request), seen=seen, by=request.user, now=now)
    return redirect("supervision:preparation", session.pk)


@require_POST
def take_back(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Make a released answer one's own again."""
    session, now = session_or_404(request, session_id, PREPARE), edge(request.user).now
    with saying(request, "Taken back: this answer is yours alone again."):
        commands.take_back_prepared(session=session, answer_id=_answer(request), by=request.user, now=now)
    return redirect("supervision:preparation", session.pk)


def _answer(request: HttpRequest) -> uuid.UUID:
    """:raises Refused: when the button names none"""
    try:
        return uuid.UUID(request.POST.get("answer", ""))
    except ValueError:
        raise Refused("Choose one of the answers on this page. Nothing was changed.") from None
