"""The page of what lies between rare events."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response

from ..measures.forms import PlaceForm
from ..measures.registry import Measure
from ..measures.views import measure_or_404, places_or_404
from . import page
from .events import EVENTS


@require_safe
def between(request: HttpRequest, key: str) -> HttpResponse:
    """Days between the events of one measure in one place."""
    measure = _measure(key)
    at, places = places_or_404(request)
    form = PlaceForm(request.GET or None, places=places)
    found = page.page(measure, places, viewer=request.user, at=at)
    return render(request, "governance/between.html", found | {"filter_form": form})


@require_safe
def between_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a file."""
    measure = _measure(key)
    at, places = places_or_404(request)
    rows = page.csv_rows(page.between_of(measure, places, viewer=request.user, at=at), measure, places.name)
    return csv_response(f"{measure.key.replace('.', '-')}-between.csv", page.CSV_HEADER, rows)


def _measure(key: str) -> Measure:
    """Of the others no single events are known here."""
    measure = measure_or_404(key)
    if measure.key not in EVENTS:
        raise Http404
    return measure
