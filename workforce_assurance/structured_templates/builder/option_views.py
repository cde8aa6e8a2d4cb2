"""Adding, changing, moving and removing an option of a question, or an item of a matrix."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from .forms import ItemForm, LabelsForm, MoveForm, OptionForm, SeenForm
from .option_commands import Part, add_options, edit_option, move_option, published_codes, remove_option
from .outline import WITH_POINTS, OptionOutline, options_of
from .pages import ActionPage, BuilderPage, DraftFormPage, RemovePage

WORDS: dict[Part, str] = {"options": "option", "items": "item"}


class OptionPage(BuilderPage):
    """About an option (or an item) of a question, and back to the question."""

    part: Part = "options"

    @cached_property
    def option(self) -> OptionOutline:
        for option in options_of(self.question, self.part):
            if option.code == self.kwargs["code"]:
                return option
        raise Http404

    @property
    def word(self) -> str:
        return WORDS[self.part]

    def question_url(self) -> str:
        address = reverse("builder:question", args=[self.version.pk, self.section.key, self.question.key])
        return f"{address}#{self.part}"

    def get_success_url(self) -> str:
        return self.question_url()


class AddOptions(OptionPage, DraftFormPage):
    form_class = LabelsForm
    submit = "Add"

    @property
    def done(self) -> str:  # type: ignore[override]
        return f"The {self.part} are added at the end."

    def get_title(self) -> str:
        return f"Add {self.part}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"part": self.part}

    def save(self, form: LabelsForm) -> None:
        now = timezone.now()
        add_options(question=self.question, by=self.request.user, now=now, part=self.part, **form.cleaned_data)


class EditOption(OptionPage, DraftFormPage):
    form_class = OptionForm

    def get_title(self) -> str:
        return f"Change the {self.word}"

    def get_form_class(self) -> type[OptionForm]:
        return ItemForm if self.part == "items" else OptionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        published = self.option.code in published_codes(self.question, self.part)
        points = self.part == "options" and self.question.kind in WITH_POINTS
        return super().get_form_kwargs() | {"code_is_published": published, "with_points": points}

    def stored(self) -> dict[str, Any]:
        option = self.option
        words = {"label": option.label, "code": option.code}
        points = "" if option.points is None else option.points
        return words if self.part == "items" else words | {"help": option.help, "points": points}

    def save(self, form: OptionForm) -> None:
        data = form.cleaned_data
        edit_option(
            question=self.question,
            code=self.option.code,
            seen=data["seen"],
            wanted=OptionOutline(data["code"], data["label"], data.get("help", ""), data.get("points")),
            part=self.part,
            by=self.request.user,
            now=timezone.now(),
        )


class MoveOption(OptionPage, ActionPage):
    def change(self, form: MoveForm) -> None:
        move_option(
            question=self.question,
            code=self.option.code,
            seen=form.cleaned_data["seen"],
            direction=form.wanted(),
            part=self.part,
            by=self.request.user,
            now=timezone.now(),
        )

    def back(self) -> str:
        return self.question_url()


class RemoveOption(OptionPage, RemovePage):
    @property
    def submit(self) -> str:  # type: ignore[override]
        return f"Remove the {self.word}"

    @property
    def lead(self) -> str:  # type: ignore[override]
        gone = "offered" if self.part == "options" else "asked"
        return f"It is no longer {gone}. What was answered with it under published versions stays readable."

    def get_title(self) -> str:
        return f"Remove the {self.word} “{self.option.label}”?"

    def save(self, form: SeenForm) -> None:
        remove_option(
            question=self.question,
            code=self.option.code,
            seen=form.cleaned_data["seen"],
            part=self.part,
            by=self.request.user,
            now=timezone.now(),
        )
