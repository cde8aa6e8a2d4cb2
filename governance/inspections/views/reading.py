"""The pages of an inspector: each asks anew whether the access is open, and is marked with who is shown it and when."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, edge

from ...models import Inspection
from .. import commands, pages
from ..forms import AskForm
from ..rules import AT_HOME, USE
from ..scope import pack_under, unit_under
from ..watermark import watermark
from .giving import with_all

ROWS = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where an inspector lands: what is open, or that nothing is."""
    may_or_404(request, AT_HOME)
    at = edge(request.user)
    rows = with_all(Inspection.objects.open_to(request.user, now=at.now)).order_by("closes_at", "pk")
    found = [(one, pages.facts(one, at.zone)) for one in rows]
    return render(request, "inspections/home.html", {"found": found, "has_second_step": has_second_step(request)})


def has_second_step(request: HttpRequest) -> bool:
    """Whether the account is asked for more than a password: before it is, nothing is shown."""
    return bool(is_mfa_enabled(request.user))


def open_or_404(request: HttpRequest, inspection_id: uuid.UUID) -> Inspection:
    """:raises Http404: when there is none, it is somebody else's, it is over, or the account has no second step"""
    found = get_object_or_404(with_all(Inspection.objects.filter(inspector=request.user.pk)), pk=inspection_id)
    may_or_404(request, USE, found)
    if not has_second_step(request):
        raise Http404
    return found


def marked(request: HttpRequest, template: str, one: Inspection, at: Edge, context: dict[str, Any]) -> HttpResponse:
    """The page with its mark."""
    return render(request, template, context | {"inspection": one, "mark": watermark(one, at.now, at.zone)})


@require_safe
def access(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    """What there is to read."""
    one, at = open_or_404(request, inspection_id), edge(request.user)
    commands.open_access(inspection=one, by=request.user, now=at.now)
    return marked(request, "inspections/access.html", one, at, pages.for_the_inspector(one, at.zone))


@require_safe
def table(request: HttpRequest, inspection_id: uuid.UUID, pack_id: uuid.UUID, name: str) -> HttpResponse:
    """One table of a pack, as it was sealed."""
    one, at = open_or_404(request, inspection_id), edge(request.user)
    pack = pack_under(one, pack_id)
    if pack is None:
        raise Http404
    sheet = commands.read_table(inspection=one, pack=pack, name=name, by=request.user, now=at.now)
    if sheet is None:
        raise Http404
    rows, page, of = pages.page_of(sheet.rows, request.GET.get("page", ""), ROWS)
    shown = {
        "title": pages.ABOUT.get(name, name),
        "pack": pack,
        "headings": sheet.header,
        "rows": rows,
        "page": page,
        "of": of,
    }
    return marked(request, "inspections/table.html", one, at, shown | {"all": len(sheet.rows)})


@require_safe
def record(request: HttpRequest, inspection_id: uuid.UUID, unit_id: uuid.UUID) -> HttpResponse:
    """One record of the sample, without names."""
    one, at = open_or_404(request, inspection_id), edge(request.user)
    unit = unit_under(one, unit_id)
    if unit is None:
        raise Http404
    read = commands.read_record(inspection=one, unit=unit, by=request.user, now=at.now, zone=at.zone)
    shown = {"title": pages.record_words(unit), "sections": read.sections, "facts": read.facts, "audit": unit.audit}
    return marked(request, "inspections/record.html", one, at, shown)


class Ask(RecordForm):
    """Ask for one more item."""

    template_name = "inspections/ask.html"
    title, submit = "Ask for one more item", "Ask for it"
    lead = "Whoever gave you access answers. One item at a time."
    form_class = AskForm

    def load(self, inspection_id: uuid.UUID) -> tuple[Inspection, Edge]:
        return open_or_404(self.request, inspection_id), edge(self.request.user)

    def act(self, form: AskForm, record: Inspection, at: Edge) -> str:
        words = form.cleaned_data["words"]
        commands.ask_for_item(inspection=record, words=words, by=self.request.user, now=at.now)
        return "It is asked for. You get a mail when it is answered."

    def way_back(self, record: Inspection) -> str:
        return reverse("inspections:access", args=[record.pk])

    def answer(self, record: Inspection) -> HttpResponse:
        return redirect("inspections:access", record.pk)

    def shown(self, record: Inspection, at: Edge) -> dict[str, Any]:
        return {"inspection": record, "mark": watermark(record, at.now, at.zone)}
