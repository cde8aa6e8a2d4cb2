"""Supervision completion and timeliness by team and month, for managers and governance."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import ListPage, MayOr404, may_or_404

from .. import completion_page
from ..completion_measured import Measured, measure
from ..forms import CompletionFilter, PeriodForm
from .edge import edge


class CompletionPage(MayOr404, ListPage):
    """Held on time by month, and by team, with numerators and denominators."""

    permission_required = "supervision.see_completion"
    template_name = "supervision/completion.html"
    filter_form = CompletionFilter

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.found: Measured | None = None

    def get_queryset(self) -> list[Any]:
        self.found = _measured(self.request)
        return completion_page.table(self.found)

    def filtered(self, rows: Any, **asked: Any) -> Any:
        wanted = asked["name"].casefold()
        return [row for row in rows if wanted in f"{row.name} {row.service}".casefold()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        assert self.found is not None  # noqa: S101 - get_queryset came before
        return context | {
            "rows": list(context["page_obj"]),
            "months": completion_page.by_month(self.found),
            "whole": completion_page.whole(self.found),
            "measured": self.found,
            "query": f"?months={self.found.number}",
        }


@require_safe
def completion_of_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """One team month by month; what is suppressed among all teams is suppressed here."""
    may_or_404(request, "supervision.see_completion")
    found = _measured(request)
    team = next((team for team in found.teams if team.pk == team_id), None)
    if team is None:
        raise Http404
    context = {
        "team": team,
        "filter_form": PeriodForm(request.GET or None),
        "months": completion_page.by_month(found, team=team),
        "whole": completion_page.of_team(found, team),
        "measured": found,
        "back_url": f"{reverse('supervision:completion')}?months={found.number}",
    }
    return render(request, "supervision/completion_team.html", context)


@require_safe
def completion_csv(request: HttpRequest) -> HttpResponse:
    """The same table as a file."""
    may_or_404(request, "supervision.see_completion")
    rows = completion_page.csv_rows(_measured(request))
    return csv_response("supervision-completion.csv", completion_page.CSV_HEADER, rows)


def _measured(request: HttpRequest) -> Measured:
    form = PeriodForm(request.GET or None)
    asked = form.cleaned_data["months"] if form.is_bound and form.is_valid() else ""
    at = edge(request.user)
    return measure(request.user, months=asked, today=at.today, zone=at.zone)
