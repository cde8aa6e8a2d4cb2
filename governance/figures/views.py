"""Importing figures in the browser; what imports do alike is `people.views.uploads`."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from workforce_assurance.common.views import ListPage
from workforce_assurance.common.words import counted
from workforce_assurance.people.views.edge import Edge, edge
from workforce_assurance.people.views.uploads import Addresses, ChooseFile, FilesBroughtIn, Imports

from ..models import FigureImport
from . import commands, pages
from .enums import FileKind, ImportState
from .forms import ColumnsForm, FileForm
from .planning import Plan, look_at


def _came_in(plan: Plan) -> str:
    if not plan.changes:
        return ""
    return f"{counted(len(plan.changes), 'figure')} came in: {plan.added} new, {plan.replaced} replaced."


IMPORTS = Imports(
    model=FigureImport,
    addresses=Addresses(
        files="governance:figures", choose="governance:figure_choose", preview="governance:figure_preview",
        columns="governance:figure_columns", one="governance:figure_import",
    ),
    may_import="governance.import_figures",
    may_bring_in="governance.bring_figures_in",
    may_see="governance.see_figure_import",
    look_at=look_at,
    columns_form=lambda upload, typed, **said: ColumnsForm(typed, kind=FileKind(upload.kind), **said),
    shown=pages.preview,
    read_as=commands.read_file_as,
    bring_in=commands.bring_in,
    take_it_back=commands.take_back,
    came_in=_came_in,
    nothing_came="Nothing changed: every figure in this file stands already as it says.",
    was_taken_back="The file is taken back. Every figure is as it was before.",
)  # fmt: skip
preview, columns, take_back = IMPORTS.preview, IMPORTS.columns, IMPORTS.take_back


class ImportList(FilesBroughtIn):
    imports, listed = IMPORTS, pages.listed
    template_name = "figures/import_list.html"
    title = "Imported figures"
    lead = "Headcount, sickness, complaints, activity and workload by team and month. Each file can be taken back."
    columns = pages.COLUMNS
    back = ("today", "Today")

    def files(self) -> QuerySet[FigureImport]:
        return FigureImport.objects.visible_to(self.request.user).brought_in()


class Choose(ChooseFile):
    imports, file_form = IMPORTS, FileForm
    title = "Import figures"
    lead = "You see every line that cannot be taken, and what would change, before anything is brought in."
    template_name = "figures/choose.html"

    def receive(self, said: dict[str, Any], at: Edge) -> FigureImport:
        file = said["file"]
        return commands.receive_file(
            kind=FileKind(said["kind"]), file_name=file.name, content=file.read(), by=self.request.user, now=at.now
        )

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"kinds": pages.columns_by_kind()}


class OneImport(ListPage):
    """One file that was brought in: who and when, and what each figure was before."""

    template_name = "figures/import.html"
    title = "Imported file"
    columns = pages.CHANGED
    back = ("governance:figures", "Imported figures")
    what = "figures"

    def get_queryset(self) -> QuerySet[Any]:
        self.upload = IMPORTS.brought_in(self.request, self.kwargs["import_id"])
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
