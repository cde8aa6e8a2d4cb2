"""Importing evidence in the browser: choose a file, see what it would bring, bring it in, and take it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
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

from ...models import EvidenceImport
from .. import commands, import_pages
from ..columns import LABELS, NEEDED
from ..import_forms import EvidenceColumnsForm, EvidenceFileForm
from ..planning import Looked, Plan, look_at

MAY, LIST, CHOOSE = "boundaries.import_evidence", "competency:imports", "competency:import_choose"


class ImportList(ListAtNow):
    """Every file of evidence that was brought in, the latest first."""

    template_name = "competency/imports.html"
    title = "Imported evidence"
    lead = "What a learning system knows of e-learning, role-play, coaching and observed practice. Each file can be taken back."
    columns = import_pages.FILES
    back = ("competency:home", "Competency")
    what = "files"

    def get_queryset(self) -> Any:
        may_or_404(self.request, MAY)
        rows = EvidenceImport.objects.brought_in().select_related("brought_in_by").defer("content")
        return rows.order_by("-brought_in_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        waiting = EvidenceImport.objects.waiting_for(self.request.user).defer("content").first()
        rows = [import_pages.listed(one, self.at.zone) for one in found["page_obj"]]
        return found | {"rows": rows, "waiting": waiting}


class Choose(NewForm):
    """Choose a file; nothing changes before it was looked at."""

    permission = MAY
    title, submit = "Import evidence", "Show what it would bring"
    lead = "You see every line that cannot be taken, and what would come in, before anything is brought in."
    template_name = "competency/import_choose.html"

    def form(self, _record: None, _at: Edge, typed: Any = None) -> EvidenceFileForm:
        return EvidenceFileForm(typed, self.request.FILES if typed is not None else None)

    def act(self, form: EvidenceFileForm, _record: None, at: Edge) -> str:
        file = form.cleaned_data["file"]
        self.upload = commands.receive_evidence(
            file_name=file.name, content=file.read(), by=self.request.user, now=at.now
        )
        return ""

    def answer(self, _record: None) -> HttpResponse:
        return redirect("competency:import_preview", self.upload.pk)

    def way_back(self, _record: None) -> str:
        return reverse(LIST)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        others = [label for key, label in LABELS.items() if key not in NEEDED]
        return {"needed": [LABELS[key] for key in NEEDED], "others": others}


def _waiting(request: HttpRequest, import_id: uuid.UUID) -> EvidenceImport:
    upload = get_object_or_404(EvidenceImport, pk=import_id)
    may_or_404(request, "boundaries.bring_evidence_in", upload)
    return upload


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """What a file would bring; posting it brings in what was shown."""
    upload, at = _waiting(request, import_id), edge(request.user)
    if request.method != "POST":
        return _show(request, upload, at)
    said = {"fingerprint": request.POST.get("fingerprint", ""), "leave_out": request.POST.get("leave_out") == "yes"}
    try:
        plan = commands.bring_evidence_in(upload=upload, **said, by=request.user, now=at.now)
    except Refusal as refusal:
        return _show(request, upload, at, again=str(refusal))
    messages.success(request, _said(plan))
    return redirect(LIST)


def _said(plan: Plan) -> str:
    if not plan.pieces:
        return "Nothing changed: everything in this file is recorded already."
    left_out = f" {counted(plan.lines_left_out, 'line')} left out." if plan.errors else ""
    return f"{counted(len(plan.pieces), 'piece')} of evidence came in.{left_out}"


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
        commands.read_evidence_as(
            upload=upload, encoding=said.get("encoding", upload.encoding), columns=form.keys,
            delimiter=said.get("delimiter", upload.delimiter), by=request.user, now=at.now,
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, upload, at, form=form)
    return redirect("competency:import_preview", upload.pk)


def _look(upload: EvidenceImport, request: HttpRequest, at: Edge) -> Looked:
    return look_at(upload, viewer=request.user, today=at.today)


def _columns_form(upload: EvidenceImport, looked: Looked, typed: Any = None) -> EvidenceColumnsForm:
    columns = {f"column_{number}": key for number, key in enumerate(looked.keys)}
    return EvidenceColumnsForm(
        typed, header=looked.table.header, is_text=bool(upload.delimiter),
        initial={"encoding": upload.encoding, "delimiter": upload.delimiter, **columns},
    )  # fmt: skip


def _show(
    request: HttpRequest, upload: EvidenceImport, at: Edge, *, form: EvidenceColumnsForm | None = None, again: str = ""
) -> HttpResponse:
    try:
        looked = _look(upload, request, at)
    except UnreadableFile as refused:
        messages.error(request, str(refused))
        return redirect(CHOOSE)
    context = import_pages.preview(upload, looked) | {
        "form": form or _columns_form(upload, looked),
        "again": again,
        "choose_url": reverse(CHOOSE),
        "columns_url": reverse("competency:import_columns", args=[upload.pk]),
    }
    return render(request, "layouts/import_preview.html", context)


def _brought_in(request: HttpRequest, import_id: uuid.UUID) -> EvidenceImport:
    rows = EvidenceImport.objects.defer("content").select_related("brought_in_by", "taken_back_by")
    upload = get_object_or_404(rows, pk=import_id)
    may_or_404(request, "boundaries.see_evidence_import", upload)
    return upload


@require_safe
def import_detail(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One file that was brought in: who and when, how much, and the way to take it back. It names nobody of it."""
    upload = _brought_in(request, import_id)
    context = {
        "upload": upload,
        "pieces": counted(upload.added, "piece"),
        "stands": upload.state == ImportState.IN,
        "zone": edge(request.user).zone,
    }
    return render(request, "competency/import.html", context)


@require_POST
def take_back(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Withdraw what the file brought."""
    upload = _brought_in(request, import_id)
    with saying(request, "The file is taken back. What it brought counts no more."):
        commands.take_evidence_back(upload=upload, by=request.user, now=edge(request.user).now)
    return redirect("competency:import", upload.pk)
