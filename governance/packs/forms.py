"""What is chosen for a pack, and a file to be checked; both are checked here and nothing is saved."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms

from workforce_assurance.common.dates import month_start, months
from workforce_assurance.common.forms import Form

from ..measures.places import read, words_of
from ..measures.queries import MONTHS
from ..measures.shown import ORGANISATION, Place
from .check_pack import LARGEST
from .commands import Wanted
from .enums import NamesBecause, Naming, Part
from .exceptions import TooManyPacksWait

YEAR = 12
# How the organisation is said among the places: its own address is empty.
WHOLE = "organisation"
TOO_LARGE = f"This file is larger than {LARGEST // 2**20} MB, as no pack is."


def months_over(today: date) -> list[date]:
    """The months that are over and have values, the latest first."""
    last = month_start(today) - relativedelta(months=1)
    return list(months(last - relativedelta(months=MONTHS - 1), last))[::-1]


class PackForm(Form):
    """Of which place and months, what is in it, and how staff appear."""

    AT = {TooManyPacksWait: "place"}

    place = forms.ChoiceField(label="Of which place?", help_text="With everything below it, each by its name.")
    first = forms.ChoiceField(label="From which month?")
    last = forms.ChoiceField(label="To which month?")
    parts = forms.MultipleChoiceField(
        label="What is in it?", choices=Part.choices, widget=forms.CheckboxSelectMultiple,
        help_text="Known gaps are a section of every pack.", error_messages={"required": "Choose one part at least."},
    )  # fmt: skip
    naming = forms.ChoiceField(label="How do staff appear?", choices=Naming.choices, widget=forms.RadioSelect)
    names_because = forms.ChoiceField(
        label="Why by name?", required=False, choices=[("", "They are not named"), *NamesBecause.choices],
        help_text="Your reason stands in the pack and in the trail.",
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: dict[Place, str], today: date, **kwargs: Any) -> None:
        over = months_over(today)
        kwargs["initial"] = {
            "once": uuid.uuid4(), "parts": Part.values, "naming": Naming.CODES, "first": over[YEAR - 1].isoformat(),
            "last": over[0].isoformat(),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(words_of(place) or WHOLE, name) for place, name in places.items()]
        for name in ("first", "last"):
            self.fields[name].choices = [(month.isoformat(), f"{month:%B %Y}") for month in over]
        self.places = places

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("first") and said.get("last") and said["first"] > said["last"]:
            self.add_error("last", "Choose a month that is no earlier than the first.")
        if said.get("naming") == Naming.NAMES and not said.get("names_because"):
            self.add_error("names_because", "Choose why staff are named.")
        if said.get("naming") == Naming.CODES:
            said["names_because"] = ""

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        place = ORGANISATION if said["place"] == WHOLE else read(said["place"]) or next(iter(self.places))
        return Wanted(
            place, date.fromisoformat(said["first"]), date.fromisoformat(said["last"]),
            [part.value for part in Part if part in said["parts"]], said["naming"], said["names_because"],
        )  # fmt: skip


class CheckForm(Form):
    """A pack, or its PDF alone, as somebody received it."""

    file = forms.FileField(
        label="The pack", help_text="The zip as you received it, or its PDF alone. It is checked and not kept.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty: it is no pack."},
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file
