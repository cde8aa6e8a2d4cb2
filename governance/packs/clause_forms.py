"""What is typed about a standard of others and its clauses."""

from __future__ import annotations

from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, LongTextField, TextField

from .commands import Said
from .crosswalk import evidence_choices
from .exceptions import NameTaken, NothingSaysAnything, NumberTaken


class StandardForm(Form):
    """Its name, who sets it, and what it is about."""

    AT = {NameTaken: "name"}

    name = TextField(label="What is it called?", max_length=120)
    source = TextField(
        label="Who sets it, and where do its own words stand?", max_length=200,
        help_text="Whoever reads a pack looks it up there.",
    )  # fmt: skip
    about = TextField(label="What is it about, in one sentence of ours?", max_length=400)


class ClauseForm(Form):
    """What one clause asks, what of ours answers it, and what does not."""

    AT = {NumberTaken: "number", NothingSaysAnything: "gap"}

    number = TextField(label="Number", max_length=20, help_text="As the standard counts, such as 17(2)(a).")
    words = LongTextField(
        label="What does it ask, in our words?", max_length=300, help_text="Not copied: the standard itself is what counts."
    )  # fmt: skip
    evidence = forms.MultipleChoiceField(
        label="What answers it?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="A pack shows what each of these says of its place and months.",
    )  # fmt: skip
    gap = LongTextField(
        label="What does nothing here show?", max_length=300, required=False,
        help_text="It stands among the known gaps of every pack. Never about a person served or a colleague.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = evidence_choices()

    @property
    def said(self) -> Said:
        found = self.cleaned_data
        return Said(found["number"], found["words"], found["evidence"], found["gap"])
