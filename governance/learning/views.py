"""The page of the learning loop, and its numbers as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.people import queries as people

from ..measures.forms import MeasureForm
from ..measures.measure_page import CSV_HEADER
from ..measures.views import months_asked, places_or_404
from . import page, policies


@require_safe
def loop(request: HttpRequest) -> HttpResponse:
    """Whether one place learns, over a period."""
    at, places = places_or_404(request)
    smallest = people.smallest_group_for(request.user)
    form = MeasureForm(request.GET or None, places=places)
    found = page.page(request.user, places, number=months_asked(request), at=at, smallest=smallest)
    return render(request, "governance/learning.html", found | {"filter_form": form, "smallest": smallest})


@require_safe
def loop_csv(request: HttpRequest) -> HttpResponse:
    """Every number of the charts, suppressed as on the page."""
    at, places = places_or_404(request)
    smallest = people.smallest_group_for(request.user)
    rows = page.csv_rows(places, number=months_asked(request), today=at.today, smallest=smallest)
    return csv_response("learning.csv", CSV_HEADER, rows)


@require_safe
def policies_csv(request: HttpRequest) -> HttpResponse:
    """The heat map of policies as a file."""
    at, places = places_or_404(request)
    smallest = people.smallest_group_for(request.user)
    found = policies.heat_map(places, at=at, smallest=smallest)
    return csv_response("policies.csv", policies.CSV_HEADER, policies.csv_rows(found, smallest))
