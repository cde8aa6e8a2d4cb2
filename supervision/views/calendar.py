"""The calendar of sessions: month, week and list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import calendar_page
from .edge import edge


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """One's own sessions, or that and when those in one's reach take place."""
    at = edge(request.user)
    said = calendar_page.asked(request.GET, at.today)
    return render(
        request, "supervision/calendar.html", calendar_page.page(request.user, said, now=at.now, zone=at.zone)
    )
