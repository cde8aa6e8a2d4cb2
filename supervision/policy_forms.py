"""A cadence policy as it is typed: who it is for, how often, how long, phase-in, leave and credit."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, Option, TextField, counted_field

from .cadence import MinutesPerMonth, Period, PerPeriod, Quota, Ratio, Step
from .commands.sessions import LONGEST_MINUTES
from .credit import CreditRules
from .enums import QuotaPeriod
from .policy_terms import Terms

MOST_STEPS = 3
DAYS, MONTHS = "days", "months"
UNITS = ((DAYS, "days"), (MONTHS, "calendar months"))
STARTERS, RETURNERS = "", "back_"
GAP, PERIOD, MINUTES, RATIO = "gap", "period", "minutes", "ratio"
REACHES = (
    ("organisation", Option("The whole organisation", "Where no other policy applies.")),
    ("service", Option("One service", "Wins over the organisation's.")),
    ("team", Option("One team", "Wins over its service's.")),
    ("role", Option("One role", "Everybody with this job title; wins over their team's.")),
    ("person", Option("One person", "Wins over all others. For somebody who needs more, or a short while less.")),
)
WINDOWS = (
    (GAP, Option("A longest gap", "At most so many days from one session to the next.")),
    (PERIOD, Option("So many sessions in a period", "For example 2 a month, or 3 a quarter.")),
    (MINUTES, Option("So many minutes in a calendar month", "What is too much in one month counts in no other.")),
    (RATIO, Option("One hour for so many practice hours", "Counted with the practice hours of a usual week.")),
)
# Which answer to which question brings a field up, and what is said where no script hides it.
SHOWN_IF = {
    "service": ("reach", "service", "Only for a service's policy."),
    "team": ("reach", "team", "Only for a team's policy."),
    "job_title": ("reach", "role", "Only for a role's policy."),
    "person_email": ("reach", "person", "Only for a person's policy."),
    "sessions_per_period": ("window", PERIOD, "Only for sessions in a period."),
    "period": ("window", PERIOD, "Only for sessions in a period."),
    "minutes_per_month": ("window", MINUTES, "Only for minutes in a month."),
    "practice_hours": ("window", RATIO, "Only for an hour for practice hours."),
    "practice_hours_a_week": ("window", RATIO, "Only for an hour for practice hours."),
}
NEEDED = {
    ("reach", "service"): ("service", "Choose the service that this policy is for."),
    ("reach", "team"): ("team", "Choose the team that this policy is for."),
    ("reach", "role"): ("job_title", "Choose the job title that this policy is for."),
    ("window", GAP): ("longest_gap_days", "Fill in the longest gap."),
    ("window", MINUTES): ("minutes_per_month", "Fill in the minutes of a month."),
}
PAIRS = {
    PERIOD: (("sessions_per_period", "Fill in how many sessions."), ("period", "Choose the period.")),
    RATIO: (
        ("practice_hours", "Fill in for how many practice hours."),
        ("practice_hours_a_week", "Fill in the practice hours of a usual week."),
    ),
}


@dataclass(frozen=True)
class Row:
    """A field, and the answer that brings it up."""

    field: Any
    name: str = ""
    values: str = ""
    when: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether leaving it out is no choice: an answer is there from the start, or the window asks for it."""
        return self.field.name in ("window", "longest_gap_days")


@dataclass(frozen=True)
class Section:
    title: str
    lead: str
    rows: list[Row]
    # What the product ships with suits most: shown on demand, and when something in it is to be put right.
    unfold: str = ""

    @property
    def is_open(self) -> bool:
        return any(row.field.errors for row in self.rows)


class PolicyForm(Form):
    """Which fields count depends on the two questions; the others may stay empty, and are not read."""

    name = TextField(label="Name", max_length=120, help_text="It stands in every due date that follows from it.")
    reach = forms.ChoiceField(label="Who is it for?", widget=forms.RadioSelect, choices=REACHES)
    service = forms.ChoiceField(label="Which service?", required=False)
    team = forms.ChoiceField(label="Which team?", required=False)
    job_title = forms.ChoiceField(label="Which job title?", required=False)
    person_email = TextField(label="Whose? Their e-mail address", max_length=254, required=False)
    window = forms.ChoiceField(label="What does it ask for?", widget=forms.RadioSelect, choices=WINDOWS, required=False)
    sessions_per_period = counted_field("How many sessions?", "", least=1, most=365, required=False)
    period = forms.ChoiceField(
        label="In which period?", choices=[("", "Choose a period"), *QuotaPeriod.choices], required=False
    )
    minutes_per_month = counted_field(
        "How many minutes in a month?", "Credited minutes, by the rules below.", least=1, most=10_000, required=False
    )
    practice_hours = counted_field(
        "For how many practice hours?", "For example 40.", least=1, most=5_000, required=False
    )
    practice_hours_a_week = counted_field(
        "Practice hours of a usual week", "Give somebody with other hours a policy of their own.", least=1, most=100,
        required=False,
    )  # fmt: skip
    longest_gap_days = counted_field(
        "Longest gap, in days", "From one session to the due date of the next. It can be set beside any of the others.",
        least=1, most=366, required=False,
    )  # fmt: skip
    minutes = counted_field("Length, in minutes", "How long a session is planned for.", least=10, most=LONGEST_MINUTES)
    minimum_minutes = counted_field(
        "Least minutes of a whole session",
        "Shorter ones are added up until they reach it. Leave it empty to let every session count.",
        least=0, most=LONGEST_MINUTES, required=False,
    )  # fmt: skip
    grace_working_days = counted_field(
        "Grace, in working days", "How long after its due date a session still counts as on time.", least=0, most=60
    )
    long_leave_days = counted_field(
        "Leave is long from how many days on?", "Shorter leave only stretches the clock.", least=7, most=366,
        required=False,
    )  # fmt: skip
    one_to_one_percent = counted_field("One-to-one, per cent of its minutes", "", least=1, most=100, required=False)
    small_group_up_to = counted_field(
        "A group is small up to how many supervisees?", "", least=1, most=50, required=False
    )
    small_group_percent = counted_field(
        "Small group, per cent of its minutes for each",
        "In a larger group the minutes are divided by the supervisees. In a peer group everyone is counted.",
        least=0, most=100, required=False,
    )  # fmt: skip
    facilitator_percent = counted_field("Whoever facilitates a group, per cent", "", least=0, most=100, required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], find_person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_person = find_person
        for name, found in choices.items():
            self.fields[name].choices = [("", "Choose one"), *found]  # type: ignore[attr-defined]
        for whom in (STARTERS, RETURNERS):
            for number in range(1, MOST_STEPS + 1):
                self.fields |= _step_fields(whom, number)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        found["window"] = found.get("window") or GAP
        for (question, answer), (name, sentence) in NEEDED.items():
            if found.get(question) == answer:
                self._need(name, sentence)
        for name, sentence in PAIRS.get(found["window"], ()):
            self._need(name, sentence)
        if found.get("reach") == "person":
            self._clean_person(found)
        for whom in (STARTERS, RETURNERS):
            for number in range(1, MOST_STEPS + 1):
                self._clean_step(f"{whom}until_{number}", f"{whom}gap_{number}")
        return found

    def _need(self, name: str, sentence: str) -> None:
        if self.cleaned_data.get(name) in (None, "") and name not in self.errors:
            self.add_error(name, sentence)

    def _clean_step(self, until: str, gap: str) -> None:
        said = self.cleaned_data
        if (said.get(until) is None) != (said.get(gap) is None) and not {until, gap} & set(self.errors):
            self.add_error(gap if said.get(gap) is None else until, "Fill in both numbers of this step.")

    def _clean_person(self, found: dict[str, Any]) -> None:
        found["person"] = self.find_person(found.get("person_email") or "")
        if found["person"] is None:
            self.add_error("person_email", "Nobody with this e-mail address works here. Check the address.")

    @property
    def terms(self) -> Terms:
        said = self.cleaned_data
        reach, rules = said["reach"], CreditRules()
        return Terms(
            said["name"], said["longest_gap_days"], said["grace_working_days"], said["minutes"],
            tuple(self._steps(STARTERS)),
            team_id=uuid.UUID(said["team"]) if reach == "team" else None,
            person_id=said["person"].pk if reach == "person" else None,
            service_id=uuid.UUID(said["service"]) if reach == "service" else None,
            job_title=said["job_title"] if reach == "role" else "",
            quota=self._quota(),
            returning=tuple(self._steps(RETURNERS)),
            minimum_minutes=said["minimum_minutes"] or 0,
            long_leave_days=_or(said["long_leave_days"], 28),
            credit=CreditRules(
                _or(said["one_to_one_percent"], rules.one_to_one_percent),
                _or(said["small_group_up_to"], rules.small_group_up_to),
                _or(said["small_group_percent"], rules.small_group_percent),
                _or(said["facilitator_percent"], rules.facilitator_percent),
            ),
        )  # fmt: skip

    def _quota(self) -> Quota | None:
        said = self.cleaned_data
        if said["window"] == PERIOD:
            return PerPeriod(said["sessions_per_period"], Period(said["period"]))
        if said["window"] == MINUTES:
            return MinutesPerMonth(said["minutes_per_month"])
        if said["window"] == RATIO:
            return Ratio(said["practice_hours"], said["practice_hours_a_week"])
        return None

    def _steps(self, whom: str) -> Iterator[Step]:
        for number in range(1, MOST_STEPS + 1):
            until, gap = (self.cleaned_data.get(f"{whom}{name}_{number}") for name in ("until", "gap"))
            if until and gap:
                months = self.cleaned_data.get(f"{whom}unit_{number}") == MONTHS
                yield Step(None, gap, until) if months else Step(until, gap)

    def sections(self) -> list[Section]:
        """The fields as the page shows them."""
        steps = {
            whom: [f"{whom}{name}_{n}" for n in range(1, MOST_STEPS + 1) for name in PARTS]
            for whom in (STARTERS, RETURNERS)
        }
        return [
            self._section("", "", ["name", "reach", "service", "team", "job_title", "person_email"]),
            self._section("How often", "", [
                "window", "sessions_per_period", "period", "minutes_per_month", "practice_hours",
                "practice_hours_a_week", "longest_gap_days", "grace_working_days",
            ]),
            self._section("How long", "", ["minutes", "minimum_minutes"]),
            self._section("Phase-in for new starters", PHASE_IN, steps[STARTERS], "Steps for new starters"),
            self._section("Back from long leave", RETURN, ["long_leave_days", *steps[RETURNERS]], "Steps after long leave"),
            self._section("Credit", CREDIT, [
                "one_to_one_percent", "small_group_up_to", "small_group_percent", "facilitator_percent",
            ], "Figures of credit"),
        ]  # fmt: skip

    def _section(self, title: str, lead: str, names: Iterable[str], unfold: str = "") -> Section:
        return Section(title, lead, [Row(self[name], *SHOWN_IF.get(name, ())) for name in names], unfold)


PARTS = ("until", "unit", "gap")
PHASE_IN = (
    "Shorter gaps at first, counted from the start. Shipped: weekly to day 42, then fortnightly for 6 calendar months."
)
RETURN = "The same again, counted from the return. With no steps the clock goes on where it stood still."
CREDIT = "How many of the minutes count for whom. Shipped: one-to-one all, a group of up to 4 half for each, a facilitator none."


def _step_fields(whom: str, number: int) -> dict[str, forms.Field]:
    name = "Return" if whom else "Phase-in"
    return {
        f"{whom}until_{number}": counted_field(
            f"{name} {number}: up to", "A day, or so many months.", least=1, most=1000, required=False
        ),
        f"{whom}unit_{number}": forms.ChoiceField(
            label=f"{name} {number}: counted in", choices=UNITS, required=False, initial=DAYS
        ),
        f"{whom}gap_{number}": counted_field(
            f"{name} {number}: at most every (days)", "", least=1, most=1000, required=False
        ),
    }


def _or(number: int | None, shipped: int) -> int:
    return shipped if number is None else number
