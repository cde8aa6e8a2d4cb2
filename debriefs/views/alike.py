"""Linking two incidents, taking that back, and saying whether two accounts are similar."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.common.words import long_instant

from .. import commands
from ..enums import LinkKind
from ..link_forms import LinkForm
from ..models import Incident, LinkedIncidents, SimilarAccounts
from .edge import Edge, IncidentForm, edge, incident_or_404

AROUND, MOST_NEAR = timedelta(days=7), 20


class Link(IncidentForm):
    permission = "debriefs.link_incident"
    title, submit = "Link another incident", "Link them"
    lead = "For what is the same event reported again, or what hangs together. Only those who may see both incidents see the link."

    def form(self, incident: Incident, at: Edge, typed: Any = None) -> LinkForm:
        visible = Incident.objects.visible_to(self.request.user, on=at.today).exclude(pk=incident.pk)
        span = (incident.happened_at - AROUND, incident.happened_at + AROUND)
        near = visible.filter(team__service=incident.team.service_id, happened_at__range=span).select_related("team")
        rows = [
            (str(one.pk), f"{one.reference}, {one.team.name}, {long_instant(one.happened_at, at.zone)}")
            for one in near.order_by("-happened_at", "pk")[:MOST_NEAR]
        ]
        return LinkForm(typed, near=rows, visible=visible)

    def act(self, form: LinkForm, incident: Incident, at: Edge) -> str:
        kind = LinkKind(form.cleaned_data["kind"])
        commands.link_incidents(incident=incident, other=form.incident, kind=kind, by=self.request.user, now=at.now)
        return "They are linked. The link stands on both pages."


@require_POST
def unlink(request: HttpRequest, incident_id: uuid.UUID, pair_id: uuid.UUID) -> HttpResponse:
    """Take a link back."""
    pair = _pair(request, incident_id, LinkedIncidents, pair_id, "debriefs.unlink_incidents")
    with saying(request, "The link is taken back."):
        commands.unlink_incidents(pair=pair, by=request.user, now=edge(request.user).now)
    return redirect("debriefs:incident", incident_id)


@require_POST
def decide(request: HttpRequest, incident_id: uuid.UUID, pair_id: uuid.UUID) -> HttpResponse:
    """Say whether two accounts are similar."""
    pair = _pair(request, incident_id, SimilarAccounts, pair_id, "debriefs.decide_similar")
    similar = request.POST.get("similar") == "1"
    with saying(request, "They count as similar." if similar else "They are not suggested any more."):
        commands.decide_similar(pair=pair, similar=similar, by=request.user, now=edge(request.user).now)
    return redirect("debriefs:incident", incident_id)


def _pair(request: HttpRequest, incident_id: uuid.UUID, model: Any, pair_id: uuid.UUID, permission: str) -> Any:
    """:raises Http404: when there is none of that incident, or it is none of theirs"""
    incident = incident_or_404(request, incident_id, "debriefs.see_incident")
    rows = model.objects.of(incident).select_related("first__team__service", "second__team__service")
    pair = get_object_or_404(rows, pk=pair_id)
    may_or_404(request, permission, pair)
    return pair
