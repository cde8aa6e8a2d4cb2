"""Around every request: text of a form whose writer is not signed in is kept; a seal that cannot be opened is said in words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from .kept import keep, kept_page, writer_of
from .vault import VaultError

SHORT = 40
log = logging.getLogger(__name__)


class KeepTyped:
    """Stands before the middleware that asks for a sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        # A page that saves by itself still holds its text, and says so.
        if request.method != "POST" or "X-Autosave" in request.headers:
            return None
        writer = writer_of(request)
        if writer is None or (request.user.is_authenticated and request.user.pk == writer.person_id):
            return None
        try:
            keep(request, writer)
        except VaultError:
            # The page that asks for a sign-in then gives the text back instead.
            return None
        return kept_page(request, writer)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, VaultError):
            return None
        log.error("A note cannot be sealed or opened: %s", exception)
        if "X-Autosave" in request.headers:
            return JsonResponse(
                {"message": "Not saved: notes cannot be stored just now. What you typed is still on this page."},
                status=422,
            )
        sent = [
            {"name": name, "value": value, "long": len(value) > SHORT or "\n" in value}
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
        return render(request, "records/vault_closed.html", {"why": str(exception), "sent": sent}, status=503)
