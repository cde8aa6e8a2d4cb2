"""Importing people in the browser: choose a file, see what it would change, apply it; and the export."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View
from django.views.generic import FormView

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.uploaded_tables import DELIMITERS, ENCODINGS, UnreadableFile
from workforce_assurance.common.views import MayOr404

from ..changes import Kind, Plan
from ..commands import imports
from ..exports import HEADER, people_as_rows
from ..forms.imports import ReadAsForm, UploadForm
from ..models import PeopleImport
from ..queries import today
from ..uploads import Preview, preview

# More of them would make a page that nobody reads; the counts say how many there are.
SHOWN = 50
HEADINGS = {
    Kind.JOINER: "Joiners",
    Kind.MOVER: "Movers",
    Kind.LEAVER: "Leavers",
    Kind.CHANGED: "Changed in other ways",
}


class MayImport(MayOr404):
    permission_required = "people.import_people"


class Upload(MayImport, FormView):
    template_name = "people/import_upload.html"
    form_class = UploadForm

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            upload = imports.receive_file(
                file_name=file.name, content=file.read(), by=self.request.user, now=timezone.now()
            )
        except UnreadableFile as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        return redirect("people:import_preview", upload.pk)


class OfUpload(MayImport, View):
    """Pages of one file that waits to be applied, for whoever uploaded it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_permission():
            self.handle_no_permission()
        self.upload = get_object_or_404(PeopleImport.objects.waiting_for(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class ShowPreview(OfUpload):
    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        return _show(request, self.upload)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """Apply what was shown."""
        shown = request.POST.get("fingerprint", "")
        try:
            plan = imports.apply_import(upload=self.upload, fingerprint=shown, by=request.user, now=timezone.now())
        except imports.ImportHasErrors:
            return _show(request, self.upload, again="Some lines cannot be taken as they are. Nothing was changed.")
        except imports.PeopleChangedSince:
            return _show(
                request, self.upload, again="Something has changed since this was shown. Look again, then apply."
            )
        except imports.ImportAlreadyApplied:
            return redirect("people:list")
        messages.success(request, _summary(plan))
        return redirect("people:list")


class ReadAs(OfUpload):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = ReadAsForm(request.POST, header=preview(self.upload, on=_today()).table.header)
        if not form.is_valid():
            return _show(request, self.upload, form=form)
        said = form.cleaned_data
        try:
            imports.read_file_as(
                upload=self.upload, encoding=said["encoding"], delimiter=said["delimiter"], columns=form.keys
            )
        except UnreadableFile as refused:
            form.add_error("encoding", str(refused))
            return _show(request, self.upload, form=form)
        return redirect("people:import_preview", pk)


class Export(MayImport, View):
    permission_required = "people.manage_people"

    def get(self, _request: HttpRequest) -> HttpResponse:
        day = _today()
        return csv_response(f"people-{day}.csv", HEADER, people_as_rows(on=day))


def _today() -> Any:
    return today(now=timezone.now())


def _show(
    request: HttpRequest, upload: PeopleImport, *, form: ReadAsForm | None = None, again: str = ""
) -> HttpResponse:
    try:
        found = preview(upload, on=_today())
    except UnreadableFile as refused:
        messages.error(request, str(refused))
        return redirect("people:import")
    form = form or ReadAsForm(initial=_as_it_was_read(upload, found), header=found.table.header)
    context = {"upload": upload, "preview": found, "plan": found.plan, "form": form, "again": again}
    context |= {"encoding": ENCODINGS[upload.encoding], "delimiter": DELIMITERS[upload.delimiter], "shown": SHOWN}
    context |= {"groups": _groups(found.plan)}
    return render(request, "people/import_preview.html", context)


def _as_it_was_read(upload: PeopleImport, found: Preview) -> dict[str, str]:
    columns = {f"column_{number}": key for number, key in enumerate(found.keys)}
    return {"encoding": upload.encoding, "delimiter": upload.delimiter, **columns}


def _groups(plan: Plan | None) -> list[dict[str, Any]]:
    if plan is None:
        return []
    found = [(kind, heading, plan.of(kind)) for kind, heading in HEADINGS.items()]
    return [
        {
            "key": kind.value,
            "heading": heading,
            "people": people[:SHOWN],
            "count": len(people),
            "more": len(people) - SHOWN,
        }
        for kind, heading, people in found
        if people
    ]


def _summary(plan: Plan) -> str:
    if plan.changes_nothing:
        return "The file was applied. It changed nothing: everybody in it was as it says."
    words = {"joiner": "joined", "mover": "moved", "leaver": "left or will leave", "changed": "changed"}
    said = [f"{plan.counts[kind]} {word}" for kind, word in words.items() if plan.counts[kind]]
    return f"The file was applied: {', '.join(said)}."
