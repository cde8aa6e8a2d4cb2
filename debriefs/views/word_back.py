"""How soon there was word back, for those who answer for it; the same as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people

from ..forms import WithinForm
from ..queries import services_to_answer_for
from ..word_back import word_back
from ..word_back_page import CSV_HEADER, Row, rows_of
from .edge import edge


@require_safe
def word_back_table(request: HttpRequest) -> HttpResponse:
    """The organisation by month, and services over the year."""
    form, within, rows, smallest = _asked(request)
    said = {"filter_form": form, "within": within, "rows": rows, "smallest": smallest, "query": request.GET.urlencode()}
    return render(request, "debriefs/word_back.html", said)


@require_safe
def word_back_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    _form, within, rows, _smallest = _asked(request)
    cells = ((row.name, row.when, row.logged, row.told, within, row.half, row.nine_tenths) for row in rows)
    return csv_response("word-back.csv", CSV_HEADER, cells)


def _asked(request: HttpRequest) -> tuple[WithinForm, int, list[Row], int]:
    may_or_404(request, "debriefs.see_word_back")
    at = edge(request.user)
    form = WithinForm(request.GET or None)
    asked: Any = form.cleaned_data["within"] if form.is_bound and form.is_valid() else ""
    within = int(asked or WithinForm.USUAL)
    smallest = people.organisation().smallest_group
    found = word_back(within=within, today=at.today, zone=at.zone, smallest=smallest)
    return form, within, rows_of(found, services_to_answer_for(request.user, on=at.today), smallest), smallest
