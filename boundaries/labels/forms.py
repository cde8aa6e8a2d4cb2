"""What is typed about the word list; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, LongTextField, TextField

from ..models import LabelTerm
from .commands import Wording
from .enums import (
    CHANGES,
    KEEPS,
    SWITCHES_OFF,
    SWITCHES_ON,
    AnsweredBecause,
    ContestedBecause,
    DismissedBecause,
    Standing,
    Verdict,
)
from .exceptions import ContestedAlready, NothingToJudge, ReasonDoesNotFit, VerdictIncomplete, WordingIncomplete

MOST_LINES, LONGEST_LINE = 60, 60


class ContestForm(Form):
    """A reason from a list: words about practice stand in records alone."""

    AT = {ContestedAlready: "because"}

    because = forms.ChoiceField(
        label="Why should it not be pointed out as it is?", choices=ContestedBecause.choices, widget=forms.RadioSelect
    )

    @property
    def reason(self) -> ContestedBecause:
        return ContestedBecause(self.cleaned_data["because"])


class ReasonForm(Form):
    """Why a term is kept, changed, or switched."""

    AT = {ReasonDoesNotFit: "because"}

    because = forms.ChoiceField(label="Why?", widget=forms.RadioSelect, help_text="Everybody reads it on the list.")

    def __init__(self, *args: Any, reasons: Iterable[AnsweredBecause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = [(one.value, one.label) for one in reasons]  # type: ignore[attr-defined]

    @property
    def reason(self) -> AnsweredBecause:
        return AnsweredBecause(self.cleaned_data["because"])


class KeepForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, reasons=KEEPS, **kwargs)


class SwitchForm(ReasonForm):
    def __init__(self, *args: Any, is_on: bool, **kwargs: Any) -> None:
        super().__init__(*args, reasons=SWITCHES_OFF if is_on else SWITCHES_ON, **kwargs)


class WordingForm(ReasonForm):
    """What a term says instead, and its wordings, one to a line."""

    AT = {ReasonDoesNotFit: "because", WordingIncomplete: "forms"}

    alternative = TextField(label="What could be said instead?", max_length=200)
    forms = LongTextField(
        label="Wordings", max_length=3_000, required=False,
        help_text="One to a line. Other endings of a word are found by themselves. Never write a name here.",
    )  # fmt: skip
    means_otherwise = LongTextField(
        label="Phrases in which they mean something else", max_length=3_000, required=False, help_text="One to a line."
    )
    field_order = ("alternative", "forms", "means_otherwise", "because")

    def __init__(self, *args: Any, term: LabelTerm, **kwargs: Any) -> None:
        lines = {name: "\n".join(getattr(term, name)) for name in ("forms", "means_otherwise")}
        kwargs["initial"] = {"alternative": term.alternative, **lines}
        super().__init__(*args, reasons=CHANGES, **kwargs)
        if term.standing == Standing.THREAT:
            del self.fields["forms"], self.fields["means_otherwise"]

    def clean_forms(self) -> tuple[str, ...]:
        return _lines(self.cleaned_data["forms"])

    def clean_means_otherwise(self) -> tuple[str, ...]:
        return _lines(self.cleaned_data["means_otherwise"])

    @property
    def wording(self) -> Wording:
        said = self.cleaned_data
        return Wording(said["alternative"], said.get("forms", ()), said.get("means_otherwise", ()))


def _lines(typed: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    if len(found) > MOST_LINES:
        raise forms.ValidationError(f"Give at most {MOST_LINES} lines.")
    if any(len(line) > LONGEST_LINE for line in found):
        raise forms.ValidationError(f"Give at most {LONGEST_LINE} characters to a line.")
    return found


class SampleForm(Form):
    """How many; the system draws."""

    AT = {NothingToJudge: "size"}

    size = forms.TypedChoiceField(
        label="How many do you read?", choices=[(20, "20"), (50, "50"), (100, "100")], coerce=int, initial=20,
        help_text="Every word of which something was found is among them, as far as they suffice.",
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class VerdictForm(Form):
    """Rightly, in vain and why, or not to be told."""

    AT = {VerdictIncomplete: "because"}

    verdict = forms.ChoiceField(label="Was it pointed out rightly?", choices=Verdict.choices, widget=forms.RadioSelect)
    because = forms.ChoiceField(
        label="If it was in vain: why?", choices=[("", "It was not"), *DismissedBecause.choices], required=False
    )

    @property
    def judged(self) -> dict[str, Any]:
        because = self.cleaned_data["because"]
        return {
            "verdict": Verdict(self.cleaned_data["verdict"]),
            "because": DismissedBecause(because) if because else None,
        }
