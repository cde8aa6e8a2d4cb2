"""What the views of boundaries share: a decision that the viewer may do something with."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, edge

from ..models import Decision
from ..words import about

__all__ = ["DecisionView", "Edge", "decision_or_404", "edge", "saying"]


def decision_or_404(request: HttpRequest, decision_id: uuid.UUID, permission: str) -> Decision:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Decision.objects.select_related(
        "kind__version", "ground", "team__service", "requester", "approver", "ended_by", "renews", "brought_by"
    )
    decision = get_object_or_404(rows, pk=decision_id)
    may_or_404(request, permission, decision)
    return decision


class DecisionView(RecordForm):
    """A page with one form about one decision."""

    def load(self, decision_id: uuid.UUID) -> tuple[Decision, Edge]:
        return decision_or_404(self.request, decision_id, self.permission), edge(self.request.user)

    def way_back(self, decision: Decision) -> str:
        return reverse("boundaries:decision", args=[decision.pk])

    def shown(self, decision: Decision, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{decision.kind.label}, {about(decision)}"}
