"""What is typed about governance meetings; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.action_log.enums import Strength
from workforce_assurance.common.dates import at_local
from workforce_assurance.common.forms import ClockField, DateField, Form, LongTextField, Option, TextField

from ..models import AgendaItem, Seat
from ..models.meetings import NAME, REASONS, WORDS
from .commands import Decided, Wanted
from .enums import Because, Every, Presence
from .exceptions import CannotMergeThere, MayNotAmend, NobodyPresent, SeriesHasAName, WordsMissing

READ_BY = "Read by everybody who is invited, and in the action log. About how we work: never a person served, never a colleague."
THERE = [(one.value, one.label) for one in (Presence.PRESENT, Presence.APOLOGIES, Presence.AWAY)]


class SeriesForm(Form):
    """A series: what it is called, how often, who chairs and who is invited."""

    AT = {SeriesHasAName: "name"}

    name = TextField(label="What is it called?", max_length=NAME)
    every = forms.ChoiceField(label="How often?", choices=Every.choices, widget=forms.RadioSelect, initial=Every.MONTH)
    chair = forms.ChoiceField(label="Who chairs it?")
    members = forms.MultipleChoiceField(label="Who else is invited?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, Option(one.full_name, one.job_title)) for key, one in self.people.items()]
        self.fields["members"].choices = named  # type: ignore[attr-defined]
        self.fields["chair"].choices = [("", "Choose"), *((key, str(name)) for key, name in named)]  # type: ignore[attr-defined]

    def wanted(self, service: Any) -> Wanted:
        said = self.cleaned_data
        members = [self.people[key] for key in said["members"]]
        return Wanted(said["name"], service, Every(said["every"]), self.people[said["chair"]], members)


class NewSeriesForm(SeriesForm):
    """The same, with what it is about and when it first meets."""

    service = forms.ChoiceField(label="What does it govern?", required=False)
    day = DateField(label="On which day does it first meet?")
    clock = ClockField(label="At what time?")
    once = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("name", "service", "every", "day", "clock", "chair", "members", "once")

    def __init__(self, *args: Any, services: Iterable[Any], whole: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.services = {str(one.pk): one for one in services}
        every = [("", "The whole organisation")] if whole else []
        self.fields["service"].choices = [*every, *((key, one.name) for key, one in self.services.items())]  # type: ignore[attr-defined]
        self.fields["service"].required = not whole

    @property
    def service_chosen(self) -> Any:
        return self.services.get(self.cleaned_data["service"])

    def first_at(self, zone: ZoneInfo) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], zone)


class MoveForm(Form):
    day = DateField(label="On which day?")
    clock = ClockField(label="At what time?")


class AddForm(Form):
    AT = {WordsMissing: "words"}

    words = TextField(label="What is it about?", max_length=WORDS, help_text=READ_BY)


class PresenceForm(Form):
    """Of everybody who is invited whether they are there."""

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for seat in self.seats:
            self.fields[str(seat.person_id)] = forms.ChoiceField(
                label=seat.person.full_name, choices=THERE, widget=forms.RadioSelect, initial=Presence.PRESENT
            )
        first = str(self.seats[0].person_id) if self.seats else ""
        self.AT = {NobodyPresent: first}

    @property
    def presence(self) -> dict[uuid.UUID, Presence]:
        return {seat.person_id: Presence(self.cleaned_data[str(seat.person_id)]) for seat in self.seats}


class DeferForm(Form):
    because = forms.ChoiceField(label="Why is it put off?", choices=Because.choices, widget=forms.RadioSelect)


class MergeForm(Form):
    AT = {CannotMergeThere: "into"}

    into = forms.ChoiceField(label="With which item is it taken?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, others: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        self.fields["into"].choices = [(key, one.words) for key, one in self.others.items()]  # type: ignore[attr-defined]


class DecisionForm(Form):
    """What is to be done; reasons, owner and date may follow before the meeting closes."""

    AT = {WordsMissing: "words"}

    words = TextField(label="What is to be done?", max_length=120, help_text=READ_BY)
    reasons = LongTextField(label="Why?", max_length=REASONS, required=False)
    strength = forms.ChoiceField(label="What kind of change is it?", choices=Strength.choices, initial=Strength.SYSTEM)
    owner = forms.ChoiceField(label="Who does it?", required=False, help_text="One person answers for it.")
    due_on = DateField(label="By when?", required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: Iterable[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.owners = {str(one.pk): one for one in owners}
        named = [(key, one.full_name) for key, one in self.owners.items()]
        self.fields["owner"].choices = [("", "Nobody yet"), *named]  # type: ignore[attr-defined]

    @property
    def decided(self) -> Decided:
        said = self.cleaned_data
        strength, owner = Strength(said["strength"]), self.owners.get(said["owner"])
        return Decided(said["words"], strength, said["reasons"], owner, said["due_on"])


class AmendForm(Form):
    AT = {WordsMissing: "words", MayNotAmend: "words"}

    words = LongTextField(label="What do you remember otherwise?", max_length=REASONS, help_text=READ_BY)
