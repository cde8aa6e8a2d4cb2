"""Importing interactions: choose a file, see what it would bring, bring it."""

from __future__ import annotations

import base64
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from workforce_assurance.common.uploaded_tables import UnreadableFile, read_table
from workforce_assurance.common.words import counted
from workforce_assurance.people.views.edge import Edge, NewForm, edge

from .. import commands
from ..enums import InteractionKind
from ..exceptions import LinesAreWrong
from ..file_lines import COLUMNS, Plan, plan_of
from ..forms import SALT, FileForm

SHOWN = 50


class Import(NewForm):
    permission = "boundaries.draw_sample"
    title, submit, form_class = "Import interactions", "Show what it would bring", FileForm
    lead = "Codes and dates from another system. You see every line that cannot be taken before anything is brought in."
    template_name = "reviews/import.html"
    looked: dict[str, Any] | None = None

    def form(self, _record: None, _at: Edge, typed: Any = None) -> FileForm:
        return FileForm(typed, self.request.FILES if typed is not None else None)

    def act(self, form: FileForm, _record: None, at: Edge) -> str:
        """Bring in what the page carries; nothing, and a look at it, where a file was chosen."""
        said = form.cleaned_data
        if said["file"]:
            self.looked = _look(said["file"].read(), at)
            return ""
        number = commands.import_interactions(plan=_plan(said["content"], at), by=self.request.user, now=at.now)
        return f"{counted(number, 'interaction')} came in."

    def answer(self, record: None) -> HttpResponse:
        if self.looked is None:
            return redirect("reviews:interactions")
        return self.page(record, edge(self.request.user), FileForm())

    def way_back(self, _record: None) -> str:
        return reverse("reviews:interactions")

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {
            "preview": self.looked,
            "wrong_headings": ("Where", "Why"),
            "columns": COLUMNS.values(),
            "kinds": InteractionKind.choices,
        }


def _plan(content: bytes, at: Edge) -> Plan:
    """:raises LinesAreWrong: when it cannot be read as a table"""
    try:
        return plan_of(read_table(content), today=at.today)
    except UnreadableFile as refused:
        raise LinesAreWrong(str(refused)) from None


def _look(content: bytes, at: Edge) -> dict[str, Any]:
    plan = _plan(content, at)
    carried = signing.dumps(base64.b64encode(content).decode(), salt=SALT, compress=True) if plan.lines else ""
    return {
        "new": len(plan.lines),
        "known": plan.known,
        "wrong": [[f"Line {number}", words] for number, words in plan.wrong[:SHOWN]],
        "wrong_in_all": len(plan.wrong),
        "content": "" if plan.wrong else carried,
    }
