"""Agreements: the list, one of them, its figures, and taking back what both have not signed."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import ListPage, may_or_404
from workforce_assurance.structured_templates.refusals import NoPublishedTemplate

from .. import agreement_page, commands
from ..agreement_counts import counts_for, workers_without_agreement
from ..agreement_forms import AgreementFilter, AgreementForm
from ..enums import AgreementState
from ..exceptions import Refused
from ..models import Agreement
from ..queries import agreement_to_begin_from, figures_to_begin_with
from ..querysets import AgreementQuerySet
from .edge import edge, say_refusal, worker_or_404

SHOWN_WITHOUT = 20
LEAD = (
    "Beyond the policy: an agreement may ask for more, never for less. You write the words of it together afterwards."
)


class AgreementList(ListPage):
    """One's own, those with whom one supervises, and that there are others in one's reach."""

    template_name = "supervision/agreement_list.html"
    filter_form = AgreementFilter

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = edge(request.user)

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


class _FiguresForm(View):
    """One form of figures; what is looser than the policy is said beside it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._answer(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._answer(request, request.POST, **kwargs)

    def _answer(self, request: HttpRequest, typed: Any = None, **kwargs: Any) -> HttpResponse:
        self.now = edge(request.user).now
        context = self.load(request, **kwargs)
        form = AgreementForm(typed, initial=context.pop("initial"))
        if form.is_bound and form.is_valid():
            try:
                agreement = self.do(form.figures)
            except (Refused, NoPublishedTemplate) as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, self.done)
                return redirect("supervision:agreement", agreement.pk)
        return render(request, "layouts/form_page.html", context | {"form": form, "lead": LEAD})

    done = ""

    def load(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        raise NotImplementedError

    def do(self, figures: commands.Figures) -> Agreement:
        raise NotImplementedError


class DraftAgreement(_FiguresForm):
    """Begin one with a worker, or the next one after a review."""

    done = "The figures are drafted. Write the words together, then finish it and sign, both of you."

    def load(self, request: HttpRequest, worker_id: uuid.UUID) -> dict[str, Any]:  # type: ignore[override]
        self.worker = worker_or_404(request, worker_id, "supervision.draft_agreement")
        before = agreement_to_begin_from(self.worker, request.user)
        return {
            "title": "Review the agreement" if before else "Begin an agreement",
            "caption": self.worker.full_name,
            "submit": "Go on to the words",
            "cancel_url": reverse("supervision:agreements"),
            "initial": figures_to_begin_with(self.worker, before, now=self.now),
        }

    def do(self, figures: commands.Figures) -> Agreement:
        return commands.draft_agreement(worker=self.worker, figures=figures, by=self.request.user, now=self.now)


class ChangeFigures(_FiguresForm):
    done = "The figures are saved."

    def load(self, request: HttpRequest, agreement_id: uuid.UUID) -> dict[str, Any]:  # type: ignore[override]
        self.agreement = _agreement_or_404(request, agreement_id, "supervision.change_agreement")
        return {
            "title": "Change the figures",
            "caption": self.agreement.worker.full_name,
            "submit": "Save the figures",
            "cancel_url": reverse("supervision:agreement", args=[self.agreement.pk]),
            "initial": {name: getattr(self.agreement, name) for name in AgreementForm.base_fields},
        }

    def do(self, figures: commands.Figures) -> Agreement:
        return commands.change_figures(agreement=self.agreement, figures=figures, by=self.request.user, now=self.now)


@require_POST
def take_back(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Have no such agreement; what was written stays with the two."""
    agreement = _agreement_or_404(request, agreement_id, "supervision.change_agreement")
    try:
        commands.withdraw_agreement(agreement=agreement, by=request.user, now=edge(request.user).now)
    except Refused as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, "It is taken back. What was in force before stays in force.")
    return redirect("supervision:agreement", agreement.pk)


def _agreement_or_404(request: HttpRequest, agreement_id: uuid.UUID, permission: str) -> Agreement:
    agreement = get_object_or_404(Agreement.objects.select_related("worker", "supervisor"), pk=agreement_id)
    may_or_404(request, permission, agreement)
    return agreement
