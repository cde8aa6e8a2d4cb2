"""Asking for support, and being asked."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import may_or_404, saying

from ...models import SupportRequest
from ...views.edge import edge
from .. import commands
from ..queries import kinds_to_ask_for


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whoever answers this kind to get in touch."""
    kind = next((kind for kind in kinds_to_ask_for() if kind.code == code), None)
    if kind is None:
        raise Http404
    who = kind.answered_by.full_name if kind.answered_by else "Somebody"
    with saying(request, f"{who} is told to sign in, and gets in touch with you. Nobody else learns of it."):
        commands.ask_for_support(kind=kind, by=request.user, now=edge(request.user).now)
    return redirect("support:home")


@require_POST
def answered(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Say that the two are in touch."""
    found = get_object_or_404(SupportRequest, pk=request_id)
    may_or_404(request, "debriefs.answer_request", found)
    with saying(request, "Good. It does not wait any more."):
        commands.answer_request(request=found, by=request.user, now=edge(request.user).now)
    return redirect("support:home")


@require_POST
def take_back(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Not any more, without a reason."""
    found = get_object_or_404(SupportRequest, pk=request_id)
    may_or_404(request, "debriefs.take_back_request", found)
    with saying(request, "It is taken back."):
        commands.withdraw_request(request=found, by=request.user, now=edge(request.user).now)
    return redirect("support:home")
