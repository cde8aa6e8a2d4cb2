"""What is typed about a decision; checks it and saves nothing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.common.dates import at_local, end_of_day, start_of_day
from workforce_assurance.common.forms import CaseReferenceField, ClockField, DateField, Form, Option

from .commands import Wanted
from .enums import (
    AgeBand,
    AppealedBy,
    AppealOutcome,
    Covers,
    DecisionState,
    Disability,
    Ethnicity,
    Gender,
    LiftReason,
    RefusalReason,
    SameToday,
)
from .exceptions import (
    EndsBeforeItBegins,
    HadAPartInIt,
    LastsTooLong,
    NoCaseReference,
    NothingToSayMoreAbout,
    ReceivedAtAnotherTime,
)
from .models import DecisionKind, Ground, RulePack
from .rationale import AREAS


class DecisionForm(Form):
    """The facts of a decision; why it is asked for follows in the rationale."""

    AT = {NoCaseReference: "case_reference", LastsTooLong: "ends_on", EndsBeforeItBegins: "ends_on"}

    kind = forms.ChoiceField(label="What do you ask for?", widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="On which ground?", help_text="What happened, never who somebody is.")
    covers = forms.ChoiceField(label="What does it take away or limit?", choices=Covers.choices)
    case_reference = CaseReferenceField(label="Case reference", required=False)
    team = forms.ChoiceField(label="With which team?")
    starts_on = DateField(
        label="From which day?", required=False, help_text="Leave it empty for: as soon as it is through the gate."
    )
    ends_on = DateField(
        label="Until which day?", required=False, help_text="Its last day. Leave it empty for what is done once."
    )
    ends_clock = ClockField(
        label="Until what time on that day?", required=False, help_text="Leave it empty for its end."
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kinds: Iterable[DecisionKind], grounds: Iterable[Ground], teams: Iterable[Any],
        zone: ZoneInfo, **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.zone, self.kinds = zone, {kind.code: kind for kind in kinds}
        self.grounds, self.teams = {one.code: one for one in grounds}, {str(team.pk): team for team in teams}
        self._offer("kind", [(code, Option(kind.label, kind.hint)) for code, kind in self.kinds.items()])
        self._offer("ground", [(code, ground.label) for code, ground in self.grounds.items()])
        self._offer("team", [(key, f"{team.name}, {team.service.name}") for key, team in self.teams.items()])

    def _offer(self, name: str, options: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def clean_case_reference(self) -> str:
        text: str = self.cleaned_data["case_reference"]
        # A reference holds a digit; words alone are a name or a sentence.
        if text and not re.search(r"\d", text):
            raise forms.ValidationError("A case reference has a number in it. Never write a name here.")
        return text

    def wanted(self, source: tuple[str, uuid.UUID] | None = None) -> Wanted:
        said = self.cleaned_data
        first = said["starts_on"]
        return Wanted(
            self.kinds[said["kind"]], self.grounds[said["ground"]], Covers(said["covers"]), self.teams[said["team"]],
            said["case_reference"], start_of_day(first, self.zone) if first else None, self._ends_at(), source,
        )  # fmt: skip

    def _ends_at(self) -> datetime | None:
        return ending(self.cleaned_data["ends_on"], self.cleaned_data["ends_clock"], self.zone)


def ending(day: Any, clock: Any, zone: ZoneInfo) -> datetime | None:
    """The end of that day, or that time on it."""
    if day is None:
        return None
    return at_local(day, clock, zone) if clock else end_of_day(day, zone)


class GateForm(Form):
    """Who is asked at the gate; asked for only where nobody above the requester can be."""

    def __init__(self, *args: Any, outside: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if outside is not None:
            self.fields["outside"] = forms.ChoiceField(
                label="Who reviews it?", choices=[("", "Choose somebody"), *outside],
                help_text="Nobody above you can be asked. Name somebody who supervises or manages elsewhere; the record says so.",
            )  # fmt: skip


class ReturnForm(Form):
    AT = {NothingToSayMoreAbout: "say_more"}

    say_more = forms.MultipleChoiceField(
        label="What has to say more?", choices=list(AREAS.items()), widget=forms.CheckboxSelectMultiple,
        help_text="Talk about it too, if you can: a code says where, and not what.",
    )  # fmt: skip


class RefuseForm(Form):
    reason = forms.ChoiceField(label="Why not?", choices=RefusalReason.choices, widget=forms.RadioSelect)


class LiftForm(Form):
    reason = forms.ChoiceField(label="Why does it end now?", choices=LiftReason.choices, widget=forms.RadioSelect)


class RenewForm(Form):
    AT = {LastsTooLong: "ends_on", EndsBeforeItBegins: "ends_on"}

    ends_on = DateField(label="Until which day would it go on?", help_text="Its last day.")
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class AgainForm(Form):
    answer = forms.ChoiceField(
        label="Would we decide the same today?", widget=forms.RadioSelect,
        choices=[
            (SameToday.YES, Option("Yes", "It goes on as it is, until its review or its end.")),
            (SameToday.PARTLY, Option("Partly", "Ask for something less restrictive; we ask again in a fortnight.")),
            (SameToday.NO, Option("No", "It is lifted now. Tell the person.")),
        ],
    )  # fmt: skip


class AppealForm(Form):
    AT = {HadAPartInIt: "reviewer", ReceivedAtAnotherTime: "received_on"}

    made_by = forms.ChoiceField(label="Who appeals?", choices=AppealedBy.choices, widget=forms.RadioSelect)
    received_on = DateField(label="On which day did it come?", recent=True, help_text="The clock runs from there.")
    reviewer = forms.ChoiceField(label="Who reviews it?", help_text="Somebody who had no part in the decision.")
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reviewers: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].choices = [("", "Choose somebody"), *reviewers]  # type: ignore[attr-defined]


class OutcomeForm(Form):
    outcome = forms.ChoiceField(
        label="What comes of it?", widget=forms.RadioSelect,
        choices=[
            (AppealOutcome.STANDS, AppealOutcome.STANDS.label),
            (AppealOutcome.EASED, Option(AppealOutcome.EASED.label, "Whoever asked for it asks for something less restrictive.")),
            (AppealOutcome.OVERTURNED, Option(AppealOutcome.OVERTURNED.label, "It ends now, and so does its renewal.")),
        ],
    )  # fmt: skip


class EqualityForm(Form):
    age_band = forms.ChoiceField(label="Age", choices=AgeBand.choices, initial=AgeBand.NOT_KNOWN)
    gender = forms.ChoiceField(label="Gender", choices=Gender.choices, initial=Gender.NOT_KNOWN)
    ethnicity = forms.ChoiceField(label="Ethnic group", choices=Ethnicity.choices, initial=Ethnicity.NOT_KNOWN)
    disability = forms.ChoiceField(
        label="Disability, or a condition that lasts", choices=Disability.choices, initial=Disability.NOT_KNOWN
    )


class PacksForm(Form):
    packs = forms.MultipleChoiceField(
        label="Which rule packs hold?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, packs: list[tuple[RulePack, list[str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["packs"].choices = [  # type: ignore[attr-defined]
            (pack.code, Option(pack.label, f"{'. '.join(words)}.")) for pack, words in packs
        ]


class DecisionFilter(Form):
    """What the register can be narrowed to, in its address."""

    kind = forms.ChoiceField(label="Kind", required=False)
    state = forms.ChoiceField(label="Status", required=False, choices=[("", "All"), *DecisionState.choices])
    case_reference = CaseReferenceField(label="Case reference", required=False, help_text="")
    team = forms.ChoiceField(label="Team or service", required=False)
    by = forms.ChoiceField(
        label="On which day",
        required=False,
        choices=[("", "It was drafted"), ("effective", "It took effect"), ("ended", "It ended")],
    )
    first = DateField(label="From", required=False)
    last = DateField(label="To", required=False)

    def __init__(self, *args: Any, kinds: Mapping[str, str], teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("kind", kinds.items()), ("team", teams)):
            self.fields[name].choices = [("", "All"), *offered]  # type: ignore[attr-defined]
        if not teams:
            del self.fields["team"]
