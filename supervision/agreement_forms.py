"""What is typed about an agreement's figures, and how its list is narrowed; checks it and saves nothing."""

from __future__ import annotations

from django import forms

from workforce_assurance.common.forms import Form, Option, TextField, counted_field

from .commands import Figures
from .commands.sessions import LONGEST_MINUTES
from .enums import AgreedPlace

PLACES = [
    (AgreedPlace.ROOM, Option("In a private room", "Which one stands with your usual time.")),
    (AgreedPlace.CALL, Option("By a call", "The link stands with your usual time.")),
    (AgreedPlace.OUTSIDE, Option("Walking, or elsewhere outside")),
    (AgreedPlace.VARIES, Option("It varies", "You agree it each time.")),
]


class AgreementForm(Form):
    longest_gap_days = counted_field(
        "At most how many days from one session to the next?",
        "As often as the policy asks for, or more often.", least=1, most=366,
    )  # fmt: skip
    least_minutes = counted_field(
        "At least how many minutes is a session?",
        "Shorter ones are added up until they reach it.", least=1, most=LONGEST_MINUTES,
    )  # fmt: skip
    place = forms.ChoiceField(label="Where do you usually meet?", choices=PLACES, widget=forms.RadioSelect)
    review_months = counted_field(
        "After how many months do you look at it again?", "Twelve at most, counted from the day both have signed.",
        least=1, most=12,
    )  # fmt: skip

    @property
    def figures(self) -> Figures:
        return Figures(**self.cleaned_data)


class AgreementFilter(Form):
    STATES = (
        ("", "All that count"),
        ("making", "Being written or signed"),
        ("past", "Review past its date"),
        ("ended", "Ended"),
    )
    state = forms.ChoiceField(label="Status", choices=STATES, required=False)
    name = TextField(label="Name", required=False, max_length=100)
