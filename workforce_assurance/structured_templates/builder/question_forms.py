"""What an administrator types about a question, checked and not saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, LongTextField, Option

from ..enums import Function, Layer, QuestionKind
from .conditions import condition_on, in_words, may_depend_on, quoted, values_of, wanted
from .forms import LabelsForm, SeenForm, clean_labels
from .outline import COUNTED, NOT_ANSWERED, WITH_OPTIONS, Condition, QuestionOutline, SectionOutline, is_never_required
from .question_commands import Wording
from .reasons import MOST_ITEMS, WRITTEN
from .scoring import parts_on_offer

Choices = list[tuple[str, str]]
NEVER_IN_A_GROUP = frozenset({QuestionKind.GROUP, QuestionKind.TOTAL})

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
    QuestionKind.MATRIX: "Several items, each answered on the same steps; every step has points.",
    QuestionKind.TOTAL: "A sum or mean of other answers, worked out when they are saved and never typed.",
}


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
            field.choices = [choice for choice in field.choices if choice[0] not in NEVER_IN_A_GROUP]


class QuestionForm(SeenForm):
    """The words of a question; what does not go with its kind is not asked."""

    text = LongTextField(label="Question", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    help = LongTextField(
        label="Help", max_length=2000, required=False, help_text="Stands below the question while somebody answers it."
    )
    demand = forms.ChoiceField(label="Must it be answered?")
    shown = forms.ChoiceField(label="When is it shown?")
    how = forms.ChoiceField(
        label="How is it worked out?",
        choices=[("sum", "The sum"), ("mean", "The mean, to two decimals")],
        widget=forms.RadioSelect,
    )
    parts = forms.MultipleChoiceField(
        label="Of which answers?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Numbers, scales, matrices, and choices whose options have points. "
        "While one of them has no answer, the total is not computable.",
    )
    layer = forms.ChoiceField(label="Who can read the answer", widget=forms.RadioSelect)
    functions = forms.MultipleChoiceField(
        label="What is it for?",
        choices=Function.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The functions of supervision: to restore, to learn, to keep to what was agreed. Whoever answers does not see this.",
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        section: SectionOutline,
        group: str | None = None,
        question: QuestionOutline | None = None,
        sections: Sequence[SectionOutline] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["parts"].choices = _parts(sections, question)
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
            functions=data["functions"],
            computed={"how": data["how"], "of": data["parts"]} if self.kind == QuestionKind.TOTAL else None,
        )


def _not_asked(kind: str, group: str | None) -> list[str]:
    """What does not go with the kind; a question inside a group is read by whom the group is read by."""
    demand = ["demand"] if is_never_required(kind) else []
    computed = [] if kind == QuestionKind.TOTAL else ["how", "parts"]
    return demand + computed + (["layer"] if kind in NOT_ANSWERED or group else [])


def _parts(sections: Sequence[SectionOutline], question: QuestionOutline | None) -> Choices:
    """Every question that can be added up, and what is added up now even when it is out of place."""
    found = {(s.key, q.key): f"{s.title}: {quoted(q)}" for s, q in parts_on_offer(sections)}
    now = question.computed.of if question and question.computed else ()
    found |= {key: f"{key[0]}: {key[1]}" for key in now if key not in found}
    return [(f"{section}.{key}", label) for (section, key), label in found.items()]


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


def typed_wording(wording: Wording) -> dict[str, Any]:
    """The fields that stand for a wording."""
    return {
        "text": wording.text,
        "help": wording.help,
        "demand": "always" if wording.required else as_value(wording.required_if) or "no",
        "shown": as_value(wording.shown_if) or "always",
        "layer": wording.layer,
        "functions": wording.functions,
    } | _typed_computed(wording.computed)


def _typed_computed(computed: dict[str, Any] | None) -> dict[str, Any]:
    return {"how": computed["how"], "parts": computed["of"]} if computed else {}


class NewQuestionForm(QuestionForm):
    """A question with its options, when its kind offers any."""

    items = LongTextField(label="Items", help_text=f"One on each line, at most {MOST_ITEMS}. Each is answered alone.")
    labels = LabelsForm.base_fields["labels"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.kind not in WITH_OPTIONS:
            del self.fields["labels"]
        if self.kind != QuestionKind.MATRIX:
            del self.fields["items"]
        if self.kind in COUNTED and self.kind in WITH_OPTIONS:
            self.fields["labels"].label = "Steps of the scale"
            self.fields[
                "labels"
            ].help_text = "One on each line, from the first step to the last: they get 1 point, 2 points and so on."

    def clean_labels(self) -> list[str]:
        return clean_labels(self.cleaned_data["labels"])

    def clean_items(self) -> list[str]:
        return clean_labels(self.cleaned_data["items"], most=MOST_ITEMS)
