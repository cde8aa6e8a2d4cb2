"""Giving access, seeing what was looked at, answering, and ending it at once."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ...models import Audit, EvidencePack, Inspection, InspectionItem
from ...packs.enums import PackState
from .. import commands, pages
from ..forms import AccessForm, AnswerForm
from ..scope import units_to_give

GIVE, SEE = "governance.give_inspection", "governance.see_inspection"


def packs_for(viewer: Any) -> QuerySet[EvidencePack]:
    """Those that are made, of what the viewer governs; the latest first."""
    rows = EvidencePack.objects.visible_to(viewer).filter(state=PackState.READY)
    return rows.select_related("service", "team__service").order_by("-asked_at", "pk")


class InspectionList(ListAtNow):
    """Every access into packs of what the viewer governs, the latest first."""

    template_name = "inspections/list.html"
    title = "Inspector access"
    lead = "Somebody from outside reads one evidence pack and one sample, for a time. It ends by itself, and all they look at is on record."
    columns = pages.COLUMNS
    what = "accesses"

    def get_queryset(self) -> QuerySet[Inspection]:
        may_or_404(self.request, GIVE)
        rows = Inspection.objects.visible_to(self.request.user).select_related("inspector", "pack")
        return rows.order_by("-opens_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [pages.listed(one, self.at.now, self.at.zone) for one in found["page_obj"]]}


class Give(NewForm):
    """Who, what and until when."""

    permission = GIVE
    title, submit = "Give an inspector access", "Give access"
    lead = "The account opens nothing but this. You can end it at any moment, and see what was looked at."

    def form(self, _record: None, at: Edge, typed: Any = None) -> AccessForm:
        viewer = self.request.user
        audits = Audit.objects.governed_by(viewer).order_by("-drawn_at", "pk")
        return AccessForm(typed, packs=packs_for(viewer), audits=audits, today=at.today)

    def act(self, form: AccessForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        said = {"wanted": form.wanted(at.zone), "once": once, "by": self.request.user, "now": at.now}
        self.inspection = commands.give_access(**said)
        return "Access is given, and the inspector is told."

    def answer(self, _record: None) -> HttpResponse:
        return redirect("governance:inspection", self.inspection.pk)

    def way_back(self, _record: None) -> str:
        return reverse("governance:inspections")


def inspection_or_404(request: HttpRequest, inspection_id: uuid.UUID) -> Inspection:
    """:raises Http404: when there is none, or it is none of theirs"""
    found = get_object_or_404(with_all(Inspection.objects.visible_to(request.user)), pk=inspection_id)
    may_or_404(request, SEE, found)
    return found


def with_all(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    return rows.select_related("inspector", "pack__service", "pack__team__service", "audit", "granted_by", "ended_by")


@require_safe
def detail(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    """What was given and what was looked at."""
    found, at = inspection_or_404(request, inspection_id), edge(request.user)
    return render(request, "inspections/detail.html", pages.for_the_lead(found, at.now, at.zone))


@require_POST
def end(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    """End it at once."""
    found = inspection_or_404(request, inspection_id)
    with saying(request, "The access is ended. The inspector's next page is not there any more."):
        commands.end_access(inspection=found, by=request.user, now=edge(request.user).now)
    return redirect("governance:inspection", found.pk)


class AnswerItem(RecordForm):
    """Answer what an inspector asked for."""

    title, submit = "Answer an inspector", "Give this answer"

    def load(self, item_id: uuid.UUID) -> tuple[InspectionItem, Edge]:
        item = get_object_or_404(InspectionItem.objects.select_related("inspection"), pk=item_id)
        may_or_404(self.request, SEE, item.inspection)
        return item, edge(self.request.user)

    def form(self, item: InspectionItem, _at: Edge, typed: Any = None) -> AnswerForm:
        units = units_to_give(item.inspection)[:100]
        packs = packs_for(self.request.user).exclude(pk=item.inspection.pack_id)
        return AnswerForm(typed, packs=packs, units=units)

    def act(self, form: AnswerForm, item: InspectionItem, at: Edge) -> str:
        commands.answer_item(item=item, given=form.given, by=self.request.user, now=at.now)
        return "Your answer is given, and the inspector is told."

    def way_back(self, item: InspectionItem) -> str:
        return reverse("governance:inspection", args=[item.inspection_id])

    def shown(self, item: InspectionItem, _at: Edge) -> dict[str, Any]:
        return {"caption": f"Access {item.inspection.reference}", "lead": f"Asked for: {item.words}"}
