"""What is typed about complaints; checks it and saves nothing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.action_log.queries import themes_ever
from workforce_assurance.common.forms import CaseReferenceField, DateField, Form
from workforce_assurance.people import queries as people
from workforce_assurance.people.places import OFFERED, places_offered

from .commands import Days, Facts, Received
from .enums import AboutHead, CameBy, ComplaintState, Finding, MadeBy, NoChange
from .exceptions import (
    CannotHandleIt,
    HandlerIsComplainedAbout,
    NoClockLikeThis,
    NoSuchRecord,
    NotOnThatDay,
    ReceivedAtAnotherTime,
    SaysNothingOfChange,
    ThemeNotInUse,
)

LONGEST_DAYS = 130


class FactsForm(Form):
    """What is known in codes; what is said in it follows on its page."""

    AT: dict[type, str] = {ThemeNotInUse: "theme"}

    team = forms.ChoiceField(label="Which team is it about?")
    theme = forms.ChoiceField(
        label="What is it about?", help_text="About how the service works. What is said follows on the next page."
    )
    made_by = forms.ChoiceField(label="Who complains?", choices=MadeBy.choices, widget=forms.RadioSelect)
    came_by = forms.ChoiceField(label="How did it reach us?", choices=[("", "Choose how"), *CameBy.choices])
    case_reference = CaseReferenceField(
        label="Case reference", required=False,
        help_text="Of whoever complains, where we serve them and they agree. Leave it empty otherwise. Never a name.",
    )  # fmt: skip

    def __init__(self, *args: Any, teams: Iterable[Any], themes: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        found = [(key, f"{team.name}, {team.service.name}") for key, team in self.teams.items()]
        self._offer("team", [("", "Choose a team"), *found])
        self._offer("theme", [("", "Choose what comes closest"), *((one.code, one.label) for one in themes)])

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def clean_case_reference(self) -> str:
        text: str = self.cleaned_data["case_reference"]
        # A reference holds a digit; words alone are a name or a sentence.
        if text and not re.search(r"\d", text):
            raise forms.ValidationError("A case reference has a number in it. Never write a name here.")
        return text

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            self.teams[said["team"]], said["theme"], MadeBy(said["made_by"]), CameBy(said["came_by"]),
            said["case_reference"],
        )  # fmt: skip


class RecordForm(FactsForm):
    """A complaint as it comes in."""

    AT = {**FactsForm.AT, ReceivedAtAnotherTime: "received_on"}

    received_on = DateField(label="On which day did it reach us?", recent=True, help_text="The clock runs from there.")
    about_head = forms.ChoiceField(
        label="Is it about one of these?", required=False, widget=forms.RadioSelect, choices=AboutHead.choices,
        help_text="It goes to whoever manages the team, unless it is about them; then to whoever leads the service.",
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("team", "received_on", "theme", "made_by", "came_by", "case_reference", "about_head", "once")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def received(self, source: tuple[str, uuid.UUID] | None) -> Received:
        said = self.cleaned_data
        return Received(self.facts(), said["received_on"], AboutHead(said["about_head"]), source)


class DayForm(Form):
    """One day on which something was done."""

    AT = {NotOnThatDay: "day"}

    day = DateField(label="On which day?", recent=True)


class AnswerForm(DayForm):
    found = forms.ChoiceField(label="What was found?", choices=Finding.choices, widget=forms.RadioSelect)
    day = DateField(label="On which day did the answer go out?", recent=True)
    field_order = ("found", "day")


class CloseForm(Form):
    """Asks why nothing changes where no action came from it."""

    AT = {SaysNothingOfChange: "no_change"}

    def __init__(self, *args: Any, has_actions: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_actions:
            self.fields["no_change"] = forms.ChoiceField(
                label="Why does no action come from it?", choices=NoChange.choices, widget=forms.RadioSelect
            )

    def no_change(self) -> NoChange | None:
        said = self.cleaned_data.get("no_change")
        return NoChange(said) if said else None


class PassForm(Form):
    AT = {CannotHandleIt: "to"}

    to = forms.ChoiceField(label="Who handles it from now on?", help_text="Nobody whom it is about is in this list.")

    def __init__(self, *args: Any, handlers: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(one.pk), one.full_name) for one in handlers]
        self.fields["to"].choices = [("", "Choose somebody"), *found]  # type: ignore[attr-defined]


class PeopleForm(Form):
    AT = {HandlerIsComplainedAbout: "people"}

    people = forms.MultipleChoiceField(
        label="Whom is it about?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Only where it is about what somebody did. They are told by a person, never by a mail.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(one.pk), one.full_name) for one in people]
        self.fields["people"].choices = found  # type: ignore[attr-defined]


class LinkForm(Form):
    AT = {NoSuchRecord: "reference"}

    reference = forms.CharField(
        label="Reference of the decision or incident", max_length=20, help_text="For example 7KQ2M-9XDPB."
    )


class PolicyForm(Form):
    AT = {NoClockLikeThis: "answer"}

    acknowledge = forms.IntegerField(
        label="Working days until we say that it came", min_value=1, max_value=LONGEST_DAYS
    )
    answer = forms.IntegerField(label="Working days until we answer it", min_value=1, max_value=LONGEST_DAYS)
    counted_from = DateField(
        label="The register is counted from which month on?",
        help_text="Any day of that month. Where a file brought in how many complaints a team had in a month, that figure "
        "counts instead, never both.",
    )  # fmt: skip

    def days(self) -> Days:
        said = self.cleaned_data
        return Days(said["acknowledge"], said["answer"], said["counted_from"])


PAST_DATE = "past_date"


class ComplaintFilter(Form):
    """What the register can be narrowed to, in its address."""

    team = forms.ChoiceField(label="Team or service", required=False)
    theme = forms.ChoiceField(label="About", required=False)
    state = forms.ChoiceField(
        label="Status", required=False,
        choices=[("", "All"), *ComplaintState.choices, (PAST_DATE, "Past a date")],
    )  # fmt: skip
    found = forms.ChoiceField(label="Found", required=False, choices=[("", "All"), *Finding.choices])
    case_reference = CaseReferenceField(label="Case reference", required=False, help_text="")
    first = DateField(label="Came from", required=False)
    last = DateField(label="To", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = people.teams().order_by("service__name", "name").values_list(*OFFERED)
        self.fields["team"].choices = [("", "All"), *places_offered(teams)]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", "All"), *themes_ever()]  # type: ignore[attr-defined]
