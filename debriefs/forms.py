"""What is typed about incidents; checks it and saves nothing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.common.case_references import why_not_a_case_reference
from workforce_assurance.common.dates import at_local
from workforce_assurance.common.forms import ClockField, DateField, Form, LongTextField, Option, TextField

from .commands import Description, FourFacts
from .enums import HelpNeeded, ImmediateAction, Involvement, NothingBecause, Place, ReporterMode
from .harm import GRADED, SHORT, choices
from .models import Factor, IncidentType
from .names import who_sees_the_name

JUST_NOW, AN_HOUR_AGO, ANOTHER_TIME = "now", "hour", "other"
WHEN = [
    (JUST_NOW, Option("Just now")),
    (AN_HOUR_AGO, Option("About an hour ago")),
    (ANOTHER_TIME, Option("At another time", "Give the day and roughly the time below.")),
]
HELP = [
    (HelpNeeded.YES, Option("Yes", "We show you whom to call first. What you chose is saved.")),
    (HelpNeeded.NO, HelpNeeded.NO.label),
    (HelpNeeded.NOT_SURE, HelpNeeded.NOT_SURE.label),
]
MOST_REFERENCES = 10
Choices = Sequence[tuple[str, str]]


class ReportForm(Form):
    """The four facts. One answer is there already: just now."""

    type = forms.ChoiceField(label="What kind of thing happened?", widget=forms.RadioSelect)
    place = forms.ChoiceField(label="Where?", choices=Place.choices, widget=forms.RadioSelect)
    team = forms.ChoiceField(label="With which team?")
    when = forms.ChoiceField(label="When?", choices=WHEN, widget=forms.RadioSelect, initial=JUST_NOW)
    day = DateField(label="On which day?", required=False, recent=True)
    clock = ClockField(label="At what time?", required=False, help_text="Roughly is enough, for example 22:30.")
    help_needed = forms.ChoiceField(label="Does anyone need help now?", choices=HELP, widget=forms.RadioSelect)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, types: Iterable[IncidentType], teams: Iterable[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.types, self.teams = {found.code: found for found in types}, {str(team.pk): team for team in teams}
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            (code, Option(found.label, found.hint)) for code, found in self.types.items()
        ]
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            (key, f"{team.name}, {team.service.name}") for key, team in self.teams.items()
        ]
        if len(self.teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.initial["team"] = next(iter(self.teams))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("when") == ANOTHER_TIME:
            for name, words in (("day", "Give the day on which it happened."), ("clock", "Give the time, roughly.")):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return found

    def facts(self, now: datetime, zone: ZoneInfo) -> FourFacts:
        said = self.cleaned_data
        return FourFacts(
            self.types[said["type"]], self.teams[said["team"]], Place(said["place"]), self._happened_at(now, zone),
            HelpNeeded(said["help_needed"]),
        )  # fmt: skip

    def _happened_at(self, now: datetime, zone: ZoneInfo) -> datetime:
        said = self.cleaned_data
        if said["when"] == ANOTHER_TIME:
            return at_local(said["day"], said["clock"] or time(12), zone)
        return now if said["when"] == JUST_NOW else now - timedelta(hours=1)


class LogForm(ReportForm):
    """The same from somebody signed in, with as much of a name as they choose; with it, unless they say otherwise."""

    mode = forms.ChoiceField(label="Who comes to see your name?", widget=forms.RadioSelect, initial=ReporterMode.NAMED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [  # type: ignore[attr-defined]
            (mode.value, Option(mode.label, f"Seen by {who_sees_the_name(mode)}")) for mode in ReporterMode
        ]


class HandOverForm(Form):
    to = forms.ChoiceField(
        label="Who finishes it?", help_text="They see what is known so far, and it waits on their Today."
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class FollowUpForm(Form):
    code = TextField(label="Your code", max_length=40, help_text="Four groups of four, such as 7KQ2-M9XD-PB3T-0WHZ.")


class IncidentFilter(Form):
    """What the list of incidents can be narrowed to, in its address."""

    STATES = (("", "All"), ("logged", "Four facts only"), ("described", "Described"))
    type = forms.ChoiceField(label="Type", required=False)
    state = forms.ChoiceField(label="Status", choices=STATES, required=False)
    theme = forms.ChoiceField(label="Theme", required=False)
    team = forms.ChoiceField(label="Team or service", required=False)
    first = DateField(label="From", required=False)
    last = DateField(label="To", required=False)

    def __init__(self, *args: Any, types: Choices, themes: Choices, teams: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("type", types), ("theme", themes), ("team", teams)):
            self.fields[name].choices = [("", "All"), *offered]  # type: ignore[attr-defined]
        if not teams:
            del self.fields["team"]


class WithinForm(Form):
    """Within how many days word back is counted."""

    USUAL = "14"
    within = forms.ChoiceField(
        label="Word back within", required=False, initial=USUAL,
        choices=[("7", "7 days"), (USUAL, "14 days"), ("28", "28 days")],
    )  # fmt: skip


class NothingChangesForm(Form):
    """Why nothing changes, as a code: it is read by whoever reported it."""

    because = forms.ChoiceField(label="Why?", choices=NothingBecause.choices, widget=forms.RadioSelect)


class NotificationForm(Form):
    """What proves that somebody outside was told."""

    day = DateField(label="On which day were they told?", recent=True)
    clock = ClockField(label="At what time?")
    proof = TextField(label="What proves it", max_length=40)

    def __init__(self, *args: Any, proof: str, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["proof"].help_text = f"{proof}. A number or code, never a name."

    def clean_proof(self) -> str:
        return without_a_name(self.cleaned_data["proof"])

    @property
    def sent_at(self) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)


class DescribeForm(Form):
    """The rest, in codes. Every question but the type may be skipped."""

    type = forms.ChoiceField(label="What kind of thing was it?", help_text="As it looks by now.")
    sub_category = forms.ChoiceField(label="And more closely?", required=False)
    immediate_actions = forms.MultipleChoiceField(
        label="What was done at once?", choices=ImmediateAction.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    factors = forms.MultipleChoiceField(
        label="What in the system contributed?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Never somebody's fault: what would make the same thing less likely, whoever is on shift.",
    )  # fmt: skip
    case_references = LongTextField(
        label="Case references of people served", required=False, max_length=400,
        help_text="Your organisation's own codes, one to a line. Never a name, a date of birth or an NHS number.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, types: Iterable[IncidentType], factors: Iterable[Factor], people: list[tuple[str, str]],
        rows: int, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.types = {str(found.pk): found for found in types}
        self.factors = {str(found.pk): found for found in factors}
        closer = {str(sub.pk): (found, sub) for found in self.types.values() for sub in found.sub_categories.all()}
        self.closer = closer
        self._choose("type", [(key, found.label) for key, found in self.types.items()])
        self._choose(
            "sub_category",
            [("", "Not said"), *((key, f"{of.label}: {sub.label}") for key, (of, sub) in closer.items())],
        )
        self._choose("factors", [(key, Option(found.label, found.group)) for key, found in self.factors.items()])
        self.rows = [(f"person_{number}", f"how_{number}") for number in range(1, rows + 1)]
        for person, how in self.rows:
            self.fields[person] = _choice("Colleague", [("", "Nobody"), *people])
            self.fields[how] = _choice("How", Involvement.choices)
        for name, question, definitions in GRADED:
            self.fields[name] = _choice(question, choices(definitions), widget=forms.RadioSelect)

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each colleague's two fields."""
        return [(self[person], self[how]) for person, how in self.rows]

    def _choose(self, name: str, options: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def clean_case_references(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["case_references"].splitlines() if line.strip()]
        if len(lines) > MOST_REFERENCES:
            raise forms.ValidationError(f"Give at most {MOST_REFERENCES} case references.")
        return [without_a_name(line) for line in lines]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        closer = self.closer.get(found.get("sub_category", ""))
        if closer and str(closer[0].pk) != found.get("type"):
            self.add_error("sub_category", "Choose one that belongs to the kind above, or “Not said”.")
        chosen = [found.get(person) for person, _ in self.rows if found.get(person)]
        if len(chosen) != len(set(chosen)):
            self.add_error(self.rows[0][0], "Somebody is chosen twice. Choose each colleague once.")
        return found

    def said(self) -> Description:
        data = self.cleaned_data
        closer = self.closer.get(data["sub_category"])
        return Description(
            type=self.types[data["type"]],
            sub_category=closer[1] if closer else None,
            harm={name: data[name] for name in SHORT},
            immediate_actions=data["immediate_actions"],
            factors=[self.factors[key] for key in data["factors"]],
            colleagues={uuid.UUID(data[person]): Involvement(data[how]) for person, how in self.rows if data[person]},
            case_references=data["case_references"],
        )


def _choice(label: str, options: list[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    field = forms.ChoiceField(label=label, choices=options, required=False, **kwargs)
    field.error_messages["invalid_choice"] = "Choose one of the answers on the list."
    return field


LONGEST_REFERENCE = 40


def without_a_name(text: str) -> str:
    """:raises ValidationError: when it would name somebody served, or is longer than a reference"""
    if len(text) > LONGEST_REFERENCE:
        raise forms.ValidationError(f"“{text[:12]}…” is longer than a reference. Shorten it to {LONGEST_REFERENCE}.")
    if why := why_not_a_case_reference(text):
        raise forms.ValidationError(why)
    # A reference holds a digit; words alone are a name or a sentence.
    if not re.search(r"\d", text):
        raise forms.ValidationError("A reference has a number in it. Never write a name here.")
    return text
