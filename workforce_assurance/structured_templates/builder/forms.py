"""What an administrator types in the builder about versions, sections and options, checked and not saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, LongTextField, Option, ShortTextInput, TextField

from ..enums import Licence
from .draft import Direction
from .licences import Licensed
from .option_commands import MOST, Part
from .reasons import MOST_OPTIONS

LARGEST = 2_147_483_647
LABEL = 160
TITLE = 120
MOST_POINTS = 1000


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


class LicenceForm(SeenForm):
    licence = forms.ChoiceField(
        label="Whose words are these?",
        widget=forms.RadioSelect,
        choices=[
            (Licence.OWN, Option(str(Licence.OWN.label), "Written here, for us.")),
            (Licence.OPEN, Option(str(Licence.OPEN.label), "Published by others, and free to use under a licence.")),
            (
                Licence.SCORES_ONLY,
                Option(
                    "Scores only",
                    "An instrument whose words are not ours to keep: numbers and totals can be stored, its items never.",
                ),
            ),
        ],
    )
    licence_name = TextField(
        label="Name of the licence, or of the instrument",
        max_length=120,
        required=False,
        help_text="For an open licence, such as “CC BY 4.0”. For scores only, whose instrument it is.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("licence") not in (None, Licence.OWN) and not data.get("licence_name"):
            self.add_error("licence_name", "Give the name: which licence it is, or whose instrument.")
        return data

    def licensed(self) -> Licensed:
        return Licensed(self.cleaned_data["licence"], self.cleaned_data["licence_name"])


class LabelsForm(SeenForm):
    labels = LongTextField(
        label="Options",
        help_text=f"One on each line, at most {MOST_OPTIONS}. Each gets a code of its own, which you can change.",
    )

    def __init__(self, *args: Any, part: Part = "options", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        if part == "items":
            self.fields["labels"].label = "Items"
            self.fields["labels"].help_text = f"One on each line, at most {MOST[part]} in all. Each is answered alone."

    def clean_labels(self) -> list[str]:
        return clean_labels(self.cleaned_data["labels"], most=MOST[self.part])


def clean_labels(text: str, *, most: int = MOST_OPTIONS) -> list[str]:
    """The lines that hold something."""
    labels = [line.strip() for line in text.splitlines() if line.strip()]
    if len(labels) > most:
        raise forms.ValidationError(f"These are {len(labels)} lines. There can be at most {most}: remove some lines.")
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

    points = forms.IntegerField(
        label="Points",
        required=False,
        min_value=-MOST_POINTS,
        max_value=MOST_POINTS,
        widget=ShortTextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        help_text="What it counts in a computed total. Leave it empty when it counts as no answer.",
    )

    def __init__(self, *args: Any, code_is_published: bool, with_points: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = code_is_published
        if not with_points:
            self.fields.pop("points", None)


class ItemForm(OptionForm):
    """One line of a matrix."""

    help = None
    points = None
