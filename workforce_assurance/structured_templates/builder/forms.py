"""What an administrator types in the builder, checked and not saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, LongTextField, Option, TextField

from ..enums import Layer, QuestionKind
from .conditions import condition_on, in_words, may_depend_on, values_of, wanted
from .draft import Direction
from .outline import NOT_ANSWERED, WITH_OPTIONS, Condition, QuestionOutline, SectionOutline, is_never_required
from .question_commands import Wording
from .reasons import MOST_OPTIONS, WRITTEN

LARGEST = 2_147_483_647
LABEL = 160
TITLE = 120
Choices = list[tuple[str, str]]

KINDS = {
    QuestionKind.SCRIPT: "Words that are read and need no answer.",
    QuestionKind.SPOKEN: "Something to talk about; nothing is written down.",
    QuestionKind.SHORT_TEXT: "One line.",
    QuestionKind.LONG_TEXT: "As many lines as they need.",
    QuestionKind.YES_NO: "Yes or no, and room to say why.",
    QuestionKind.ONE_OF: "Choose one option.",
    QuestionKind.SEVERAL_OF: "Choose any number of options.",
    QuestionKind.SCALE: "Choose one step; every step says what it means.",
    QuestionKind.NUMBER: "A number.",
    QuestionKind.DATE: "A day.",
    QuestionKind.PERSON: "Somebody who works here.",
    QuestionKind.CASE_REFERENCE: "The organisation's own code for a person served; never a name.",
    QuestionKind.DRIFT_SIGNS: "Coded early warnings, as the worker and as the supervisor see them.",
    QuestionKind.ADJUSTMENTS: "What was agreed, with owner, start, end and check.",
    QuestionKind.GROUP: "Several questions that can be answered more than once.",
}


class SeenForm(Form):
    """Carries the revision of the draft that the editor was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class MoveForm(SeenForm):
    direction = forms.ChoiceField(choices=[("up", "Up"), ("down", "Down")])

    def wanted(self) -> Direction:
        return "up" if self.cleaned_data["direction"] == "up" else "down"


class SectionForm(SeenForm):
    title = TextField(label="Title", max_length=TITLE)
    area = forms.ChoiceField(
        label="Area that it covers", required=False, help_text="Some areas have to be covered before publishing."
    )
    intro = LongTextField(
        label="Introduction", max_length=4000, required=False, help_text="Stands above the questions of the section."
    )

    def __init__(self, *args: Any, areas: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "None of them"), *areas.items()]


class KindForm(Form):
    """Which kind of question to add; asked first, because it decides what else is asked."""

    kind = forms.ChoiceField(
        label="How will it be answered?",
        choices=[(kind.value, Option(str(kind.label), hint)) for kind, hint in KINDS.items()],
        widget=forms.RadioSelect,
        help_text="A question keeps its kind, so that answers can be compared over the years.",
    )

    def __init__(self, *args: Any, in_group: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if in_group:
            field = self.fields["kind"]
            field.choices = [choice for choice in field.choices if choice[0] != QuestionKind.GROUP]


class QuestionForm(SeenForm):
    """The words of a question; what does not go with its kind is not asked."""

    text = LongTextField(label="Question", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    help = LongTextField(
        label="Help", max_length=2000, required=False, help_text="Stands below the question while somebody answers it."
    )
    demand = forms.ChoiceField(label="Must it be answered?")
    shown = forms.ChoiceField(label="When is it shown?")
    layer = forms.ChoiceField(label="Who can read the answer", widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        kind: str,
        section: SectionOutline,
        group: str | None = None,
        question: QuestionOutline | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        conditions = _conditions(question, section, group)
        self.fields["demand"].choices = [("no", "No, it may be skipped"), ("always", "Yes, always"), *conditions]
        self.fields["shown"].choices = [("always", "Always"), *conditions]
        self.fields["layer"].choices = _layers(kind)
        for name in _not_asked(kind, group):
            del self.fields[name]
        if kind in NOT_ANSWERED:
            self.fields["text"].label = "Text"
        if not conditions:
            del self.fields["shown"]

    def wording(self) -> Wording:
        data = self.cleaned_data
        demand = data.get("demand", "no")
        return Wording(
            text=data["text"],
            help=data["help"],
            required=demand == "always",
            required_if=_condition(demand),
            shown_if=_condition(data.get("shown", "always")),
            layer=data.get("layer", Layer.SHARED),
        )


def _not_asked(kind: str, group: str | None) -> list[str]:
    """What does not go with the kind; a question inside a group is read by whom the group is read by."""
    demand = ["demand"] if is_never_required(kind) else []
    return demand + (["layer"] if kind in NOT_ANSWERED or group else [])


def _layers(kind: str) -> Choices:
    return [(value, label) for value, label in Layer.choices if value != Layer.ASSURANCE or kind not in WRITTEN]


def _conditions(question: QuestionOutline | None, section: SectionOutline, group: str | None) -> Choices:
    """Every answer that a condition can ask for; and what the question asks for now, even when it is out of place."""
    before = may_depend_on(question, section, group=group)
    found = [condition_on(other, value) for other in before for value in values_of(other)]
    current = [question.required_if, question.shown_if] if question else []
    found += [condition for condition in current if condition and condition not in found]
    return [(as_value(condition), f"Only when {in_words(condition, section)}") for condition in found]


def as_value(condition: Condition) -> str:
    return "|".join(wanted(condition)) if condition else ""


def _condition(value: str) -> Condition:
    if value in {"no", "always"}:
        return None
    key, operator, answer = value.split("|", 2)
    return {"question": key, operator: answer}


def typed_wording(wording: Wording) -> dict[str, str]:
    """The fields that stand for a wording."""
    return {
        "text": wording.text,
        "help": wording.help,
        "demand": "always" if wording.required else as_value(wording.required_if) or "no",
        "shown": as_value(wording.shown_if) or "always",
        "layer": wording.layer,
    }


class LabelsForm(SeenForm):
    labels = LongTextField(
        label="Options",
        help_text=f"One on each line, at most {MOST_OPTIONS}. Each gets a code of its own, which you can change.",
    )

    def clean_labels(self) -> list[str]:
        return clean_labels(self.cleaned_data["labels"])


class NewQuestionForm(QuestionForm):
    """A question with its options, when its kind offers any."""

    labels = LabelsForm.base_fields["labels"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.kind not in WITH_OPTIONS:
            del self.fields["labels"]

    clean_labels = LabelsForm.clean_labels


def clean_labels(text: str) -> list[str]:
    """The lines that hold something."""
    labels = [line.strip() for line in text.splitlines() if line.strip()]
    if len(labels) > MOST_OPTIONS:
        raise forms.ValidationError(
            f"These are {len(labels)} options. A question offers at most {MOST_OPTIONS}: remove some lines."
        )
    for number in _too_long(labels):
        raise forms.ValidationError(f"Line {number} is longer than {LABEL} characters. Shorten it.")
    return labels


def _too_long(labels: list[str]) -> Iterable[int]:
    return (number for number, label in enumerate(labels, start=1) if len(label) > LABEL)


class OptionForm(SeenForm):
    label = TextField(label="Words", max_length=LABEL)
    help = TextField(label="Help", max_length=400, required=False)
    code = TextField(
        label="Code",
        max_length=40,
        help_text="Small letters, digits, “_” or “-”. Records hold the code, so it stays once it was published.",
    )

    def __init__(self, *args: Any, code_is_published: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = code_is_published
