"""People by skills for whoever supervises or manages them, the same as a file, and counts by team."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import ListAtNow, edge

from .. import teams_page
from ..forms import MatrixFilter
from ..pages import csv_header, csv_row, matrix_headings, matrix_row
from ..policy import in_force
from ..reach import answered_for_by
from ..where import Stands, stands


class Matrix(ListAtNow):
    """Everybody below the viewer, in the order of team and name."""

    template_name = "competency/matrix.html"
    title = "Competency by team"
    lead = "Where each person stands with each skill today. It says what to arrange, and nothing about who somebody is."
    back = ("competency:home", "Competency")
    what, file = "people", "competency:matrix_csv"

    def get_queryset(self) -> Any:
        may_or_404(self.request, "boundaries.see_competency_matrix")
        self.skills = in_force()
        rows = people.with_places(answered_for_by(self.request.user, on=self.at.today), on=self.at.today)
        teams = rows.exclude(team_now=None).order_by("team_name").values_list("team_now", "team_name").distinct()
        self.filter_form = partial(MatrixFilter, teams=list(teams))
        return rows.order_by("team_name", "full_name", "pk")

    def filtered(self, rows: Any, **asked: Any) -> Any:
        if team := asked.get("team"):
            rows = rows.filter(team_now=team)
        if not (state := asked.get("state")):
            return rows
        found = self.where(rows)
        return [one for one in rows if any(each and each.state == state for each in found[one.pk].values())]

    def where(self, rows: Any) -> dict[Any, Stands]:
        return stands({one.pk: one.job_title for one in rows}, self.skills, today=self.at.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        shown = list(found["page_obj"])
        where = self.where(shown)
        rows = [matrix_row(one, where[one.pk], self.skills) for one in shown]
        return found | {"rows": rows, "columns": matrix_headings(self.skills)}


class MatrixCsv(Matrix):
    """The same, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = list(self.every_row())
        where = self.where(rows)
        lines = (csv_row(one, where[one.pk], self.skills) for one in rows)
        return csv_response("competency.csv", csv_header(self.skills), lines)


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """How many of each team are competent: counts, and no small ones."""
    may_or_404(request, "boundaries.see_counts")
    return render(request, "competency/teams.html", teams_page.page(request.user, today=edge(request.user).today))
