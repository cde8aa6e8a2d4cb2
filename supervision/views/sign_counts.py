"""In how many records each drift sign was noted, by place and time, for governance and managers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people

from .. import sign_counts_page
from ..forms import QuarterForm
from ..queries import teams_to_measure
from ..sign_counts import LEAST_PEOPLE, SignCounts, quarters_over, sign_counts
from .edge import edge

QUARTERS = 8


@require_safe
def sign_table(request: HttpRequest) -> HttpResponse:
    """The organisation by month, services and teams by quarter, in counts."""
    form, found, teams, smallest = _counted(request)
    return render(
        request,
        "supervision/sign_counts.html",
        {
            "filter_form": form,
            "quarter": sign_counts_page.quarter_name(found.quarter),
            "signs": list(found.labels.values()),
            "months": [sign_counts_page.month_name(month) for month in found.months],
            "month_rows": sign_counts_page.months_table(found, smallest) if _all(found, teams) else [],
            "rows": sign_counts_page.places_table(found, teams, smallest),
            "smallest": smallest,
            "least_people": max(LEAST_PEOPLE, smallest),
            "query": request.GET.urlencode(),
        },
    )


@require_safe
def sign_csv(request: HttpRequest) -> HttpResponse:
    """The same counts as a file."""
    _form, found, teams, smallest = _counted(request)
    rows = sign_counts_page.csv_rows(found, teams, smallest)
    return csv_response("drift-signs.csv", sign_counts_page.CSV_HEADER, rows)


def _all(found: SignCounts, teams: list[Any]) -> bool:
    return bool(found.teams) and sign_counts_page.sees_everything(found, teams)


def _counted(request: HttpRequest) -> tuple[QuarterForm, SignCounts, list[Any], int]:
    may_or_404(request, "supervision.see_sign_counts")
    at = edge(request.user)
    quarters = quarters_over(today=at.today, number=QUARTERS)
    choices = [(quarter.isoformat(), sign_counts_page.quarter_name(quarter)) for quarter in quarters]
    form = QuarterForm(request.GET or None, quarters=choices)
    asked = form.cleaned_data["quarter"] if form.is_bound and form.is_valid() else ""
    quarter = next((one for one in quarters if one.isoformat() == asked), quarters[0])
    smallest = people.organisation().smallest_group
    found = sign_counts(quarter=quarter, zone=at.zone, smallest=smallest)
    return form, found, list(teams_to_measure(request.user, on=at.today)), smallest
