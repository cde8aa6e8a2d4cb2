"""Caseload adjustments: the list, one of them, and what is done with it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import ListAtNow

from ...models import CaseloadAdjustment
from ...views.edge import Edge, edge
from .. import caseload_page, commands
from ..caseload_forms import OVER, CaseloadFilter, ProlongForm, ProposeForm
from ..caseload_querysets import STANDING, CaseloadAdjustmentQuerySet
from ..enums import ProlongedBecause
from ..queries import incidents_to_name, who_may_be_offered

FOUR_WEEKS = timedelta(days=27)


def adjustment_or_404(request: HttpRequest, adjustment_id: uuid.UUID, permission: str) -> CaseloadAdjustment:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = CaseloadAdjustment.objects.select_related("worker", "agreed_by", "incident__team")
    adjustment = get_object_or_404(rows, pk=adjustment_id)
    may_or_404(request, permission, adjustment)
    return adjustment


class CaseloadList(ListAtNow):
    """One's own, and those of whom one supervises or manages."""

    title = "Caseload adjustments"
    lead = "What is lighter for a while, agreed by both. Each ends by itself, and is looked at before."
    columns = ("What", "For", "From and until", "To be looked at", "Status")
    back = ("support:home", "Support")
    what = "adjustments"
    template_name = "support/caseload_list.html"
    filter_form = CaseloadFilter

    def get_queryset(self) -> CaseloadAdjustmentQuerySet:
        rows = CaseloadAdjustment.objects.visible_to(self.request.user, on=self.at.today)
        return rows.select_related("worker").in_order()

    def filtered(self, rows: CaseloadAdjustmentQuerySet, **asked: Any) -> CaseloadAdjustmentQuerySet:
        states = {"stands": STANDING, "over": OVER}.get(asked["state"])
        return rows.filter(state__in=states) if states else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = [caseload_page.row(adjustment, self.at.today) for adjustment in found["page_obj"]]
        return found | {"rows": rows, "may_propose": self.request.user.has_perm("debriefs.offer_support")}


@require_safe
def adjustment_page(request: HttpRequest, adjustment_id: uuid.UUID) -> HttpResponse:
    """One adjustment: what is lighter, until when, and what can be done."""
    adjustment, at = adjustment_or_404(request, adjustment_id, "debriefs.see_adjustment"), edge(request.user)
    return render(request, "support/adjustment.html", caseload_page.page(adjustment, request.user, at.today, at.zone))


class Propose(RecordForm):
    """For whom, what, from when to when."""

    title, submit = "Lighten somebody's caseload", "Propose it"
    lead = "For a while, with a last day and a day to look at it. It holds once they say yes."

    def load(self) -> tuple[None, Edge]:
        may_or_404(self.request, "debriefs.offer_support")
        return None, edge(self.request.user)

    def form(self, _record: None, at: Edge, typed: Any = None) -> ProposeForm:
        people = who_may_be_offered(self.request.user, on=at.today)
        days = {"starts_on": at.today, "ends_on": at.today + FOUR_WEEKS, "review_on": at.today + FOUR_WEEKS / 2}
        return ProposeForm(
            typed, people=people, incidents=incidents_to_name(self.request.user, now=at.now, on=at.today),
            initial=days | {"worker": self.request.GET.get("to", "")},
        )  # fmt: skip

    def act(self, form: ProposeForm, _record: None, at: Edge) -> str:
        adjustment = commands.propose_adjustment(**form.said, by=self.request.user, now=at.now)
        return f"{adjustment.worker.full_name} sees it on Today, and says yes or no."

    def way_back(self, _record: None) -> str:
        return reverse("support:caseload")


class Prolong(RecordForm):
    title, submit = "Prolong it", "Prolong it"
    form_class = ProlongForm

    def load(self, adjustment_id: uuid.UUID) -> tuple[CaseloadAdjustment, Edge]:
        return adjustment_or_404(self.request, adjustment_id, "debriefs.see_to_adjustment"), edge(self.request.user)

    def act(self, form: ProlongForm, adjustment: CaseloadAdjustment, at: Edge) -> str:
        said = form.cleaned_data | {"because": ProlongedBecause(form.cleaned_data["because"])}
        commands.prolong_adjustment(**said, adjustment=adjustment, by=self.request.user, now=at.now)
        return "It goes on until then."

    def way_back(self, adjustment: CaseloadAdjustment) -> str:
        return reverse("support:adjustment", args=[adjustment.pk])

    def shown(self, adjustment: CaseloadAdjustment, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{adjustment.get_kind_display()}, {adjustment.worker.full_name}"}


@require_POST
def answer(request: HttpRequest, adjustment_id: uuid.UUID) -> HttpResponse:
    """Yes or no, by the worker."""
    adjustment = adjustment_or_404(request, adjustment_id, "debriefs.answer_adjustment")
    agrees = request.POST.get("agrees") == "1"
    done = "It is agreed." if agrees else "All right. Nothing changes, and nobody asks why."
    with saying(request, done):
        commands.answer_adjustment(adjustment=adjustment, agrees=agrees, by=request.user, now=edge(request.user).now)
    return redirect("support:adjustment", adjustment.pk)


@require_POST
def end(request: HttpRequest, adjustment_id: uuid.UUID) -> HttpResponse:
    """End it today, or take a proposal back."""
    adjustment = adjustment_or_404(request, adjustment_id, "debriefs.end_adjustment")
    with saying(request, "It has ended."):
        commands.end_adjustment(adjustment=adjustment, by=request.user, now=edge(request.user).now)
    return redirect("support:adjustment", adjustment.pk)


@require_POST
def looked_at(request: HttpRequest, adjustment_id: uuid.UUID) -> HttpResponse:
    """The two looked at it."""
    adjustment = adjustment_or_404(request, adjustment_id, "debriefs.see_to_adjustment")
    with saying(request, "Thank you. It stands there that you looked at it."):
        commands.review_adjustment(adjustment=adjustment, by=request.user, now=edge(request.user).now)
    return redirect("support:adjustment", adjustment.pk)
