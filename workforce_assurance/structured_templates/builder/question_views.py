"""Adding, changing, moving and removing a question of a draft."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ..enums import QuestionKind
from ..models import Question
from .conditions import quoted
from .copying import copy_question
from .forms import MoveForm, SeenForm
from .option_commands import published_codes
from .outline import WITH_OPTIONS, QuestionOutline, SectionOutline, outline_of
from .pages import ActionPage, DraftFormPage, RemovePage
from .question_commands import Wording, add_question, edit_question, move_question, remove_question
from .question_forms import KindForm, NewQuestionForm, QuestionForm, typed_wording


class QuestionFormPage(DraftFormPage):
    def all_sections(self, kind: str) -> tuple[SectionOutline, ...]:
        """The whole version, where a question can refer to any of it."""
        return outline_of(self.version) if kind == QuestionKind.TOTAL else ()


class AddQuestion(QuestionFormPage):
    """Two steps: which kind of question, then its words."""

    form_class = NewQuestionForm
    submit = "Add the question"
    done = "The question is added at the end of the section."

    @cached_property
    def group(self) -> Question | None:
        key = self.kwargs.get("group")
        return get_object_or_404(self.section.questions, key=key, kind=QuestionKind.GROUP) if key else None

    @cached_property
    def kinds(self) -> KindForm:
        return KindForm(self.request.GET or None, in_group=self.group is not None)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kinds.is_valid():
            return super().get(request, *args, **kwargs)
        self.template_name = "structured_templates/builder_kind.html"
        return self.render_to_response(self.get_context_data(form=self.kinds))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.kinds.is_valid():
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_title(self) -> str:
        chosen = self.kinds.cleaned_data["kind"] if self.kinds.is_valid() else ""
        return f"Add a question: {QuestionKind(chosen).label}" if chosen else "Add a question"

    def get_form_kwargs(self) -> dict[str, Any]:
        group = self.group.key if self.group else None
        kind = self.kinds.cleaned_data["kind"]
        wanted = {"kind": kind, "section": self.outline, "group": group, "sections": self.all_sections(kind)}
        return super().get_form_kwargs() | wanted

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"layer": "shared"}

    def save(self, form: NewQuestionForm) -> None:
        added = add_question(
            section=self.section,
            group=self.group,
            kind=form.kind,
            wording=form.wording(),
            labels=form.cleaned_data.get("labels", []),
            items=form.cleaned_data.get("items"),
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            now=timezone.now(),
        )
        self.added = added.key

    def get_success_url(self) -> str:
        return self.section_url(f"question-{self.added}" if hasattr(self, "added") else "questions")


class EditQuestion(QuestionFormPage):
    template_name = "structured_templates/builder_question.html"
    form_class = QuestionForm
    title = "Change the question"

    @cached_property
    def row(self) -> QuestionOutline:
        return next(row for row in self.outline.questions if row.key == self.question.key)

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.row
        return super().get_form_kwargs() | {
            "kind": row.kind,
            "section": self.outline,
            "group": row.group,
            "question": row,
            "sections": self.all_sections(row.kind),
        }

    def stored(self) -> dict[str, Any]:
        row = self.row
        wording = Wording(row.text, row.help, row.required, row.required_if, row.shown_if, row.layer)
        return typed_wording(replace(wording, functions=list(row.functions), computed=self.question.computed))

    def save(self, form: QuestionForm) -> None:
        seen, wording = form.cleaned_data["seen"], form.wording()
        edit_question(question=self.question, seen=seen, wording=wording, by=self.request.user, now=timezone.now())

    def get_success_url(self) -> str:
        return self.section_url(f"question-{self.question.key}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "section": self.section,
            "question": self.row,
            "kind": QuestionKind(self.row.kind).label,
            "offers_options": self.row.kind in WITH_OPTIONS,
            "published_codes": published_codes(self.question),
            "published_items": published_codes(self.question, "items"),
            "has_items": self.row.kind == QuestionKind.MATRIX,
        }


class MoveQuestion(ActionPage):
    def change(self, form: MoveForm) -> None:
        seen = form.cleaned_data["seen"]
        move_question(
            question=self.question, seen=seen, direction=form.wanted(), by=self.request.user, now=timezone.now()
        )

    def back(self) -> str:
        return self.section_url(f"question-{self.question.key}")


class CopyQuestion(ActionPage):
    form_class = SeenForm

    def change(self, form: SeenForm) -> None:
        seen = form.cleaned_data["seen"]
        copy = copy_question(question=self.question, seen=seen, by=self.request.user, now=timezone.now())
        self.copied = copy.key

    def back(self) -> str:
        return self.section_url(f"question-{getattr(self, 'copied', self.question.key)}")


class RemoveQuestion(RemovePage):
    submit = "Remove the question"
    lead = "What was answered under published versions stays readable, exactly as it was asked."

    def get_title(self) -> str:
        name = next(quoted(row) for row in self.outline.questions if row.key == self.question.key)
        return f"Remove the question {name}?"

    def save(self, form: SeenForm) -> None:
        seen = form.cleaned_data["seen"]
        remove_question(question=self.question, seen=seen, by=self.request.user, now=timezone.now())

    def get_success_url(self) -> str:
        return self.section_url("questions")
