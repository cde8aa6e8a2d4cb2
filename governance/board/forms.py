"""What is chosen and typed about board papers; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms

from workforce_assurance.common.forms import Form, LongTextField, Option, TextField

from ..measures.places import read, words_of
from ..measures.shown import ORGANISATION, Place
from ..models import BoardPaper
from ..models.board import WORDS
from ..packs.forms import WHOLE, months_over
from .commands import Wanted
from .exceptions import IsDrafted, NobodyThere, NothingMeasured, TooManyCaveats

# Papers are of a month, a quarter, half a year or a year.
SPANS = [(1, "One month"), (3, "Three months"), (6, "Six months"), (12, "Twelve months")]
MOST_ADDRESSES = 50
READ_BY = "Whoever reads the paper reads this. About figures and how we work: never a person served, never a colleague."


class DraftForm(Form):
    """Of which place and months a paper is."""

    AT = {IsDrafted: "place", NothingMeasured: "place"}

    place = forms.ChoiceField(label="Of which place?", help_text="With everything below it.")
    last = forms.ChoiceField(label="Up to which month?")
    span = forms.TypedChoiceField(
        label="How many months is it about?", choices=SPANS, coerce=int, initial=3, widget=forms.RadioSelect,
        help_text="Signals and finished actions of these months. Limits are worked out on three years, as everywhere.",
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: dict[Place, str], today: date, **kwargs: Any) -> None:
        over = months_over(today)
        kwargs["initial"] = {"once": uuid.uuid4(), "last": over[0].isoformat()}
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["place"].choices = [(words_of(place) or WHOLE, name) for place, name in places.items()]  # type: ignore[attr-defined]
        self.fields["last"].choices = [(month.isoformat(), f"{month:%B %Y}") for month in over]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        place = ORGANISATION if said["place"] == WHOLE else read(said["place"]) or next(iter(self.places))
        last = date.fromisoformat(said["last"])
        return Wanted(place, last - relativedelta(months=said["span"] - 1), last)


class CaveatForm(Form):
    """One sentence, and what it is about."""

    AT = {TooManyCaveats: "words"}

    measure = forms.ChoiceField(label="What is it about?", required=False)
    words = TextField(label="What has to be known?", max_length=WORDS, help_text=READ_BY)

    def __init__(self, *args: Any, paper: BoardPaper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one["key"], one["name"]) for one in paper.figures["measures"]]
        self.fields["measure"].choices = [("", "All of it"), *named]  # type: ignore[attr-defined]


class ReadersForm(Form):
    """Whom a paper is for: who leads something, and anybody else by their address."""

    AT = {NobodyThere: "others"}

    named = forms.MultipleChoiceField(
        label="Who reads it?", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Whoever leads the governance of its place reads it anyway.",
    )  # fmt: skip
    others = LongTextField(
        label="Anybody else, by the e-mail address they sign in with", required=False, max_length=4_000,
        help_text="One to a line, such as members of the board.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        options = [(key, Option(one.full_name, one.job_title)) for key, one in self.people.items()]
        self.fields["named"].choices = options  # type: ignore[attr-defined]

    def clean_others(self) -> list[str]:
        found = [line.strip().lower() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(found) > MOST_ADDRESSES:
            raise forms.ValidationError(f"Name {MOST_ADDRESSES} or fewer.")
        return found
