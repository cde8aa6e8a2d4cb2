"""Whom to call when somebody feels threatened, and whether they answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, ListAtNow, edge

from ...models import ThreatRoute
from .. import commands, pages
from ..enums import Place
from ..forms import RouteForm


@require_safe
def whom_to_call(request: HttpRequest) -> HttpResponse:
    """Emergency services, and then by place whoever answers now."""
    at = edge(request.user)
    context = {
        "emergencies": pages.emergencies(),
        "places": pages.whom_to_call(request.user, at),
        "may_ring": request.user.has_perm("boundaries.ring_routes"),
    }
    return render(request, "safe_contact/whom_to_call.html", context)


class Routes(ListAtNow):
    """Every route, the one to be rung first."""

    template_name = "safe_contact/route_list.html"
    title = "Whom to call: routes and test calls"
    lead = "A number that nobody tried is a hope. Each one is rung every four weeks."
    columns = pages.ROUTES
    back = ("safe_contact:whom_to_call", "Whom to call")
    what = "routes"

    def get_queryset(self) -> Any:
        may_or_404(self.request, "boundaries.ring_routes")
        return pages.routes_kept(self.request.user, self.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = [pages.route_cells(one, self.at) for one in found["page_obj"]]
        return found | {"rows": rows, "may_change": self.request.user.has_perm("boundaries.change_routes")}


class Keep(RecordForm):
    """Add a route, or change one."""

    submit = "Save"
    lead = "Everybody whom it is for sees it from now on. A new number is to be rung today."

    def load(self, route_id: uuid.UUID | None = None) -> tuple[ThreatRoute | None, Edge]:
        may_or_404(self.request, "boundaries.change_routes")
        found = get_object_or_404(ThreatRoute.objects.in_use(), pk=route_id) if route_id else None
        return found, edge(self.request.user)

    def form(self, route: ThreatRoute | None, _at: Edge, typed: Any = None) -> RouteForm:
        return RouteForm(typed, services=people.services(), route=route)

    def act(self, form: RouteForm, route: ThreatRoute | None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        commands.change_route(route=route, told=form.told, once=once, by=self.request.user, now=at.now)
        return "It is saved."

    def way_back(self, _route: ThreatRoute | None) -> str:
        return reverse("safe_contact:routes")

    def shown(self, route: ThreatRoute | None, _at: Edge) -> dict[str, Any]:
        return {"title": "Change a route" if route else "Add a route"}


def _of(request: HttpRequest, route_id: uuid.UUID) -> tuple[Any, Edge]:
    may_or_404(request, "boundaries.ring_routes")
    at = edge(request.user)
    return get_object_or_404(pages.routes_kept(request.user, at), pk=route_id), at


@require_safe
def route(request: HttpRequest, route_id: uuid.UUID) -> HttpResponse:
    """One route, its test calls, and what came of ringing it."""
    found, at = _of(request, route_id)
    context = {
        "route": found,
        "contact": pages.contact_of(found, at),
        "place": Place(found.place).label,
        "hours": pages.hours_in_words(found),
        "status": pages.status_of(found, at),
        "asked": [{"label": label, "value": value} for label, value in pages.asked_of(found, at)],
        "calls": pages.calls_of(found, at),
        "may_change": request.user.has_perm("boundaries.change_routes"),
    }
    return render(request, "safe_contact/route.html", context)


@require_POST
def rung(request: HttpRequest, route_id: uuid.UUID) -> HttpResponse:
    """Somebody rang: `answered` is "yes", or nobody did."""
    found, at = _of(request, route_id)
    answered = request.POST.get("answered") == "yes"
    done = "Thank you. It answers." if answered else "It is kept. Find out why today; it is to be rung again tomorrow."
    with saying(request, done):
        commands.record_test_call(route=found, answered=answered, by=request.user, now=at.now)
    return redirect("safe_contact:route", found.pk)


@require_POST
def retire(request: HttpRequest, route_id: uuid.UUID) -> HttpResponse:
    """Nobody is shown it any more."""
    found, at = _of(request, route_id)
    may_or_404(request, "boundaries.change_routes")
    with saying(request, "It is taken away. Its test calls are kept."):
        commands.retire_route(route=found, by=request.user, now=at.now)
    return redirect("safe_contact:routes")
