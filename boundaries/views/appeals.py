"""Appeals against a decision: put on record, read, and answered by a reviewer who had no part in it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people

from .. import commands
from ..appeal_page import page
from ..decision_forms import AppealForm, OutcomeForm
from ..enums import AppealedBy, AppealOutcome
from ..models import Appeal, Decision
from ..queries import who_may_review
from .edge import DecisionView, Edge, edge


def appeal_or_404(request: HttpRequest, decision_id: uuid.UUID, appeal_id: uuid.UUID, permission: str) -> Appeal:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Appeal.objects.select_related(
        "decision__kind", "decision__team__service", "decision__requester", "reviewer", "recorded_by"
    )
    appeal = get_object_or_404(rows, pk=appeal_id, decision=decision_id)
    may_or_404(request, permission, appeal)
    return appeal


class Record(DecisionView):
    permission = "boundaries.record_appeal"
    title, submit = "Put an appeal on record", "Put it on record"
    lead = "Everybody may appeal, at any time, in any words. The reviewer writes down what is said; you need not."

    def form(self, decision: Decision, at: Edge, typed: Any = None) -> AppealForm:
        reviewers = who_may_review(decision, on=at.today)
        return AppealForm(typed, reviewers=reviewers, initial={"received_on": at.today})

    def act(self, form: AppealForm, decision: Decision, at: Edge) -> str:
        said = form.cleaned_data
        reviewer = people.people_by_id([uuid.UUID(said["reviewer"])]).popitem()[1]
        commands.record_appeal(
            decision=decision, made_by=AppealedBy(said["made_by"]), received_on=said["received_on"], reviewer=reviewer,
            once=uuid.uuid5(said["once"], str(self.request.user.pk)), by=self.request.user, now=at.now,
        )  # fmt: skip
        return f"It is on record. {reviewer.full_name} reviews it."


@require_safe
def appeal_detail(request: HttpRequest, decision_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponse:
    """One appeal: who made it, who reviews it and until when, what is written, and its outcome."""
    appeal = appeal_or_404(request, decision_id, appeal_id, "boundaries.see_appeal")
    at = edge(request.user)
    return render(request, "boundaries/appeal.html", page(appeal, request.user, at.now, at.zone))


class Answer(DecisionView):
    permission = "boundaries.answer_appeal"
    title, submit, form_class = "Answer the appeal", "Keep this outcome", OutcomeForm
    lead = "The outcome is kept and does not change. What you found and why stands in the answer that you wrote."

    def load(self, decision_id: uuid.UUID, appeal_id: uuid.UUID) -> tuple[Appeal, Edge]:
        return appeal_or_404(self.request, decision_id, appeal_id, self.permission), edge(self.request.user)

    def act(self, form: OutcomeForm, appeal: Appeal, at: Edge) -> str:
        outcome = AppealOutcome(form.cleaned_data["outcome"])
        commands.answer_appeal(appeal=appeal, outcome=outcome, by=self.request.user, now=at.now)
        return f"It is kept: {outcome.label[0].lower()}{outcome.label[1:]}. Tell the person."

    def way_back(self, appeal: Appeal) -> str:
        return reverse("boundaries:appeal", args=[appeal.decision_id, appeal.pk])

    def shown(self, appeal: Appeal, _at: Edge) -> dict[str, Any]:
        return {"caption": f"Appeal against decision {appeal.decision.reference}"}
