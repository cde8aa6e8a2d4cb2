"""One complaint: put on record, its page, what is said in it, and what was found."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.action_log.queries import themes_in_use
from workforce_assurance.action_log.sources import SOURCES
from workforce_assurance.action_log.views.asked_source import asked_source
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people

from ...models import Complaint
from .. import commands
from ..complaint_page import page
from ..forms import FactsForm, RecordForm
from ..reading import account_for, answer_for
from .edge import ComplaintForm, Edge, complaint_or_404, edge


@require_safe
def complaint_detail(request: HttpRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """Where it stands, by when, who handles it, and what came of it."""
    complaint = complaint_or_404(request, complaint_id, "governance.see_complaint")
    at = edge(request.user)
    return render(request, "complaints/complaint.html", page(complaint, request.user, at.now, at.zone))


@require_safe
def read_account(request: HttpRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """What is said in it; each look leaves a row in the trail first."""
    complaint = complaint_or_404(request, complaint_id, "governance.see_complaint")
    return _words(request, complaint, "What is said", account_for(request.user, complaint, now=edge(request.user).now))


@require_safe
def read_answer(request: HttpRequest, complaint_id: uuid.UUID, handling_id: uuid.UUID) -> HttpResponse:
    """What one of those who handled it found; each look leaves a row in the trail first."""
    complaint = complaint_or_404(request, complaint_id, "governance.read_complaint_answer")
    handling = get_object_or_404(complaint.handlings.select_related("handler", "complaint"), pk=handling_id)
    return _words(request, complaint, "What was found", answer_for(request.user, handling, now=edge(request.user).now))


def _words(request: HttpRequest, complaint: Complaint, title: str, found: dict[str, Any]) -> HttpResponse:
    return render(request, "complaints/words.html", {"complaint": complaint, "title": title, **found})


class Record(ComplaintForm):
    """Put a complaint on record; `?from=kind:key` names the decision or the incident that it is linked to."""

    title, submit = "Put a complaint on record", "Put it on record"
    lead = "First when and how it came. Then you write down what is said. Thank whoever complains: it helps us to see."

    def load(self) -> tuple[None, Edge]:  # type: ignore[override]
        may_or_404(self.request, "governance.record_complaint")
        return None, edge(self.request.user)

    def form(self, _record: None, at: Edge, typed: Any = None) -> RecordForm:
        source = asked_source(self.request, on=at.today)
        own = people.team_of(self.request.user, on=at.today)
        initial = {"received_on": at.today, "team": _team_of(source) or (str(own.pk) if own else "")}
        return RecordForm(typed, teams=people.teams(), themes=themes_in_use(), initial=initial)

    def act(self, form: RecordForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        received = form.received(asked_source(self.request, on=at.today))
        self.made = commands.record_complaint(received=received, once=once, by=self.request.user, now=at.now)
        handler = self.made.handlings.current().select_related("handler").get().handler
        return f"It is on record. {handler.full_name} handles it. Now write down what is said."

    def way_back(self, _record: Any) -> str:
        return reverse("complaints:complaints")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("complaints:complaint", self.made.pk)

    def shown(self, _record: Any, at: Edge) -> dict[str, Any]:
        source = asked_source(self.request, on=at.today)
        return {"caption": f"From {SOURCES[source[0]].label.lower()}" if source else ""}


def _team_of(source: tuple[str, uuid.UUID] | None) -> str:
    """The team of the record that it comes from, where that has one."""
    known = SOURCES[source[0]].team if source else None
    team = known(source[1]) if known and source else None
    return str(team) if team else ""


class Change(ComplaintForm):
    title, submit = "Change what it is about", "Save"
    lead = "When it came, and by when it is answered, stay as they are."

    def form(self, complaint: Complaint, _at: Edge, typed: Any = None) -> FactsForm:
        themes = themes_in_use()
        names = ("theme", "made_by", "came_by", "case_reference")
        initial = {"team": str(complaint.team_id)} | {name: getattr(complaint, name) for name in names}
        return FactsForm(typed, teams=people.teams(), themes=themes, initial=initial)

    def act(self, form: FactsForm, complaint: Complaint, at: Edge) -> str:
        commands.change_facts(complaint=complaint, facts=form.facts(), by=self.request.user, now=at.now)
        return "It is saved."
