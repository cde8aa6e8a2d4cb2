"""Adding, changing, moving and removing an option of a question."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from .forms import LabelsForm, MoveForm, OptionForm, SeenForm
from .option_commands import add_options, edit_option, move_option, published_codes, remove_option
from .outline import OptionOutline, options_of
from .pages import ActionPage, BuilderPage, DraftFormPage, RemovePage


class OptionPage(BuilderPage):
    """About an option of a question, and back to the question."""

    @cached_property
    def option(self) -> OptionOutline:
        for option in options_of(self.question):
            if option.code == self.kwargs["code"]:
                return option
        raise Http404

    def question_url(self) -> str:
        return reverse("builder:question", args=[self.version.pk, self.section.key, self.question.key]) + "#options"

    def get_success_url(self) -> str:
        return self.question_url()


class AddOptions(OptionPage, DraftFormPage):
    form_class = LabelsForm
    title = "Add options"
    submit = "Add"
    done = "The options are added at the end."

    def save(self, form: LabelsForm) -> None:
        add_options(question=self.question, by=self.request.user, now=timezone.now(), **form.cleaned_data)


class EditOption(OptionPage, DraftFormPage):
    form_class = OptionForm
    title = "Change the option"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"code_is_published": self.option.code in published_codes(self.question)}

    def stored(self) -> dict[str, Any]:
        return {"label": self.option.label, "help": self.option.help, "code": self.option.code}

    def save(self, form: OptionForm) -> None:
        data = form.cleaned_data
        edit_option(
            question=self.question,
            code=self.option.code,
            seen=data["seen"],
            new=data["code"],
            label=data["label"],
            hint=data["help"],
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
            by=self.request.user,
            now=timezone.now(),
        )

    def back(self) -> str:
        return self.question_url()


class RemoveOption(OptionPage, RemovePage):
    submit = "Remove the option"
    lead = "It is no longer offered. What was answered with it under published versions stays readable."

    def get_title(self) -> str:
        return f"Remove the option “{self.option.label}”?"

    def save(self, form: SeenForm) -> None:
        remove_option(
            question=self.question,
            code=self.option.code,
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            now=timezone.now(),
        )
