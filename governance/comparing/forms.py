"""The filters of teams beside each other, which live in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form

from ..measures.enums import PlaceKind
from ..measures.places import Places, words_of


class HalfForm(Form):
    """Of which place with teams, and in which half-year."""

    place = forms.ChoiceField(label="Where", required=False)
    half = forms.ChoiceField(label="Half-year", required=False)

    def __init__(self, *args: Any, places: Places, halves: Sequence[tuple[str, str]], half: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wide = [(words_of(one), name) for one, name in places.choices.items() if one.kind != PlaceKind.TEAM]
        self.fields["place"].choices = wide  # type: ignore[attr-defined]
        self.fields["half"].choices = halves  # type: ignore[attr-defined]
        self.initial |= {"place": words_of(places.chosen), "half": half}
