"""What is typed about groups: who, when, where, why not, and who was there. Checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.common.dates import at_local
from workforce_assurance.common.forms import DateField, Form, Option, counted_field

from .commands import Was
from .commands.sessions import LONGEST_MINUTES
from .enums import AttendanceState, CorrectedBecause, GroupKind, Reason
from .forms import HELD, PARTLY, ClockField
from .planning_forms import PlaceFields

LINK_HINT = "If you meet by a call: a link beginning with https://. Only those who meet see it."
KINDS = [
    (GroupKind.GROUP, Option("Group supervision", "You facilitate; the group looks at its work together.")),
    (
        GroupKind.RESTORATIVE,
        Option("Restorative session", "After something heavy: time for people to recover together."),
    ),
]
ATTENDANCES = [
    (AttendanceState.ATTENDED, "Was there"),
    (AttendanceState.PARTLY, "For a part"),
    (AttendanceState.EXCUSED, "Had asked to be excused"),
    (AttendanceState.ABSENT, "Was not there"),
]


class PeopleField(forms.MultipleChoiceField):
    """Some of those whom the viewer may invite, as boxes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)
        self.error_messages["required"] = "Choose who is invited."
        self.error_messages["invalid_choice"] = "Choose people from the list."

    def offer(self, people: Iterable[Any]) -> None:
        self.known = {str(person.pk): person for person in people}
        self.choices = [(key, person.full_name) for key, person in self.known.items()]

    def clean(self, value: Any) -> list[Any]:
        return [self.known[key] for key in super().clean(value)]


class WhenFields(forms.Form):
    day = DateField(label="Day")
    clock = ClockField(label="Time", help_text="For example 10:00.")


class GroupForm(PlaceFields, WhenFields, Form):
    """A new group of people whom one supervises or manages, or of peers."""

    kind = forms.ChoiceField(label="What kind of group?", choices=KINDS, widget=forms.RadioSelect)
    people = PeopleField(label="Who is invited?")
    minutes = counted_field("Length, in minutes", "From 10 to 480.", least=10, most=LONGEST_MINUTES)
    field_order = ("kind", "people", "day", "clock", "minutes", "place", "call_link")

    def __init__(self, *args: Any, zone: ZoneInfo, people: Iterable[Any], of_peers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        invited: Any = self.fields["people"]
        invited.offer(people)
        self.fields["call_link"].help_text = LINK_HINT
        if of_peers:
            del self.fields["kind"]

    @property
    def planned_at(self) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)


class MembersForm(Form):
    people = PeopleField(
        label="Who is invited?",
        help_text="Whoever you add reads the record once it is recorded that they were there, what is written already included.",
    )
    note_taker = forms.ChoiceField(label="Who takes the notes?", required=False)

    def __init__(
        self, *args: Any, people: Iterable[Any], members: Iterable[Any], of_peers: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["people"]
        offered.offer(people)
        if of_peers:
            self.members = {str(person.pk): person for person in members}
            takers: Any = self.fields["note_taker"]
            takers.choices = [(key, person.full_name) for key, person in self.members.items()]
        else:
            del self.fields["note_taker"]

    @property
    def note_taker_chosen(self) -> Any | None:
        return self.members.get(self.cleaned_data["note_taker"]) if "note_taker" in self.fields else None


class MoveGroupForm(PlaceFields, WhenFields, Form):
    """A new time and place. Whoever does not meet with the group leaves the link of its call as it is."""

    field_order = ("day", "clock", "place", "call_link")

    def __init__(self, *args: Any, zone: ZoneInfo, sees_link: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["call_link"].help_text = LINK_HINT
        if not sees_link:
            del self.fields["call_link"]

    @property
    def to(self) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)


class CancelGroupForm(Form):
    reason = forms.ChoiceField(label="Why?", choices=Reason.choices, widget=forms.RadioSelect)


class AttendanceForm(Form):
    """For each person whether they were there."""

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for person in self.people:
            self.fields[f"was-{person.pk}"] = forms.ChoiceField(
                label=person.full_name, choices=ATTENDANCES, widget=forms.RadioSelect,
                initial=AttendanceState.ATTENDED,
                error_messages={"required": f"Say whether {person.full_name} was there."},
            )  # fmt: skip
            self.fields[f"part-{person.pk}"] = counted_field(
                f"For how many minutes was {person.full_name} there?", "", least=1, most=LONGEST_MINUTES, required=False
            )

    @property
    def each(self) -> list[tuple[Any, Any, str]]:
        """The two fields of each person, and the name of the first."""
        return [(self[f"was-{p.pk}"], self[f"part-{p.pk}"], f"was-{p.pk}") for p in self.people]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for person in self.people:
            part = f"part-{person.pk}"
            if (
                found.get(f"was-{person.pk}") == AttendanceState.PARTLY
                and not found.get(part)
                and part not in self.errors
            ):
                self.add_error(part, f"Give the minutes that {person.full_name} was there.")
        return found

    @property
    def attendance(self) -> dict[uuid.UUID, Was]:
        said = self.cleaned_data
        return {p.pk: Was(AttendanceState(said[f"was-{p.pk}"]), said[f"part-{p.pk}"]) for p in self.people}


class HoldGroupForm(AttendanceForm):
    """When the group met, for how long, and for each person whether they were there."""

    OUTCOMES = (
        (HELD, Option("It was held", "You met for as long as you needed.")),
        (PARTLY, Option("It was partly held", "It was cut short or interrupted; the real minutes count.")),
    )
    outcome = forms.ChoiceField(label="What became of the group?", choices=OUTCOMES, widget=forms.RadioSelect)
    day = DateField(label="On which day did it meet?", recent=True)
    clock = ClockField(label="At what time?", help_text="Roughly is enough, for example 10:00.")
    minutes = counted_field(
        "For how many minutes?", "The real minutes, interruptions taken off.", least=1, most=LONGEST_MINUTES
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    @property
    def meeting(self) -> list[Any]:
        return [self[name] for name in ("outcome", "day", "clock", "minutes")]

    @property
    def held_at(self) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"] or time(12), self.zone)


class CorrectAttendanceForm(AttendanceForm):
    """Who was there after all, and why it is said anew."""

    because = forms.ChoiceField(label="Why?", choices=CorrectedBecause.choices, widget=forms.RadioSelect)

    @property
    def meeting(self) -> list[Any]:
        return [self["because"]]
