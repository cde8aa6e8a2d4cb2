"""What the views of debriefs share: an incident that the viewer may do something with."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, edge

from ..models import Incident

__all__ = ["Edge", "IncidentForm", "edge", "incident_or_404", "saying"]


def incident_or_404(request: HttpRequest, incident_id: uuid.UUID, permission: str) -> Incident:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Incident.objects.select_related(
        "type", "sub_category", "team__service", "team__manager", "team__service__lead", "reporter", "finisher"
    )
    incident = get_object_or_404(rows, pk=incident_id)
    may_or_404(request, permission, incident)
    return incident


class IncidentForm(RecordForm):
    """A page with one form about one incident."""

    def load(self, incident_id: uuid.UUID) -> tuple[Incident, Edge]:
        return incident_or_404(self.request, incident_id, self.permission), edge(self.request.user)

    def way_back(self, incident: Incident) -> str:
        return reverse("debriefs:incident", args=[incident.pk])

    def shown(self, incident: Incident, _at: Edge) -> dict[str, Any]:
        return {"caption": f"Incident {incident.reference}"}
