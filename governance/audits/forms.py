"""What is typed about audits; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, Form, Option
from workforce_assurance.common.sampling import LQAS_SIZE
from workforce_assurance.structured_templates.asked import Asked

from ..models.audits import MOST
from .commands import Wanted
from .enums import AuditOf, Lots, PassedBecause
from .exceptions import DayOutOfReach, NobodyToRead, NothingToAudit, NotTheirTeams, ReadBySomebodyElse

SHARES = [(0, "None"), (10, "10 per cent"), (15, "15 per cent"), (20, "20 per cent")]


class PlanForm(Form):
    """What is audited, of whom and when, and how much of it; the system draws."""

    AT = {NobodyToRead: "readers", NothingToAudit: "first_on", NotTheirTeams: "teams", DayOutOfReach: "read_by"}

    of = forms.ChoiceField(label="What is audited?", choices=AuditOf.choices, widget=forms.RadioSelect)
    teams = forms.MultipleChoiceField(
        label="Which teams?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="None ticked means all of them.",
    )
    first_on = DateField(label="From which day?")
    last_on = DateField(label="Until which day?")
    size = forms.IntegerField(
        label="How many are read?",
        min_value=1,
        max_value=MOST,
        initial=20,
        help_text="Shared out over the teams by how many each has.",
    )
    lots = forms.ChoiceField(
        label="Do you need a yes or no for each team?", choices=Lots.choices, widget=forms.RadioSelect, required=False,
        help_text=f"If so, {LQAS_SIZE} of each team are drawn, however many you asked for above.",
    )  # fmt: skip
    second_share = forms.TypedChoiceField(
        label="How many are read by two people?", choices=SHARES, coerce=int, initial=10,
        help_text="Neither sees what the other says, so that we learn how alike we read.",
    )  # fmt: skip
    readers = forms.MultipleChoiceField(
        label="Who reads?", widget=forms.CheckboxSelectMultiple,
        help_text="The system shares it out. Nobody reads what they have a part in.",
    )  # fmt: skip
    read_by = DateField(
        label="By which day is it read?", help_text="Whoever reads is reminded before that day is over."
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Iterable[Any], readers: Iterable[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4(), "of": AuditOf.SUPERVISION} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.teams = {str(one.pk): one for one in teams}
        self.people = {str(one.pk): one for one in readers}
        self._offer("teams", [(key, Option(one.name, one.service.name)) for key, one in self.teams.items()])
        self._offer("readers", [(key, Option(one.full_name, one.job_title)) for key, one in self.people.items()])

    def _offer(self, name: str, options: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        first, last = found.get("first_on"), found.get("last_on")
        if first and last and first > last:
            self.add_error("last_on", "Give a day that does not lie before the first.")
        return found

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        teams = [self.teams[key] for key in said["teams"]] or list(self.teams.values())
        return Wanted(
            AuditOf(said["of"]), teams, said["first_on"], said["last_on"], said["size"], said["second_share"],
            [self.people[key] for key in said["readers"]], Lots(said["lots"]),
            said["read_by"],
        )  # fmt: skip


class HandOnForm(Form):
    """To whom a reading goes, and why, as a code: nothing is said here about the people of a record."""

    AT = {ReadBySomebodyElse: "to"}

    to = forms.ChoiceField(
        label="Who reads it from now on?", help_text="Nobody who has a part in it, or was asked for it before."
    )
    because = forms.ChoiceField(
        label="Why?", widget=forms.RadioSelect,
        choices=[one for one in PassedBecause.choices if one[0] != PassedBecause.MOVES],
    )  # fmt: skip

    def __init__(self, *args: Any, readers: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readers = {str(one.pk): one for one in readers}
        found = [(key, one.full_name) for key, one in self.readers.items()]
        self.fields["to"].choices = [("", "Choose somebody"), *found]  # type: ignore[attr-defined]


class ChecksForm(Form):
    """The checks of an audit tool; each can be left open until the reading is given."""

    def __init__(self, *args: Any, checks: Iterable[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in checks:
            self.fields[str(one.id)] = forms.ChoiceField(
                label=one.text, help_text=one.help, required=False, widget=forms.RadioSelect,
                choices=[(option.code, Option(option.label, option.help)) for option in one.options],
            )  # fmt: skip
