"""How much support was offered, in counts for governance."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ...views.edge import edge
from .. import counts_page
from ..counts import SupportCounts, support_counts
from ..queries import services_of


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    found, services, smallest, whole = _counted(request)
    return render(request, "support/counts.html", counts_page.page(found, services, smallest, whole=whole))


@require_safe
def counts_csv(request: HttpRequest) -> HttpResponse:
    """The same counts as a file."""
    found, services, smallest, whole = _counted(request)
    rows = counts_page.csv_rows(found, services, smallest, whole=whole)
    return csv_response("support.csv", counts_page.CSV_HEADER, rows)


def _counted(request: HttpRequest) -> tuple[SupportCounts, list[Any], int, bool]:
    may_or_404(request, "debriefs.see_support_counts")
    at, smallest = edge(request.user), people.organisation().smallest_group
    governed = reach.services_governed_by(request.user)
    found = support_counts(today=at.today, zone=at.zone, smallest=smallest)
    return found, list(services_of(governed)), smallest, governed is None
