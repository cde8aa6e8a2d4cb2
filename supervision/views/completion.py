"""Supervision completion per team and month, for managers and governance."""

from __future__ import annotations

from typing import Any

from dateutil.relativedelta import relativedelta
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.dates import month_start, next_month
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people

from .. import completion_page
from ..completion import BLOCK, Completion, completion
from ..forms import PeriodForm
from ..queries import teams_to_measure
from .edge import edge


@require_safe
def completion_table(request: HttpRequest) -> HttpResponse:
    """Held on time, by team and month, with numerators and denominators."""
    form, found, teams, smallest = _measured(request)
    return render(
        request,
        "supervision/completion.html",
        {
            "filter_form": form,
            "months": [completion_page.month_name(month) for month in found.months],
            "rows": completion_page.table(found, teams),
            "whole": completion_page.whole(found, smallest),
            "smallest": smallest,
            "query": request.GET.urlencode(),
        },
    )


@require_safe
def completion_csv(request: HttpRequest) -> HttpResponse:
    """The same table as a file."""
    _form, found, teams, _smallest = _measured(request)
    rows = completion_page.csv_rows(found, teams)
    return csv_response("supervision-completion.csv", completion_page.CSV_HEADER, rows)


def _measured(request: HttpRequest) -> tuple[PeriodForm, Completion, list[Any], int]:
    may_or_404(request, "supervision.see_completion")
    at, organisation = edge(request.user), people.organisation()
    form = PeriodForm(request.GET or None)
    asked = form.cleaned_data["months"] if form.is_bound and form.is_valid() else ""
    end = next_month(at.today)
    first = month_start(end - relativedelta(months=int(asked or BLOCK)))
    teams = list(teams_to_measure(request.user, on=at.today))
    found = completion(
        teams=[team.pk for team in teams], first=first, end=end, today=at.today, zone=at.zone,
        smallest=organisation.smallest_group,
    )  # fmt: skip
    return form, found, teams, organisation.smallest_group
