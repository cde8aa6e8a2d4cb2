"""Importing evidence in the browser; what imports do alike is `people.views.uploads`."""

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

from ...models import EvidenceImport
from .. import commands, import_pages
from ..columns import LABELS, NEEDED
from ..import_forms import EvidenceColumnsForm, EvidenceFileForm
from ..planning import Plan, look_at


def _came_in(plan: Plan) -> str:
    return f"{counted(len(plan.pieces), 'piece')} of evidence came in." if plan.pieces else ""


IMPORTS = Imports(
    model=EvidenceImport,
    addresses=Addresses(
        files="competency:imports", choose="competency:import_choose", preview="competency:import_preview",
        columns="competency:import_columns", one="competency:import",
    ),
    may_import="boundaries.import_evidence",
    may_bring_in="boundaries.bring_evidence_in",
    may_see="boundaries.see_evidence_import",
    look_at=look_at,
    columns_form=lambda _upload, typed, **said: EvidenceColumnsForm(typed, **said),
    shown=import_pages.preview,
    read_as=commands.read_evidence_as,
    bring_in=commands.bring_evidence_in,
    take_it_back=commands.take_evidence_back,
    came_in=_came_in,
    nothing_came="Nothing changed: everything in this file is recorded already.",
    was_taken_back="The file is taken back. What it brought counts no more.",
)  # fmt: skip
preview, columns, take_back = IMPORTS.preview, IMPORTS.columns, IMPORTS.take_back


class ImportList(FilesBroughtIn):
    imports, listed = IMPORTS, import_pages.listed
    template_name = "competency/imports.html"
    title = "Imported evidence"
    lead = "What a learning system knows of e-learning, role-play, coaching and observed practice. Each file can be taken back."
    columns = import_pages.FILES
    back = ("competency:home", "Competency")


class Choose(ChooseFile):
    imports, file_form = IMPORTS, EvidenceFileForm
    title = "Import evidence"
    lead = "You see every line that cannot be taken, and what would come in, before anything is brought in."
    template_name = "competency/import_choose.html"

    def receive(self, said: dict[str, Any], at: Edge) -> EvidenceImport:
        file = said["file"]
        return commands.receive_evidence(file_name=file.name, content=file.read(), by=self.request.user, now=at.now)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        others = [label for key, label in LABELS.items() if key not in NEEDED]
        return {"needed": [LABELS[key] for key in NEEDED], "others": others}


@require_safe
def import_detail(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One file that was brought in: who and when, how much, and the way to take it back. It names nobody of it."""
    upload = IMPORTS.brought_in(request, import_id)
    context = {
        "upload": upload,
        "pieces": counted(upload.added, "piece"),
        "stands": upload.state == ImportState.IN,
        "zone": edge(request.user).zone,
    }
    return render(request, "competency/import.html", context)
