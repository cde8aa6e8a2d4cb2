"""What is typed about the next version of the catalogue; checks it and saves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, TextField, counted_field

from ..enums import GateRole
from .described import BOUNDS

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def _figure(name: str, label: str, hint: str) -> forms.IntegerField:
    least, most = BOUNDS[name]
    return counted_field(label, hint, least=least, most=most)


def _yes_or_no(label: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_OR_NO, widget=forms.RadioSelect, help_text=hint)


class AddKindForm(Form):
    """A kind begins as another one stands; the hard limits of that one hold for it too."""

    label = TextField(label="What is it called?", max_length=80)
    like = forms.ChoiceField(
        label="Which one is it like?", widget=forms.RadioSelect,
        help_text="It begins with the gate and the times of that one, and every hard limit of that one holds for it too.",
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Iterable[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["like"].choices = [(one["code"], one["label"]) for one in kinds]  # type: ignore[attr-defined]


class KindForm(Form):
    """What a kind of decision is called, who is asked at its gate, and how long things may take."""

    label = TextField(label="What is it called?", max_length=80)
    hint = TextField(label="What does it mean to whoever asks?", max_length=200, required=False)
    plain = TextField(
        label="What does the letter say?", max_length=200,
        help_text="To the person, in plain words, with no verdict on anybody.",
    )  # fmt: skip
    gate_role = forms.ChoiceField(
        label="Who is asked at its gate?", choices=GateRole.choices, widget=forms.RadioSelect,
        help_text="As seen from whoever asks. Nobody answers for themselves, or for somebody above them.",
    )  # fmt: skip
    is_high_risk = _yes_or_no("Is it of high risk?", "Supervision sessions open with what is.")
    may_be_emergency = _yes_or_no(
        "May it take effect first in an emergency?",
        "It is then reviewed at the gate by the end of the next working day.",
    )
    gate_working_days = _figure("gate_working_days", "Within how many working days does the gate answer?", "")
    longest_days = _figure("longest_days", "For how many days at most?", "A review can renew it.")
    review_before_days = _figure("review_before_days", "How many days before its end is it reviewed?", "")
    same_today_after_days = _figure(
        "same_today_after_days", "After how many days is it asked: would we decide the same today?", ""
    )
    appeal_working_days = _figure("appeal_working_days", "Within how many working days is an appeal answered?", "")

    def __init__(self, *args: Any, kind: Mapping[str, Any], **kwargs: Any) -> None:
        first = dict(kind) | {name: "yes" if kind[name] else "no" for name in ("is_high_risk", "may_be_emergency")}
        super().__init__(*args, initial=first, **kwargs)
        if kind["longest_days"] is None:
            # Done once: it has no end, and a kind with an end keeps one.
            del self.fields["longest_days"], self.fields["review_before_days"]

    def changes(self) -> dict[str, Any]:
        said = self.cleaned_data
        return said | {name: said[name] == "yes" for name in ("is_high_risk", "may_be_emergency")}


class GroundForm(Form):
    """What happened, or which rule it is about; never a word about who somebody is."""

    label = TextField(
        label="What is it called?", max_length=80,
        help_text="What happened, or which rule it is about: “Somebody was hurt”. Never who somebody is.",
    )  # fmt: skip
    plain = TextField(
        label="What does the letter say?", max_length=200,
        help_text="To the person, in plain words, with no verdict on anybody.",
    )  # fmt: skip
