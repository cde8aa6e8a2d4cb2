"""Adding, changing, moving and removing a section of a draft."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from .display import shown_section
from .forms import MoveForm, SectionForm, SeenForm
from .pages import ActionPage, DraftFormPage, RemovePage
from .section_commands import add_section, edit_section, move_section, remove_section


class SectionFormPage(DraftFormPage):
    form_class = SectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"areas": self.areas}


class AddSection(SectionFormPage):
    title = "Add a section"
    submit = "Add the section"
    done = "The section is added at the end. Add its questions now."

    def save(self, form: SectionForm) -> None:
        added = add_section(version_id=self.version.pk, by=self.request.user, now=timezone.now(), **form.cleaned_data)
        self.kwargs["section"] = added.key

    def get_success_url(self) -> str:
        return self.section_url() if "section" in self.kwargs else self.version_url()


class EditSection(SectionFormPage):
    """The section's own words, and below them its questions with what can be done with each."""

    template_name = "structured_templates/builder_section.html"
    submit = "Save the section"

    def get_title(self) -> str:
        return f"Section “{self.section.title}”"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"section": shown_section(self.outline, self.areas)}

    def stored(self) -> dict[str, Any]:
        return {"title": self.section.title, "area": self.section.area, "intro": self.section.intro}

    def save(self, form: SectionForm) -> None:
        edit_section(section=self.section, by=self.request.user, now=timezone.now(), **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.version_url(f"section-{self.section.key}")


class MoveSection(ActionPage):
    def change(self, form: MoveForm) -> None:
        seen = form.cleaned_data["seen"]
        move_section(section=self.section, seen=seen, direction=form.wanted(), by=self.request.user, now=timezone.now())

    def place(self) -> str:
        return f"section-{self.section.key}"


class RemoveSection(RemovePage):
    submit = "Remove the section"
    lead = "Its questions are removed with it. Published versions and records stay as they are."

    def get_title(self) -> str:
        return f"Remove the section “{self.section.title}”?"

    def save(self, form: SeenForm) -> None:
        remove_section(section=self.section, seen=form.cleaned_data["seen"], by=self.request.user, now=timezone.now())
