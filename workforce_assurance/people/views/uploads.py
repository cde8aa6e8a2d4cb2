"""The pages of every import of tables: choose a file, see what it would bring, bring it in, take it back. A feature names what differs."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from workforce_assurance.common.refusals import Refusal
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.common.words import counted

from .edge import Edge, ListAtNow, NewForm, edge


@dataclass(frozen=True)
class Addresses:
    """The names of the pages of one kind of import."""

    files: str
    choose: str
    preview: str
    columns: str
    one: str


@dataclass(frozen=True)
class Imports:
    """What differs between kinds of import; the views are its methods.

    :param look_at: `(upload, viewer=, today=)` gives what the file would bring, with `table`, `keys` and `plan`
    :param columns_form: `(upload, typed, header=, is_text=, initial=)` gives the form in which reading is corrected
    :param shown: `(upload, looked)` gives what `layouts/import_preview.html` says of it
    :param came_in: what a plan brought, in words; empty when that is nothing
    """

    model: Any
    addresses: Addresses
    may_import: str
    may_bring_in: str
    may_see: str
    look_at: Callable[..., Any]
    columns_form: Callable[..., Any]
    shown: Callable[[Any, Any], dict[str, Any]]
    read_as: Callable[..., Any]
    bring_in: Callable[..., Any]
    take_it_back: Callable[..., Any]
    came_in: Callable[[Any], str]
    nothing_came: str
    was_taken_back: str

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def preview(self, request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
        """What a file would bring; posting it brings in what was shown."""
        upload, at = self._waiting(request, import_id), edge(request.user)
        if request.method != "POST":
            return self._show(request, upload, at)
        shown, leave_out = request.POST.get("fingerprint", ""), request.POST.get("leave_out") == "yes"
        try:
            plan = self.bring_in(upload=upload, fingerprint=shown, leave_out=leave_out, by=request.user, now=at.now)
        except Refusal as refusal:
            return self._show(request, upload, at, again=str(refusal))
        messages.success(request, self._said(plan))
        return redirect(self.addresses.files)

    @method_decorator(require_POST)
    def columns(self, request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
        """Read it in another way."""
        upload, at = self._waiting(request, import_id), edge(request.user)
        try:
            form = self._columns_form(upload, self._look(upload, request, at), request.POST)
        except UnreadableFile:
            return self._show(request, upload, at)
        if not form.is_valid():
            return self._show(request, upload, at, form=form)
        said = form.cleaned_data
        try:
            self.read_as(
                upload=upload, encoding=said.get("encoding", upload.encoding), columns=form.keys,
                delimiter=said.get("delimiter", upload.delimiter), by=request.user, now=at.now,
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
            return self._show(request, upload, at, form=form)
        return redirect(self.addresses.preview, upload.pk)

    @method_decorator(require_POST)
    def take_back(self, request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
        """Take out what the file brought."""
        upload = self.brought_in(request, import_id)
        with saying(request, self.was_taken_back):
            self.take_it_back(upload=upload, by=request.user, now=edge(request.user).now)
        return redirect(self.addresses.one, upload.pk)

    def brought_in(self, request: HttpRequest, import_id: uuid.UUID) -> Any:
        """The file, for whoever may see it: denied and missing look alike."""
        rows = self.model.objects.defer("content").select_related("brought_in_by", "taken_back_by")
        upload = get_object_or_404(rows, pk=import_id)
        may_or_404(request, self.may_see, upload)
        return upload

    def _waiting(self, request: HttpRequest, import_id: uuid.UUID) -> Any:
        upload = get_object_or_404(self.model, pk=import_id)
        may_or_404(request, self.may_bring_in, upload)
        return upload

    def _look(self, upload: Any, request: HttpRequest, at: Edge) -> Any:
        return self.look_at(upload, viewer=request.user, today=at.today)

    def _columns_form(self, upload: Any, looked: Any, typed: Any = None) -> Any:
        chosen = {f"column_{number}": key for number, key in enumerate(looked.keys)}
        return self.columns_form(
            upload, typed, header=looked.table.header, is_text=bool(upload.delimiter),
            initial={"encoding": upload.encoding, "delimiter": upload.delimiter, **chosen},
        )  # fmt: skip

    def _said(self, plan: Any) -> str:
        came = self.came_in(plan)
        if not came:
            return self.nothing_came
        return f"{came} {counted(plan.lines_left_out, 'line')} left out." if plan.errors else came

    def _show(self, request: HttpRequest, upload: Any, at: Edge, *, form: Any = None, again: str = "") -> HttpResponse:
        try:
            looked = self._look(upload, request, at)
        except UnreadableFile as refused:
            messages.error(request, str(refused))
            return redirect(self.addresses.choose)
        context = self.shown(upload, looked) | {
            "form": form or self._columns_form(upload, looked),
            "again": again,
            "choose_url": reverse(self.addresses.choose),
            "columns_url": reverse(self.addresses.columns, args=[upload.pk]),
        }
        return render(request, "layouts/import_preview.html", context)


class FilesBroughtIn(ListAtNow):
    """Every file that was brought in, the latest first."""

    imports: Imports
    listed: Callable[..., list[Any]]
    what = "files"

    def files(self) -> Any:
        """Those that were brought in, as far as the viewer may know of them."""
        return self.imports.model.objects.brought_in()

    def get_queryset(self) -> Any:
        may_or_404(self.request, self.imports.may_import)
        rows = self.files().select_related("brought_in_by").defer("content")
        return rows.order_by("-brought_in_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        waiting = self.imports.model.objects.waiting_for(self.request.user).defer("content").first()
        rows = [type(self).listed(one, self.at.zone) for one in found["page_obj"]]
        return found | {"rows": rows, "waiting": waiting}


class ChooseFile(NewForm):
    """Choose a file; nothing changes before it was looked at."""

    imports: Imports
    file_form: Callable[..., Any]
    submit = "Show what it would bring"

    @property
    def permission(self) -> str:  # type: ignore[override]
        return self.imports.may_import

    def receive(self, said: dict[str, Any], at: Edge) -> Any:
        """Keep the file; gives the upload that waits."""
        raise NotImplementedError

    def form(self, _record: None, _at: Edge, typed: Any = None) -> Any:
        return type(self).file_form(typed, self.request.FILES if typed is not None else None)

    def act(self, form: Any, _record: None, at: Edge) -> str:
        self.upload = self.receive(form.cleaned_data, at)
        return ""

    def answer(self, _record: None) -> HttpResponse:
        return redirect(self.imports.addresses.preview, self.upload.pk)

    def way_back(self, _record: None) -> str:
        return reverse(self.imports.addresses.files)
