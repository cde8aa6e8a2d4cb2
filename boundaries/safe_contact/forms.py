"""What is typed about safe contact; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.common.forms import CaseReferenceField, ClockField, DateField, Form, TextField
from workforce_assurance.people.forms.support import DAYS, NUMBER

from ..models import ThreatRoute
from .commands import Agreed, Told
from .enums import Place, SafeAction
from .exceptions import NotInUse, WrongEnd


class ProtocolForm(Form):
    """What the team does, in which case, and until when."""

    AT = {WrongEnd: "ends_on"}

    team = forms.ChoiceField(label="Which team?")
    case_reference = CaseReferenceField(
        label="Case reference", required=False,
        help_text="Your organisation's own code. Leave it empty for what the team does with everybody.",
    )  # fmt: skip
    actions = forms.MultipleChoiceField(
        label="What do we do?", choices=SafeAction.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one thing that we do."},
    )  # fmt: skip
    ends_on = DateField(
        label="Until which day?",
        help_text="It is over by itself then. Three months at most in one case, a year with everybody.",
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Iterable[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.teams = {str(one.pk): one for one in teams}
        self.fields["team"].choices = [(key, one.name) for key, one in self.teams.items()]  # type: ignore[attr-defined]

    @property
    def agreed(self) -> Agreed:
        said = self.cleaned_data
        actions = [SafeAction(code) for code in said["actions"]]
        return Agreed(self.teams[said["team"]], said["case_reference"], actions, said["ends_on"])


class WhichCase(forms.Form):
    """Narrows the list to one case, or to one service where there are several."""

    case = TextField(label="Case reference", max_length=40, required=False)
    service = forms.ChoiceField(label="Service", required=False)

    def __init__(self, *args: Any, services: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), one.name) for one in services]
        if len(named) > 1:
            self.fields["service"].choices = [("", "All"), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["service"]


class RouteForm(Form):
    """Whom to call in one place at some hours."""

    AT = {NotInUse: "who"}

    place = forms.ChoiceField(label="Where is whoever calls?", choices=Place.choices, widget=forms.RadioSelect)
    service = forms.ChoiceField(label="For whom", required=False)
    who = TextField(
        label="Who answers?", max_length=80,
        help_text="A post, never a name: “On-call manager”, “Front desk”. Whoever has it today answers.",
    )  # fmt: skip
    phone = TextField(label="Number to call", max_length=40, validators=[NUMBER])
    days = forms.TypedMultipleChoiceField(
        label="Days on which they answer", choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one day."},
    )  # fmt: skip
    opens = ClockField(label="From", help_text="In your organisation's zone.")
    closes = ClockField(
        label="Until", help_text="The same time as “From” is round the clock; an earlier one is on the next day."
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, services: Iterable[Any], route: ThreatRoute | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4(), **(_kept(route) if route else {})}
        super().__init__(*args, **kwargs)
        self.services = {str(one.pk): one for one in services}
        choices = [("", "Everybody who works here"), *((key, one.name) for key, one in self.services.items())]
        self.fields["service"].choices = choices  # type: ignore[attr-defined]

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            Place(said["place"]), self.services.get(said["service"]), said["who"], said["phone"], said["days"],
            said["opens"], said["closes"],
        )  # fmt: skip


def _kept(route: ThreatRoute) -> dict[str, Any]:
    names = ("place", "who", "phone", "days", "opens", "closes")
    return {name: getattr(route, name) for name in names} | {"service": str(route.service_id or "")}
