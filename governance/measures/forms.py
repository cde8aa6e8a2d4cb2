"""The filters of the pages of measures, which live in the address, and what is typed about a measure."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, TextField

from ..models.judgements import WORDS as WORDS_LENGTH
from ..spc_signals import Better
from .charting import Charted
from .enums import BetterWay, NoteKind
from .exceptions import BaselineHoldsASignal, NoSuchMonth, TooFewPoints
from .judging import Aim
from .measure_page import PERIODS
from .places import Places, words_of
from .registry import Measure

MOST_PERCENT = 100
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


WHY = "Read by everybody who may see this measure. About how we work: never a person served, never a colleague."


def _months(charted: Charted) -> list[tuple[str, str]]:
    return [(month.isoformat(), f"{month:%B %Y}") for month in reversed(charted.months)]


class TargetForm(Form):
    """A target, and which direction is better, from now on."""

    target = forms.FloatField(
        label="Target",
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text="In the unit of the chart. Leave it empty for none.",
    )
    better = forms.ChoiceField(label="Which direction is better?", choices=BetterWay.choices, widget=forms.RadioSelect)
    concern_first = forms.BooleanField(
        label="When one month shows both an improvement and a concern, say the concern", required=False
    )
    why = TextField(label="Why?", max_length=WORDS_LENGTH, help_text=WHY)

    def clean_target(self) -> float | None:
        target: float | None = self.cleaned_data["target"]
        if target is not None and self.measure.is_proportion and target > MOST_PERCENT:
            raise forms.ValidationError("A percentage is 100 at most.")
        return target

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure

    @property
    def aim(self) -> Aim:
        said = self.cleaned_data
        return Aim(said["target"], Better(said["better"]), said["concern_first"], said["why"])


class LimitsForm(Form):
    """From when on limits are worked out anew, and on how many months they are locked."""

    AT = {NoSuchMonth: "month", TooFewPoints: "month", BaselineHoldsASignal: "anyway"}
    POINTS = (
        ("", "All months up to the next recalculation"),
        *((str(n), f"The first {n} months") for n in range(12, 25)),
    )

    month = forms.ChoiceField(label="From which month on?")
    points = forms.ChoiceField(label="On which months are the limits worked out?", choices=POINTS, required=False)
    why = TextField(label="Why?", max_length=WORDS_LENGTH, help_text=WHY)
    anyway = forms.BooleanField(label="Even if there is a signal among these months", required=False)

    def __init__(self, *args: Any, charted: Charted, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [("", "Choose"), *_months(charted)]

    @property
    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        points = int(data["points"]) if data["points"] else None
        return {
            "month": date.fromisoformat(data["month"]), "points": points, "why": data["why"], "anyway": data["anyway"]
        }  # fmt: skip


class NoteForm(Form):
    """What happened in a month, or what is made of it."""

    kind = forms.ChoiceField(label="What is it?", choices=NoteKind.choices, widget=forms.RadioSelect)
    month = forms.ChoiceField(label="In which month?")
    words = TextField(label="In one sentence", max_length=WORDS_LENGTH, help_text=WHY)

    def __init__(self, *args: Any, charted: Charted, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [("", "Choose"), *_months(charted)]

    @property
    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"month": date.fromisoformat(data["month"]), "kind": NoteKind(data["kind"]), "words": data["words"]}
