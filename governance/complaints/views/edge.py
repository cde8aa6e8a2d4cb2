"""What the views of complaints share: a complaint that the viewer may do something with."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, edge

from ...models import Complaint

__all__ = ["ComplaintForm", "Edge", "complaint_or_404", "edge", "saying"]


def complaint_or_404(request: HttpRequest, complaint_id: uuid.UUID, permission: str) -> Complaint:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Complaint.objects.select_related("team__service__lead", "team__manager", "recorded_by", "ended_by")
    complaint = get_object_or_404(rows, pk=complaint_id)
    may_or_404(request, permission, complaint)
    return complaint


class ComplaintForm(RecordForm):
    """A page with one form about one complaint."""

    permission = "governance.follow_complaint"

    def load(self, complaint_id: uuid.UUID) -> tuple[Complaint, Edge]:
        return complaint_or_404(self.request, complaint_id, self.permission), edge(self.request.user)

    def way_back(self, complaint: Complaint) -> str:
        return reverse("complaints:complaint", args=[complaint.pk])

    def shown(self, complaint: Complaint, _at: Edge) -> dict[str, Any]:
        return {"caption": f"Complaint {complaint.reference}, {complaint.team.name}"}
