"""Agreement between two views, and what teams come to: aggregates alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import may_or_404
from workforce_assurance.people.views.edge import edge

from .. import agreement_page, teams_page


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Per cent, AC1 and kappa of each criterion, with intervals, and the calibrations."""
    may_or_404(request, "boundaries.see_agreement")
    return render(request, "reviews/agreement.html", agreement_page.page(request.user))


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """How far the standard was kept, by team and criterion."""
    may_or_404(request, "boundaries.see_counts")
    at = edge(request.user)
    return render(request, "reviews/teams.html", teams_page.page(request.user, today=at.today, zone=at.zone))
