"""Importing figures in the browser: choose a file, see what it would bring, bring it in, and take it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from workforce_assurance.common.refusals import Refusal
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.common.views import ListPage, may_or_404, saying
from workforce_assurance.common.words import counted
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ..models import FigureImport
from . import commands, pages
from .enums import FileKind, ImportState
from .forms import ColumnsForm, FileForm
from .planning import Looked, Plan, look_at

MAY = "governance.import_figures"


class ImportList(ListAtNow):
    """Every file that was brought in, the latest first."""

    template_name = "figures/import_list.html"
    title = "Imported figures"
    lead = "Headcount, sickness, complaints, activity and workload by team and month. Each file can be taken back."
    columns = pages.COLUMNS
    back = ("today", "Today")
    what = "files"

    def get_queryset(self) -> QuerySet[FigureImport]:
        may_or_404(self.request, MAY)
        rows = FigureImport.objects.visible_to(self.request.user).brought_in().select_related("brought_in_by")
        return rows.defer("content").order_by("-brought_in_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        waiting = FigureImport.objects.waiting_for(self.request.user).defer("content").first()
        return found | {"rows": [pages.listed(one, self.at.zone) for one in found["page_obj"]], "waiting": waiting}


class Choose(NewForm):
    """Choose a file; nothing changes before it was looked at."""

    permission = MAY
    title, submit = "Import figures", "Show what it would bring"
    lead = "You see every line that cannot be taken, and what would change, before anything is brought in."
    template_name = "figures/choose.html"

    def form(self, _record: None, _at: Edge, typed: Any = None) -> FileForm:
        return FileForm(typed, self.request.FILES if typed is not None else None)

    def act(self, form: FileForm, _record: None, at: Edge) -> str:
        said = form.cleaned_data
        self.upload = commands.receive_file(
            kind=FileKind(said["kind"]), file_name=said["file"].name, content=said["file"].read(),
            by=self.request.user, now=at.now,
        )  # fmt: skip
        return ""

    def answer(self, _record: None) -> HttpResponse:
        return redirect("governance:figure_preview", self.upload.pk)

    def way_back(self, _record: None) -> str:
        return reverse("governance:figures")

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"kinds": pages.columns_by_kind()}


def _waiting(request: HttpRequest, import_id: uuid.UUID) -> FigureImport:
    upload = get_object_or_404(FigureImport, pk=import_id)
    may_or_404(request, "governance.bring_figures_in", upload)
    return upload


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """What a file would bring; posting it brings in what was shown."""
    upload, at = _waiting(request, import_id), edge(request.user)
    if request.method != "POST":
        return _show(request, upload, at)
    shown, leave_out = request.POST.get("fingerprint", ""), request.POST.get("leave_out") == "yes"
    try:
        plan = commands.bring_in(upload=upload, fingerprint=shown, leave_out=leave_out, by=request.user, now=at.now)
    except Refusal as refusal:
        return _show(request, upload, at, again=str(refusal))
    messages.success(request, _said(plan))
    return redirect("governance:figures")


def _said(plan: Plan) -> str:
    if not plan.changes:
        return "Nothing changed: every figure in this file stands already as it says."
    left_out = f" {counted(plan.lines_left_out, 'line')} left out." if plan.errors else ""
    return f"{counted(len(plan.changes), 'figure')} came in: {plan.added} new, {plan.replaced} replaced.{left_out}"


@require_POST
def columns(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Read it in another way."""
    upload, at = _waiting(request, import_id), edge(request.user)
    try:
        form = _columns_form(upload, _look(upload, request, at), request.POST)
    except UnreadableFile:
        return _show(request, upload, at)
    if not form.is_valid():
        return _show(request, upload, at, form=form)
    said = form.cleaned_data
    try:
        commands.read_file_as(
            upload=upload, encoding=said.get("encoding", upload.encoding), columns=form.keys,
            delimiter=said.get("delimiter", upload.delimiter), by=request.user, now=at.now,
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, upload, at, form=form)
    return redirect("governance:figure_preview", upload.pk)


def _look(upload: FigureImport, request: HttpRequest, at: Edge) -> Looked:
    return look_at(upload, viewer=request.user, today=at.today)


def _columns_form(upload: FigureImport, looked: Looked, typed: Any = None) -> ColumnsForm:
    columns = {f"column_{number}": key for number, key in enumerate(looked.keys)}
    return ColumnsForm(
        typed, kind=FileKind(upload.kind), header=looked.table.header, is_text=bool(upload.delimiter),
        initial={"encoding": upload.encoding, "delimiter": upload.delimiter, **columns},
    )  # fmt: skip


def _show(
    request: HttpRequest, upload: FigureImport, at: Edge, *, form: ColumnsForm | None = None, again: str = ""
) -> HttpResponse:
    try:
        looked = _look(upload, request, at)
    except UnreadableFile as refused:
        messages.error(request, str(refused))
        return redirect("governance:figure_choose")
    context = pages.preview(upload, looked) | {
        "form": form or _columns_form(upload, looked),
        "again": again,
        "choose_url": reverse("governance:figure_choose"),
        "columns_url": reverse("governance:figure_columns", args=[upload.pk]),
    }
    return render(request, "layouts/import_preview.html", context)


class OneImport(ListPage):
    """One file that was brought in: who and when, and what each figure was before."""

    template_name = "figures/import.html"
    title = "Imported file"
    columns = pages.CHANGED
    back = ("governance:figures", "Imported figures")
    what = "figures"

    def get_queryset(self) -> QuerySet[Any]:
        rows = FigureImport.objects.defer("content").select_related("brought_in_by", "taken_back_by")
        self.upload = get_object_or_404(rows, pk=self.kwargs["import_id"])
        may_or_404(self.request, "governance.see_figure_import", self.upload)
        return self.upload.changes.select_related("team").order_by("team__name", "month", "figure")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {
            "upload": self.upload,
            "about": FileKind(self.upload.kind).label,
            "stands": self.upload.state == ImportState.IN,
            "zone": edge(self.request.user).zone,
            "rows": [pages.changed(one) for one in found["page_obj"]],
        }


@require_POST
def take_back(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Put back what was there before the file."""
    upload = get_object_or_404(FigureImport, pk=import_id)
    may_or_404(request, "governance.see_figure_import", upload)
    with saying(request, "The file is taken back. Every figure is as it was before."):
        commands.take_back(upload=upload, by=request.user, now=edge(request.user).now)
    return redirect("governance:figure_import", upload.pk)
