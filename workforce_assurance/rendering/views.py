"""Asking for a file, watching it being made, fetching it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.audit.commands import record_read
from workforce_assurance.common.dates import in_words
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people.queries import zone_for

from . import commands
from .exceptions import NotPrintable, TooManyWaiting
from .models import File
from .registry import PRINTABLES
from .words import file_name_of, label_of


@require_POST
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a list as a PDF, narrowed as its address says."""
    now = timezone.now()
    try:
        file = commands.ask_for_file(key=key, asked=request.GET.dict(), by=request.user, now=now)
    except NotPrintable:
        raise Http404 from None
    except TooManyWaiting as refusal:
        messages.warning(request, str(refusal))
        return redirect(PRINTABLES[key].page())
    return redirect("rendering:file", file.pk)


@require_safe
def file_page(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """How far it is; a page that asks again by itself gets that part alone."""
    file = _file(request, file_id, "rendering.see_file", timezone.now())
    expires = in_words(file.expires_at, zone_for(request.user))
    template = "rendering/_file_state.html" if request.htmx else "rendering/file.html"  # type: ignore[attr-defined]
    back = PRINTABLES[file.key].page() if file.key in PRINTABLES else "/"
    return render(request, template, {"file": file, "label": label_of(file), "expires": expires, "back_url": back})


@require_safe
def fetch(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """The file itself."""
    now = timezone.now()
    file = _file(request, file_id, "rendering.fetch_file", now)
    if file.state != File.State.READY:
        return redirect("rendering:file", file.pk)
    facts = {"key": file.key}
    record_read(action="file.fetched", subject_type="file", subject_id=file.pk, by=request.user, now=now, facts=facts)
    disposition = f'attachment; filename="{file_name_of(file)}"'
    return HttpResponse(
        bytes(file.content),
        content_type="application/pdf",
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store, private"},
    )


def _file(request: HttpRequest, file_id: uuid.UUID, permission: str, now: datetime) -> File:
    """:raises Http404: when there is none, it is somebody else's, or its day is over"""
    file = get_object_or_404(File.objects.visible_to(request.user, now=now), pk=file_id)
    may_or_404(request, permission, file)
    return file
