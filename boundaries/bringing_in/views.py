"""Importing decisions in the browser; what imports do alike is `people.views.uploads`."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.uploads import ImportState
from workforce_assurance.common.words import counted
from workforce_assurance.people.views.edge import Edge, edge
from workforce_assurance.people.views.uploads import Addresses, ChooseFile, FilesBroughtIn, Imports

from ..models import DecisionImport
from . import commands, pages
from .forms import ColumnsForm, FileForm
from .planning import Plan, look_at
from .rules import sees_all


def _came_in(plan: Plan) -> str:
    return f"{counted(len(plan.decisions), 'decision')} came in." if plan.decisions else ""


IMPORTS = Imports(
    model=DecisionImport,
    addresses=Addresses(
        files="boundaries:decision_imports", choose="boundaries:decision_choose", preview="boundaries:decision_preview",
        columns="boundaries:decision_columns", one="boundaries:decision_import",
    ),
    may_import="boundaries.import_decisions",
    may_bring_in="boundaries.bring_decisions_in",
    may_see="boundaries.see_decision_import",
    look_at=look_at,
    columns_form=lambda _upload, typed, **said: ColumnsForm(typed, **said),
    shown=pages.preview,
    read_as=commands.read_file_as,
    bring_in=commands.bring_in,
    take_it_back=commands.take_back,
    came_in=_came_in,
    nothing_came="Nothing changed: every decision in this file was brought in before.",
    was_taken_back="The file is taken back. Its decisions stand here no more.",
)  # fmt: skip
preview, columns, take_back = IMPORTS.preview, IMPORTS.columns, IMPORTS.take_back


class ImportList(FilesBroughtIn):
    imports, listed = IMPORTS, pages.listed
    template_name = "boundaries/import_list.html"
    title = "Imported decisions"
    lead = "Restrictive decisions that were over before this register was kept. Each file can be taken back."
    columns = pages.COLUMNS

    def files(self) -> Any:
        rows = super().files()
        return rows if sees_all(self.request.user) else rows.filter(received_by=self.request.user)


class Choose(ChooseFile):
    imports, file_form = IMPORTS, FileForm
    title = "Import decisions"
    lead = "You see every line that cannot be taken before anything is brought in. Nothing of it takes effect."
    template_name = "boundaries/import_choose.html"

    def receive(self, said: dict[str, Any], at: Edge) -> DecisionImport:
        file = said["file"]
        return commands.receive_file(file_name=file.name, content=file.read(), by=self.request.user, now=at.now)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"held": pages.what_files_hold()}


@require_safe
def one_import(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One file that was brought in: who and when, and how many decisions of which kind."""
    upload = IMPORTS.brought_in(request, import_id)
    found = {
        "upload": upload,
        "stands": upload.state == ImportState.IN,
        "zone": edge(request.user).zone,
        "headings": ("Kind", "Decisions"),
        "rows": pages.by_kind(upload),
    }
    return render(request, "boundaries/import.html", found)
