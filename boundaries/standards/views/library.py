"""The library, one card, attesting it, and how many have."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from ...models import Attestation, CoachingPrompt, StandardVersion
from .. import commands, pages
from ..forms import AttestForm


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every standard in force, for everybody."""
    at = edge(request.user)
    return render(request, "standards/library.html", pages.library(request.user, at.zone, at.today))


@require_safe
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """One card: what we can do, what we cannot, how to say it."""
    rows = StandardVersion.objects.published().select_related("standard__owner")
    version = get_object_or_404(rows, standard__code=code)
    at = edge(request.user)
    return render(request, "standards/standard.html", pages.card(version, request.user, at.zone, at.today))


class Attest(RecordForm):
    """Read what is new, and say of each scene whether it fits."""

    submit = "I have read it"
    template_name = "standards/attest.html"

    def load(self, attestation_id: uuid.UUID) -> tuple[Attestation, Edge]:
        rows = Attestation.objects.select_related("standard", "person")
        attestation = get_object_or_404(rows, pk=attestation_id)
        may_or_404(self.request, "boundaries.attest_standard", attestation)
        found = (
            StandardVersion.objects.published().filter(standard=attestation.standard_id, line=attestation.line).first()
        )
        if found is None:
            raise Http404
        self.version = found
        return attestation, edge(self.request.user)

    def form(self, _attestation: Attestation, _at: Edge, typed: Any = None) -> AttestForm:
        return AttestForm(typed, scenarios=self.version.scenarios.all())

    def act(self, form: AttestForm, attestation: Attestation, at: Edge) -> str:
        raised = commands.attest(attestation=attestation, answers=form.answers, by=self.request.user, now=at.now)
        if raised:
            return "Thank you. What you were not sure of is there to talk over in your next supervision: that is what it is for."
        return "Thank you. You have attested it."

    def way_back(self, _attestation: Attestation) -> str:
        return reverse("standards:standard", args=[self.version.standard.code])

    def shown(self, attestation: Attestation, _at: Edge) -> dict[str, Any]:
        return {
            "title": self.version.title,
            "parts": pages.parts(self.version),
            "changes": pages.changed_since(attestation, self.version),
            "given": attestation.state != "waits",
        }


@require_POST
def talk_over(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponse:
    """Tick that it was talked over, as the supervisor."""
    prompt = get_object_or_404(CoachingPrompt.objects.select_related("person"), pk=prompt_id)
    may_or_404(request, "boundaries.talk_over_prompt", prompt)
    with saying(request, "It is ticked."):
        commands.talk_over(prompt=prompt, by=request.user, now=edge(request.user).now)
    return redirect("standards:prompts", prompt.person_id)


@require_safe
def prompts(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What a worker was not sure of: for them and whoever supervises them."""
    worker = people.person_by_id(person_id)
    may_or_404(request, "boundaries.see_prompts", worker)
    rows = CoachingPrompt.objects.of(person_id).to_talk_over().select_related("scenario__version__standard")
    context = {"prompts": rows, "may_tick": request.user.pk != person_id, "worker": worker}
    context["may_coach"] = request.user.has_perm("boundaries.open_goal", worker)
    return render(request, "standards/prompts.html", context)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """How many have attested and how many are still asked, by team."""
    may_or_404(request, "boundaries.see_attestations")
    at = edge(request.user)
    rows = pages.waiting_by_team(request.user, at.today)
    return render(request, "standards/waiting.html", {"rows": rows, "headings": ("Team", "Attested", "Still asked")})
