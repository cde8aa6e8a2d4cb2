"""One debrief's page, and what is recorded about it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.support import contacts
from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates.commands import read_by_rule
from workforce_assurance.structured_templates.queries import response_for

from .. import commands, debrief_page
from ..debrief_forms import HeldForm, LeadForm, NotHeldForm, PauseForm, PoliciesForm
from ..enums import LEARNING_PURPOSE, NotHeldReason
from ..models import Debrief, GuidancePolicy
from ..queries import who_may_lead
from .edge import Edge, edge, saying

RUN = "debriefs.run_debrief"
FIRST_CONTACTS = 2


def debrief_or_404(request: HttpRequest, incident_id: uuid.UUID, debrief_id: uuid.UUID, permission: str) -> Debrief:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Debrief.objects.select_related("incident__team__service", "incident__type", "facilitator")
    debrief = get_object_or_404(rows, pk=debrief_id, incident=incident_id)
    may_or_404(request, permission, debrief)
    return debrief


@require_safe
def debrief_detail(request: HttpRequest, incident_id: uuid.UUID, debrief_id: uuid.UUID) -> HttpResponse:
    """One strand: support first, then its clock, who leads it, and what became of it."""
    debrief = debrief_or_404(request, incident_id, debrief_id, "debriefs.see_debrief")
    at = edge(request.user)
    found = debrief_page.page(debrief, request.user, at.now, at.zone)
    found["contacts"] = contacts(request.user, now=at.now)[:FIRST_CONTACTS]
    return render(request, "debriefs/debrief.html", found)


@require_safe
def read_record(request: HttpRequest, incident_id: uuid.UUID, debrief_id: uuid.UUID) -> HttpResponse:
    """The record of a learning debrief for those who were there by name; reading it leaves a row in the trail."""
    debrief = debrief_or_404(request, incident_id, debrief_id, "debriefs.read_debrief_record")
    response = response_for(LEARNING_PURPOSE, debrief.pk)
    if response is None:
        raise Http404
    sections = read_by_rule(response=response, by=request.user, now=edge(request.user).now)
    return render(request, "debriefs/debrief_record.html", {"debrief": debrief, "sections": sections})


class DebriefForm(RecordForm):
    """A page with one form about one debrief."""

    permission = RUN

    def load(self, **keys: Any) -> tuple[Debrief, Edge]:
        return debrief_or_404(self.request, permission=self.permission, **keys), edge(self.request.user)

    def way_back(self, debrief: Debrief) -> str:
        return reverse("debriefs:debrief", args=[debrief.incident_id, debrief.pk])

    def shown(self, debrief: Debrief, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{debrief.get_strand_display()}, incident {debrief.incident.reference}"}


class Lead(DebriefForm):
    title, submit = "Who leads this debrief", "Choose them"

    def form(self, debrief: Debrief, at: Edge, typed: Any = None) -> LeadForm:
        initial = {"facilitator": str(debrief.facilitator_id or "")}
        return LeadForm(typed, people=who_may_lead(self.request.user, on=at.today), initial=initial)

    def act(self, form: LeadForm, debrief: Debrief, at: Edge) -> str:
        chosen = people.people_by_id([uuid.UUID(form.cleaned_data["facilitator"])]).popitem()[1]
        done = commands.lead_debrief(debrief=debrief, facilitator=chosen, by=self.request.user, now=at.now)
        said = " They were involved themselves; that is said beside it." if done.facilitator_was_involved else ""
        return f"{chosen.full_name} leads it.{said}"


class Held(DebriefForm):
    title, submit = "It was held", "Record it"
    lead = "Attendance is voluntary and never counted against anyone."

    def form(self, _debrief: Debrief, at: Edge, typed: Any = None) -> HeldForm:
        return HeldForm(typed, zone=at.zone, initial={"day": at.today})

    def act(self, form: HeldForm, debrief: Debrief, at: Edge) -> str:
        count = form.cleaned_data["head_count"]
        commands.hold_debrief(debrief=debrief, held_at=form.held_at, head_count=count, by=self.request.user, now=at.now)
        return "It is recorded. Thank you for holding it."


class NotHeld(DebriefForm):
    title, submit = "It is not held", "Record it"
    form_class = NotHeldForm

    def act(self, form: NotHeldForm, debrief: Debrief, at: Edge) -> str:
        reason = NotHeldReason(form.cleaned_data["reason"])
        commands.debrief_not_held(debrief=debrief, reason=reason, by=self.request.user, now=at.now)
        return "It is recorded. What stood in the way is counted for the service."


class Pause(DebriefForm):
    title, submit = "Let it wait", "Pause it"
    lead = (
        "Only with a reason in words. You and whoever leads the team read it; it stands on no list. "
        "The clock goes on when the pause ends."
    )
    form_class = PauseForm

    def act(self, form: PauseForm, debrief: Debrief, at: Edge) -> str:
        commands.pause_debrief(debrief=debrief, why=form.cleaned_data["why"], by=self.request.user, now=at.now)
        return "It is paused, and nobody is reminded of it until the pause ends."


class Policies(DebriefForm):
    title, submit = "Policies", "Save"
    lead = "Which helped, which stood in the way, which were missing? Skip what was not spoken of."

    def form(self, debrief: Debrief, _at: Edge, typed: Any = None) -> PoliciesForm:
        known = {str(row.policy_id): row.effect for row in debrief.policies.all()}
        return PoliciesForm(typed, policies=GuidancePolicy.objects.in_use(), initial=known)

    def act(self, form: PoliciesForm, debrief: Debrief, at: Edge) -> str:
        commands.name_policies(debrief=debrief, said=form.said(), by=self.request.user, now=at.now)
        return "It is saved."


@require_POST
def resume(request: HttpRequest, incident_id: uuid.UUID, debrief_id: uuid.UUID) -> HttpResponse:
    """Let the clock go on."""
    debrief = debrief_or_404(request, incident_id, debrief_id, RUN)
    with saying(request, "The pause is over."):
        commands.resume_debrief(debrief=debrief, by=request.user, now=edge(request.user).now)
    return redirect("debriefs:debrief", incident_id, debrief_id)


@require_POST
def my_name(request: HttpRequest, incident_id: uuid.UUID, debrief_id: uuid.UUID) -> HttpResponse:
    """Stand among those who were there by name, or not any more: one's own choice alone."""
    debrief = debrief_or_404(request, incident_id, debrief_id, "debriefs.stand_by_name")
    wants = request.POST.get("wants") == "1"
    with saying(request, "Your name stands there." if wants else "Your name does not stand there."):
        commands.stand_by_name(debrief=debrief, wants=wants, by=request.user, now=edge(request.user).now)
    return redirect("debriefs:debrief", incident_id, debrief_id)


@require_POST
def write(request: HttpRequest, incident_id: uuid.UUID, debrief_id: uuid.UUID) -> HttpResponse:
    """Open the record of the learning debrief, or go on with it."""
    debrief = debrief_or_404(request, incident_id, debrief_id, "debriefs.write_debrief")
    with saying(request, ""):
        response = commands.open_learning_record(debrief=debrief, by=request.user, now=edge(request.user).now)
        return redirect("record", response.pk)
    return redirect("debriefs:debrief", incident_id, debrief_id)
