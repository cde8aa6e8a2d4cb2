"""Where one person stands and from what; evidence recorded about somebody, and withdrawn."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from ...models import CompetencyEvidence
from .. import commands, goal_pages, pages
from ..enums import WithdrawnBecause
from ..forms import EvidenceForm, WithdrawForm
from ..policy import in_force
from ..reach import possible_observers


def person_or_404(request: HttpRequest, person_id: uuid.UUID, permission: str) -> Any:
    """:raises Http404: when there is no such person, or they are none of theirs"""
    person = people.person_by_id(person_id)
    if person is None:
        raise Http404
    may_or_404(request, permission, person)
    return person


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where the viewer stands, and from what."""
    return render(request, "competency/home.html", _of_person(request.user, request))


@require_safe
def person_detail(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Where somebody stands whom the viewer supervises or manages."""
    person = person_or_404(request, person_id, "boundaries.see_competency")
    return render(request, "competency/person.html", _of_person(person, request))


def _of_person(person: Any, request: HttpRequest) -> dict[str, Any]:
    at, viewer = edge(request.user), request.user
    found = pages.of_person(person, viewer, today=at.today)
    return found | goal_pages.of_person(person, viewer, at.now, at.today)


class Record(RecordForm):
    """Record one piece of evidence about somebody."""

    permission = "boundaries.record_evidence"
    title, submit = "Record evidence", "Record it"
    lead = (
        "It counts from now on. What is wrong is withdrawn later with a reason, and recorded anew; nothing is edited."
    )

    def load(self, person_id: uuid.UUID) -> tuple[Any, Edge]:
        return person_or_404(self.request, person_id, self.permission), edge(self.request.user)

    def form(self, person: Any, at: Edge, typed: Any = None) -> EvidenceForm:
        skills = {one.code: one.label for one in in_force()}
        observers = possible_observers(self.request.user, person, on=at.today)
        initial = {"observed_by": str(self.request.user.pk)}
        return EvidenceForm(typed, skills=skills, observers=observers, initial=initial)

    def act(self, form: EvidenceForm, person: Any, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], f"{self.request.user.pk} {person.pk}")
        commands.record_evidence(seen=form.seen(person), once=once, by=self.request.user, now=at.now)
        return "It is recorded."

    def way_back(self, person: Any) -> str:
        return reverse("competency:person", args=[person.pk])

    def shown(self, person: Any, _at: Edge) -> dict[str, Any]:
        return {"caption": person.full_name}


class Withdraw(RecordForm):
    """Let one piece of evidence count no more."""

    permission = "boundaries.withdraw_evidence"
    title, submit, form_class = "Withdraw evidence", "Withdraw it", WithdrawForm
    lead = "It stays on the page with this reason, and counts no more."

    def load(self, evidence_id: uuid.UUID) -> tuple[CompetencyEvidence, Edge]:
        evidence = get_object_or_404(CompetencyEvidence.objects.select_related("person"), pk=evidence_id)
        may_or_404(self.request, self.permission, evidence)
        return evidence, edge(self.request.user)

    def act(self, form: WithdrawForm, evidence: CompetencyEvidence, at: Edge) -> str:
        because = WithdrawnBecause(form.cleaned_data["because"])
        commands.withdraw_evidence(evidence=evidence, because=because, by=self.request.user, now=at.now)
        return "It is withdrawn."

    def way_back(self, evidence: CompetencyEvidence) -> str:
        return reverse("competency:person", args=[evidence.person_id])

    def shown(self, evidence: CompetencyEvidence, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{evidence.person.full_name}, {evidence.reference}"}
