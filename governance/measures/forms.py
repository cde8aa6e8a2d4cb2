"""The filters of the pages of measures: they live in the address."""

from __future__ import annotations

from typing import Any

from django import forms

from workforce_assurance.common.forms import Form

from .measure_page import PERIODS
from .places import Places, words_of

WORDS = {12: "Last 12 months", 24: "Last 2 years", 36: "Last 3 years"}


class PlaceForm(Form):
    """Of which place; only those that the viewer answers for are offered."""

    place = forms.ChoiceField(label="Where", required=False)

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(words_of(place), name) for place, name in places.choices.items()]
        self.initial.setdefault("place", words_of(places.chosen))


class MeasureForm(PlaceForm):
    """The periods are fixed."""

    months = forms.ChoiceField(label="Period", required=False, choices=[(str(one), WORDS[one]) for one in PERIODS])
