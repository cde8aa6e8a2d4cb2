"""The register of decisions, one decision's page, and drafting one."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.action_log.sources import SOURCES
from workforce_assurance.action_log.views.asked_source import asked_source
from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.views import CountedInPart, may_or_404
from workforce_assurance.people.views.edge import ListAtNow

from .. import commands
from ..decision_forms import DecisionFilter, DecisionForm
from ..decision_list import CSV_HEADER, HEADINGS, LISTED, LOADS, csv_cells, list_rows, narrowed
from ..decision_page import page
from ..models import Decision
from ..queries import grounds_in_force, kinds_in_force, list_choices, teams_to_decide_in
from ..querysets import DecisionQuerySet
from .edge import DecisionView, Edge, decision_or_404, edge, saying

WRITE = "boundaries.write_decision"


class DecisionList(ListAtNow):
    """The register: one's own decisions, those one was asked about, those of one's line, teams or governance."""

    template_name = "boundaries/decision_list.html"
    paginator_class = CountedInPart
    values = LISTED

    def filter_form(self, asked: Any) -> DecisionFilter:
        return DecisionFilter(asked, **list_choices(self.request.user, now=self.at.now))

    def get_queryset(self) -> DecisionQuerySet:
        rows = Decision.objects.listed_for(self.request.user, on=self.at.today)
        return rows.order_by("-drafted_at", "pk")

    def filtered(self, rows: DecisionQuerySet, **asked: Any) -> DecisionQuerySet:
        return narrowed(rows, asked, self.at.zone)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"headings": HEADINGS, "rows": list_rows(found["object_list"], self.at.now, self.at.zone)}


class DecisionCsv(DecisionList):
    """The same list, whole, as a file: facts and codes, and nobody's name."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = self.every_row().select_related(*LOADS).iterator()
        return csv_response("decisions.csv", CSV_HEADER, (csv_cells(one, self.at.zone) for one in rows))


@require_safe
def decision_detail(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """One decision: where it stands, what it is, why it is asked for, and what happened with it."""
    decision = decision_or_404(request, decision_id, "boundaries.see_decision")
    at = edge(request.user)
    return render(request, "boundaries/decision.html", page(decision, request.user, at.now, at.zone))


class Draft(DecisionView):
    """Ask for a decision; `?from=kind:key` names the record that it comes from."""

    title, submit = "Ask for a restrictive decision", "Save the draft"
    lead = (
        "First the facts. Then you write why, and somebody else decides at the gate. Nothing takes effect before that."
    )
    template_name = "boundaries/decision_form.html"

    def load(self) -> tuple[None, Edge]:
        may_or_404(self.request, "boundaries.draft_decision")
        return None, edge(self.request.user)

    def form(self, _record: None, at: Edge, typed: Any = None) -> DecisionForm:
        return _form(self.request.user, at, typed, initial={})

    def act(self, form: DecisionForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        wanted = form.wanted(asked_source(self.request, on=at.today))
        self.made = commands.draft_decision(wanted=wanted, once=once, by=self.request.user, now=at.now)
        return "The draft is saved. Now write why."

    def way_back(self, _record: None) -> str:
        return reverse("boundaries:decisions")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("boundaries:decision", self.made.pk)

    def shown(self, _record: None, at: Edge) -> dict[str, Any]:
        source = asked_source(self.request, on=at.today)
        return {"caption": f"From {SOURCES[source[0]].label.lower()}" if source else ""}


class Change(DecisionView):
    permission = WRITE
    title, submit = "Change what you ask for", "Save"
    template_name = "boundaries/decision_form.html"

    def form(self, decision: Decision, at: Edge, typed: Any = None) -> DecisionForm:
        ends = decision.ends_at.astimezone(at.zone) if decision.ends_at else None
        at_midnight = ends is not None and not (ends.hour or ends.minute)
        initial = {
            "kind": decision.kind.code, "ground": decision.ground.code, "covers": decision.covers,
            "case_reference": decision.case_reference, "team": str(decision.team_id),
            "starts_on": local_day(decision.starts_at, at.zone) if decision.starts_at else None,
            "ends_on": day_ending(decision.ends_at, at.zone) if decision.ends_at else None,
            "ends_clock": None if at_midnight or ends is None else ends.time(),
        }  # fmt: skip
        return _form(self.request.user, at, typed, initial=initial)

    def act(self, form: DecisionForm, decision: Decision, at: Edge) -> str:
        source = (decision.source_kind, decision.source_id) if decision.source_id else None
        commands.change_draft(decision=decision, wanted=form.wanted(source), by=self.request.user, now=at.now)
        return "It is saved."


@require_POST
def withdraw(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Take it back before it has any effect."""
    decision = decision_or_404(request, decision_id, WRITE)
    with saying(request, "It is withdrawn. Nothing takes effect."):
        commands.withdraw_decision(decision=decision, by=request.user, now=edge(request.user).now)
    return redirect("boundaries:decision", decision.pk)


def _form(viewer: Any, at: Edge, typed: Any, *, initial: dict[str, Any]) -> DecisionForm:
    teams = teams_to_decide_in(viewer, on=at.today)
    kinds, grounds = kinds_in_force().select_related("version"), grounds_in_force().select_related("version")
    first = {"team": str(teams[0].pk)} if teams else {}
    return DecisionForm(typed, kinds=kinds, grounds=grounds, teams=teams, zone=at.zone, initial=first | initial)
