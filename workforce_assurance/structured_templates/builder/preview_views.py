"""A version as it will be asked and read, section by section; nothing that is typed is kept."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ..asked import AskedSection, AskedVersion, read_asked
from ..enums import Layer
from ..forms import SectionForm, typed_in, with_row, without_row
from ..kinds import Typed, World
from ..readers import Readers
from .pages import BuilderPage
from .seen import Reader, seen_by

READERS = {
    layer.value: Readers(frozenset(), f"{str(layer.label).lower()}.", private=layer == Layer.PRIVATE) for layer in Layer
}


class PreviewVersion(BuilderPage):
    """Leads to the first section."""

    def get(self, *_: Any, **__: Any) -> HttpResponse:
        first = self.version.sections.order_by("position").values_list("key", flat=True).first()
        return redirect("builder:preview_section", self.version.pk, first) if first else redirect(self.version_url())


class PreviewSection(BuilderPage):
    """The section's own form: rows can be added, and "Check" shows what would have to be put right."""

    @cached_property
    def asked(self) -> AskedVersion:
        return read_asked(self.version)

    @cached_property
    def asked_section(self) -> AskedSection:
        section = self.asked.section(self.kwargs["section"])
        if section is None:
            raise Http404
        return section

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        reader = request.GET.get("as", Reader.WRITER)
        if reader in Reader.values and reader != Reader.WRITER:
            return self.show(
                Reader(reader), rows=[(seen.text, seen.gets) for seen in seen_by(Reader(reader), self.asked_section)]
            )
        return self.page({}, check=False)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        typed = typed_in(request.POST)
        if name := request.POST.get("add"):
            typed = with_row(typed, name, f"r{len(typed)}")
        elif request.POST.get("remove"):
            name, _dot, row = request.POST["remove"].rpartition(".")
            typed = without_row(typed, name, row)
        return self.page(typed, check="check" in request.POST)

    def page(self, typed: Typed, *, check: bool) -> HttpResponse:
        form = SectionForm(self.asked_section, typed=typed, world=World(), check=check, readers=READERS)
        return self.show(Reader.WRITER, form=form)

    def show(self, reader: Reader, **shown: Any) -> HttpResponse:
        shown |= {"version": self.version, "section": self.asked_section, "tasks": self.tasks(reader)}
        shown |= {"reader": reader, "readers": Reader.choices, "headings": ("Question", "What they get")}
        return render(self.request, "structured_templates/builder_preview.html", shown)

    def tasks(self, reader: Reader) -> list[dict[str, Any]]:
        key = self.asked_section.key
        return [
            {
                "label": section.title,
                "url": reverse(
                    "builder:preview_section", args=[self.version.pk, section.key], query={"as": reader.value}
                ),
                "current": section.key == key,
            }
            for section in self.asked.sections
        ]
