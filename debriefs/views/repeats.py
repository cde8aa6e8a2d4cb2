"""Themes that repeat: the page and its file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import may_or_404

from .. import repeats_page
from .edge import edge


@require_safe
def repeats(request: HttpRequest) -> HttpResponse:
    """Which themes repeat where, and what is done about them, for those who answer for the teams."""
    may_or_404(request, "debriefs.see_repeats")
    at = edge(request.user)
    return render(request, "debriefs/repeats.html", repeats_page.page(request.user, today=at.today, zone=at.zone))


@require_safe
def repeats_csv(request: HttpRequest) -> HttpResponse:
    """The same, whole, as a file."""
    may_or_404(request, "debriefs.see_repeats")
    at = edge(request.user)
    rows = repeats_page.csv_rows(request.user, today=at.today, zone=at.zone)
    return csv_response("themes-that-repeat.csv", repeats_page.CSV_HEADER, rows)
