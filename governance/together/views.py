"""The page of strain beside restrictive decisions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge

from ..measures.forms import MeasureForm
from ..measures.places import Places
from ..measures.views import months_asked, places_or_404
from . import page


def _asked(request: Any) -> tuple[Edge, Places]:
    """For whoever leads governance or a service: who answers for teams alone has none to put beside each other."""
    at, places = places_or_404(request)
    if not places.holds_more_than_teams:
        raise Http404
    return at, places


@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """Both in one place over the same months."""
    at, places = _asked(request)
    form = MeasureForm(request.GET or None, places=places)
    smallest = people.smallest_group_for(request.user)
    found = page.page(places, number=months_asked(request), today=at.today, smallest=smallest)
    return render(request, "governance/together.html", found | {"filter_form": form})


@require_safe
def together_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file, suppressed as on the page."""
    at, places = _asked(request)
    smallest = people.smallest_group_for(request.user)
    found = page.beside(places.chosen, number=months_asked(request), today=at.today)
    return csv_response(
        "strain-and-restrictive-decisions.csv", page.CSV_HEADER, page.csv_rows(found, places.name, smallest)
    )
