"""What is chosen and typed about inspector access; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.common.dates import end_of_day
from workforce_assurance.common.forms import DateField, Form, TextField
from workforce_assurance.people.commands.guests import AddressOfStaff, GuestIsClosed

from ..models.inspections import BODY, WORDS
from ..packs.pages import months_words, place_words
from .commands import Given, Wanted
from .enums import Answer
from .exceptions import NothingChosen, OneIsAsked, PackNotReady, TooLong

MOST_DAYS = 30
READ_BY = "Read by whoever gave you access. Say what is missing; never name a person served, nor a member of staff."


class AccessForm(Form):
    """Who from outside, what they read, and until when."""

    AT = {AddressOfStaff: "email", GuestIsClosed: "email", PackNotReady: "pack", TooLong: "last_on"}

    full_name = TextField(label="What is the inspector called?", max_length=150)
    email = forms.EmailField(
        label="Which e-mail address do they sign in with?", max_length=254,
        help_text="They get a link to choose a password, and are asked for a second step.",
    )  # fmt: skip
    body = TextField(label="For whom do they inspect?", max_length=BODY, help_text="Such as the regulator's name.")
    pack = forms.ChoiceField(
        label="Which evidence pack do they read?", help_text="On pages with their name; no file leaves."
    )
    audit = forms.ChoiceField(
        label="Which sample do they read?", required=False,
        help_text="Its records without names, as whoever reads for an audit does. Their people see that it was read.",
    )  # fmt: skip
    last_on = DateField(label="Until the end of which day?", help_text=f"{MOST_DAYS} days at most. It ends by itself.")
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, packs: Iterable[Any], audits: Iterable[Any], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4(), "last_on": today + timedelta(days=7)}
        super().__init__(*args, **kwargs)
        self.packs, self.audits = ({str(one.pk): one for one in rows} for rows in (packs, audits))
        self.today = today
        chosen = [(key, f"{one.reference}: {place_words(one)}, {months_words(one)}") for key, one in self.packs.items()]
        drawn = [(key, f"{one.reference}: {one.get_of_display()}, {one.size}") for key, one in self.audits.items()]
        self.fields["pack"].choices = [("", "Choose"), *chosen]  # type: ignore[attr-defined]
        self.fields["audit"].choices = [("", "None"), *drawn]  # type: ignore[attr-defined]

    def clean_last_on(self) -> date:
        found: date = self.cleaned_data["last_on"]
        if not self.today <= found <= self.today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(TooLong.words)
        return found

    def wanted(self, zone: ZoneInfo) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            said["full_name"], said["email"], said["body"], self.packs[said["pack"]], self.audits.get(said["audit"]),
            end_of_day(said["last_on"], zone),
        )  # fmt: skip


class AskForm(Form):
    AT = {OneIsAsked: "words"}

    words = TextField(label="What do you need besides?", max_length=WORDS, help_text=READ_BY)


class AnswerForm(Form):
    """How an item is answered, and with what."""

    AT = {NothingChosen: "answer", PackNotReady: "pack"}

    answer = forms.ChoiceField(label="What is your answer?", choices=Answer.choices, widget=forms.RadioSelect)
    pack = forms.ChoiceField(label="Which pack is given?", required=False)
    unit = forms.ChoiceField(
        label="Which record is given?",
        required=False,
        help_text="Of the same frozen list, read without names as the others.",
    )

    def __init__(self, *args: Any, packs: Iterable[Any], units: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packs, self.units = ({str(one.pk): one for one in rows} for rows in (packs, units))
        chosen = [(key, f"{one.reference}: {place_words(one)}, {months_words(one)}") for key, one in self.packs.items()]
        rest = [
            (key, f"Of {one.team.name}, number {number}") for number, (key, one) in enumerate(self.units.items(), 1)
        ]
        self.fields["pack"].choices = [("", "None"), *chosen]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "None"), *rest]  # type: ignore[attr-defined]

    @property
    def given(self) -> Given:
        said = self.cleaned_data
        return Given(Answer(said["answer"]), self.packs.get(said["pack"]), self.units.get(said["unit"]))
