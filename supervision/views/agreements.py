"""Agreements: the list, one of them, its figures, and taking back what both have not signed."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying

from .. import agreement_page, commands
from ..agreement_counts import counts_for, workers_without_agreement
from ..agreement_forms import AgreementFilter, AgreementForm
from ..enums import AgreementState
from ..models import Agreement
from ..queries import agreement_to_begin_from, figures_to_begin_with
from ..querysets import AgreementQuerySet
from .edge import Edge, ListAtNow, edge, worker_or_404

SHOWN_WITHOUT = 20
LEAD = (
    "Beyond the policy: an agreement may ask for more, never for less. You write the words of it together afterwards."
)


class AgreementList(ListAtNow):
    """One's own, those with whom one supervises, and that there are others in one's reach."""

    title = "Supervision agreements"
    lead = "What a worker and their supervisor agreed about their sessions. The words of it are for the two of them."
    columns = ("Worker", "Supervisor", "Signed by both", "Review by", "Status")
    back = ("supervision:sessions", "Supervision")
    what = "agreements"
    template_name = "supervision/agreement_list.html"
    filter_form = AgreementFilter

    def get_queryset(self) -> AgreementQuerySet:
        rows = Agreement.objects.visible_to(self.request.user, on=self.at.today)
        rows = rows.select_related("worker", "supervisor").order_by("worker__full_name", "-drafted_at")
        return rows.filter(state=AgreementState.ENDED) if self.request.GET.get("state") == "ended" else rows.not_ended()

    def filtered(self, rows: AgreementQuerySet, **asked: Any) -> AgreementQuerySet:
        if asked["name"]:
            name = asked["name"]
            rows = rows.filter(Q(worker__full_name__icontains=name) | Q(supervisor__full_name__icontains=name))
        if asked["state"] == "past":
            return rows.past_their_review(on=self.at.today)
        return rows.in_the_making() if asked["state"] == "making" else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        without = list(workers_without_agreement(self.request.user, on=self.at.today)[: SHOWN_WITHOUT + 1])
        return found | {
            "rows": agreement_page.rows_of(found["page_obj"], self.at.today),
            "counts": counts_for(self.request.user, on=self.at.today),
            "without": without[:SHOWN_WITHOUT],
            "more_without": len(without) > SHOWN_WITHOUT,
        }


@require_safe
def agreement_detail(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """One agreement: for its two people what is to be done; for others that there is one and when it is reviewed."""
    agreement = _agreement_or_404(request, agreement_id, "supervision.see_agreement")
    context = agreement_page.page(agreement, request.user, edge(request.user).today)
    return render(request, "supervision/agreement_detail.html", context)


class _FiguresForm(RecordForm):
    """One form of figures; what is looser than the policy is said beside it."""

    lead = LEAD


class DraftAgreement(_FiguresForm):
    """Begin one with a worker, or the next one after a review."""

    submit = "Go on to the words"

    def load(self, worker_id: uuid.UUID) -> tuple[Any, Edge]:
        worker = worker_or_404(self.request, worker_id, "supervision.draft_agreement")
        self.before = agreement_to_begin_from(worker, self.request.user)
        return worker, edge(self.request.user)

    def way_back(self, _worker: Any) -> str:
        return reverse("supervision:agreements")

    def answer(self, _worker: Any) -> HttpResponse:
        return redirect("supervision:agreement", self.drafted.pk)

    def shown(self, worker: Any, _at: Edge) -> dict[str, Any]:
        title = "Review the agreement" if self.before else "Begin an agreement"
        return {"title": title, "caption": worker.full_name}

    def form(self, worker: Any, at: Edge, typed: Any = None) -> AgreementForm:
        return AgreementForm(typed, initial=figures_to_begin_with(worker, self.before, now=at.now))

    def act(self, form: AgreementForm, worker: Any, at: Edge) -> str:
        self.drafted = commands.draft_agreement(worker=worker, figures=form.figures, by=self.request.user, now=at.now)
        return "The figures are drafted. Write the words together, then finish it and sign, both of you."


class ChangeFigures(_FiguresForm):
    permission = "supervision.change_agreement"
    title, submit = "Change the figures", "Save the figures"

    def load(self, agreement_id: uuid.UUID) -> tuple[Agreement, Edge]:
        return _agreement_or_404(self.request, agreement_id, self.permission), edge(self.request.user)

    def way_back(self, agreement: Agreement) -> str:
        return reverse("supervision:agreement", args=[agreement.pk])

    def shown(self, agreement: Agreement, _at: Edge) -> dict[str, Any]:
        return {"caption": agreement.worker.full_name}

    def form(self, agreement: Agreement, _at: Edge, typed: Any = None) -> AgreementForm:
        return AgreementForm(typed, initial={name: getattr(agreement, name) for name in AgreementForm.base_fields})

    def act(self, form: AgreementForm, agreement: Agreement, at: Edge) -> str:
        commands.change_figures(agreement=agreement, figures=form.figures, by=self.request.user, now=at.now)
        return "The figures are saved."


@require_POST
def take_back(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Have no such agreement; what was written stays with the two."""
    agreement = _agreement_or_404(request, agreement_id, "supervision.change_agreement")
    with saying(request, "It is taken back. What was in force before stays in force."):
        commands.withdraw_agreement(agreement=agreement, by=request.user, now=edge(request.user).now)
    return redirect("supervision:agreement", agreement.pk)


def _agreement_or_404(request: HttpRequest, agreement_id: uuid.UUID, permission: str) -> Agreement:
    agreement = get_object_or_404(Agreement.objects.select_related("worker", "supervisor"), pk=agreement_id)
    may_or_404(request, permission, agreement)
    return agreement
