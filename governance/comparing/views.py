"""The page of teams beside each other."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.people import queries as people

from ..measures.enums import PlaceKind
from ..measures.places import Places
from ..measures.registry import Measure
from ..measures.views import measure_or_404, places_or_404
from . import page
from .filling import can_be_compared
from .forms import HalfForm


def _asked(request: HttpRequest, key: str) -> tuple[Measure, Places]:
    """The measure and the place; one team is beside nobody."""
    measure = measure_or_404(key)
    _, places = places_or_404(request)
    if not can_be_compared(measure) or places.chosen.kind == PlaceKind.TEAM:
        raise Http404
    return measure, places


@require_safe
def beside(request: HttpRequest, key: str) -> HttpResponse:
    """Teams of a place beside each other in one measure and half-year."""
    measure, places = _asked(request, key)
    smallest = people.smallest_group_for(request.user)
    found = page.page(measure, places, asked=request.GET.get("half", ""), smallest=smallest)
    form = HalfForm(request.GET or None, places=places, halves=found["halves"], half=found["half"])
    return render(request, "governance/teams.html", found | {"filter_form": form})


@require_safe
def beside_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a file, suppressed as on the page."""
    measure, places = _asked(request, key)
    smallest = people.smallest_group_for(request.user)
    found = page.page(measure, places, asked=request.GET.get("half", ""), smallest=smallest)
    header = ("measure", "half-year", *(heading.lower() for heading in page.HEADINGS))
    rows = [(measure.name, found["when"], *row) for row in found["rows"]]
    return csv_response(f"{measure.key.replace('.', '-')}-teams.csv", header, rows)
