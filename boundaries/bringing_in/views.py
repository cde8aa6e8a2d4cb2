"""Importing decisions in the browser: choose a file, see what it would bring, bring it in, and take it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workforce_assurance.common.refusals import Refusal
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.common.uploads import ImportState
from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.common.words import counted
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ..models import DecisionImport
from . import commands, pages
from .forms import ColumnsForm, FileForm
from .planning import Looked, Plan, look_at
from .rules import sees_all

MAY = "boundaries.import_decisions"


class ImportList(ListAtNow):
    """Every file that was brought in, the latest first."""

    template_name = "boundaries/import_list.html"
    title = "Imported decisions"
    lead = "Restrictive decisions that were over before this register was kept. Each file can be taken back."
    columns = pages.COLUMNS
    what = "files"

    def get_queryset(self) -> QuerySet[DecisionImport]:
        may_or_404(self.request, MAY)
        rows = DecisionImport.objects.brought_in().select_related("brought_in_by").defer("content")
        rows = rows if sees_all(self.request.user) else rows.filter(received_by=self.request.user)
        return rows.order_by("-brought_in_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        waiting = DecisionImport.objects.waiting_for(self.request.user).defer("content").first()
        return found | {"rows": [pages.listed(one, self.at.zone) for one in found["page_obj"]], "waiting": waiting}


class Choose(NewForm):
    """Choose a file; nothing changes before it was looked at."""

    permission = MAY
    title, submit = "Import decisions", "Show what it would bring"
    lead = "You see every line that cannot be taken before anything is brought in. Nothing of it takes effect."
    template_name = "boundaries/import_choose.html"

    def form(self, _record: None, _at: Edge, typed: Any = None) -> FileForm:
        return FileForm(typed, self.request.FILES if typed is not None else None)

    def act(self, form: FileForm, _record: None, at: Edge) -> str:
        file = form.cleaned_data["file"]
        self.upload = commands.receive_file(
            file_name=file.name, content=file.read(), by=self.request.user, now=at.now
        )  # fmt: skip
        return ""

    def answer(self, _record: None) -> HttpResponse:
        return redirect("boundaries:decision_preview", self.upload.pk)

    def way_back(self, _record: None) -> str:
        return reverse("boundaries:decision_imports")

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"held": pages.what_files_hold()}


def _waiting(request: HttpRequest, import_id: uuid.UUID) -> DecisionImport:
    upload = get_object_or_404(DecisionImport, pk=import_id)
    may_or_404(request, "boundaries.bring_decisions_in", upload)
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
    return redirect("boundaries:decision_imports")


def _said(plan: Plan) -> str:
    if not plan.decisions:
        return "Nothing changed: every decision in this file was brought in before."
    left_out = f" {counted(plan.lines_left_out, 'line')} left out." if plan.errors else ""
    return f"{counted(len(plan.decisions), 'decision')} came in.{left_out}"


@require_POST
def columns(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Read it in another way."""
    upload, at = _waiting(request, import_id), edge(request.user)
    try:
        form = _columns_form(upload, look_at(upload, viewer=request.user, today=at.today), request.POST)
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
    return redirect("boundaries:decision_preview", upload.pk)


def _columns_form(upload: DecisionImport, looked: Looked, typed: Any = None) -> ColumnsForm:
    chosen = {f"column_{number}": key for number, key in enumerate(looked.keys)}
    return ColumnsForm(
        typed, header=looked.table.header, is_text=bool(upload.delimiter),
        initial={"encoding": upload.encoding, "delimiter": upload.delimiter, **chosen},
    )  # fmt: skip


def _show(
    request: HttpRequest, upload: DecisionImport, at: Edge, *, form: ColumnsForm | None = None, again: str = ""
) -> HttpResponse:
    try:
        looked = look_at(upload, viewer=request.user, today=at.today)
    except UnreadableFile as refused:
        messages.error(request, str(refused))
        return redirect("boundaries:decision_choose")
    context = pages.preview(upload, looked) | {
        "form": form or _columns_form(upload, looked),
        "again": again,
        "choose_url": reverse("boundaries:decision_choose"),
        "columns_url": reverse("boundaries:decision_columns", args=[upload.pk]),
    }
    return render(request, "layouts/import_preview.html", context)


def _brought_in(request: HttpRequest, import_id: uuid.UUID) -> DecisionImport:
    rows = DecisionImport.objects.defer("content").select_related("brought_in_by", "taken_back_by")
    upload = get_object_or_404(rows, pk=import_id)
    may_or_404(request, "boundaries.see_decision_import", upload)
    return upload


@require_safe
def one_import(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One file that was brought in: who and when, and how many decisions of which kind."""
    upload = _brought_in(request, import_id)
    found = {
        "upload": upload,
        "stands": upload.state == ImportState.IN,
        "zone": edge(request.user).zone,
        "headings": ("Kind", "Decisions"),
        "rows": pages.by_kind(upload),
    }
    return render(request, "boundaries/import.html", found)


@require_POST
def take_back(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Take out what the file brought."""
    upload = _brought_in(request, import_id)
    with saying(request, "The file is taken back. Its decisions stand here no more."):
        commands.take_back(upload=upload, by=request.user, now=edge(request.user).now)
    return redirect("boundaries:decision_import", upload.pk)
