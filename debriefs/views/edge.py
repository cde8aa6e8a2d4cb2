"""What the views of debriefs share: an incident that the viewer may do something with, and how a refusal is said."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from workforce_assurance.common.views import may_or_404
from workforce_assurance.people.views.edge import Edge, edge

from ..exceptions import Refused
from ..models import Incident

__all__ = ["Edge", "IncidentForm", "edge", "incident_or_404", "say_refusal"]


def incident_or_404(request: HttpRequest, incident_id: uuid.UUID, permission: str) -> Incident:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Incident.objects.select_related(
        "type", "sub_category", "team__service", "team__manager", "team__service__lead", "reporter", "finisher"
    )
    incident = get_object_or_404(rows, pk=incident_id)
    may_or_404(request, permission, incident)
    return incident


def say_refusal(request: HttpRequest, refusal: Exception) -> None:
    messages.warning(request, str(refusal))


class IncidentForm(View):
    """A page with one form about one incident."""

    permission = title = submit = lead = ""
    template_name = "debriefs/incident_form.html"

    def get(self, request: HttpRequest, incident_id: uuid.UUID, **keys: Any) -> HttpResponse:
        incident, at = self.load(request, incident_id, **keys)
        return self.page(request, incident, self.form(incident, at))

    def post(self, request: HttpRequest, incident_id: uuid.UUID, **keys: Any) -> HttpResponse:
        incident, at = self.load(request, incident_id, **keys)
        form = self.form(incident, at, request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.act(form, incident, at))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("debriefs:incident", incident.pk)
        return self.page(request, incident, form)

    def load(self, request: HttpRequest, incident_id: uuid.UUID) -> tuple[Incident, Edge]:
        return incident_or_404(request, incident_id, self.permission), edge(request.user)

    def form(self, incident: Incident, at: Edge, typed: Any = None) -> Any:
        raise NotImplementedError

    def act(self, form: Any, incident: Incident, at: Edge) -> str:
        """Call the one command; gives the sentence that says what was done."""
        raise NotImplementedError

    def page(self, request: HttpRequest, incident: Incident, form: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": self.title,
            "submit": self.submit,
            "lead": self.lead,
            "caption": f"Incident {incident.reference}",
            "cancel_url": reverse("debriefs:incident", args=[incident.pk]),
            "incident": incident,
        }
        return render(request, self.template_name, context)
