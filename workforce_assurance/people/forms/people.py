"""A person, their place and their roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from workforce_assurance.common.forms import DateField, Form, TextField

from ..commands.lines import EndsBeforeStart, OverlapsAnother, SamePerson
from ..commands.persons import AlreadySomebodyElses, ManagersInACircle, RoleIsForTheWholeOrganisation
from ..commands.teams import NameIsTaken
from ..enums import LeaveKind, Role
from ..models import Person, Service, Team
from ..querysets import PersonQuerySet

WHO = "Their staff number, e-mail address or full name."


class PersonField(TextField):
    """Somebody, typed by staff number, address or full name: a list of everybody would be too long to choose from."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", WHO)
        super().__init__(max_length=254, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return (value.reference or value.email or value.full_name) if isinstance(value, Person) else value

    def clean(self, value: Any) -> Person | None:
        typed = super().clean(value)
        if not typed:
            return None
        same = Q(reference__iexact=typed) | Q(email=typed.lower()) | Q(full_name__iexact=typed)
        found = list(Person.objects.filter(same)[:2])
        if not found:
            raise forms.ValidationError(f"Nobody has the staff number, address or name “{typed[:60]}”.")
        if len(found) > 1:
            raise forms.ValidationError("Several people have this name. Give the staff number or the e-mail address.")
        return found[0]


class RowChoiceField(forms.ModelChoiceField):
    """One row of a list; what is no key at all is no choice either."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class PeopleFilter(Form):
    q = TextField(label="Name, staff number or address", required=False, max_length=100)
    team = RowChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="Every team")
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "People in post"),
            ("no_supervisor", "Without a supervisor"),
            ("never", "Never signed in"),
            ("left", "Left or closed"),
            ("outside", "From outside"),
            ("all", "Everybody"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.all()


class PersonForm(Form):
    AT = {AlreadySomebodyElses: "reference", ManagersInACircle: "manager"}
    full_name = TextField(label="Name", max_length=150)
    reference = TextField(label="Staff number", required=False, max_length=40)
    email = forms.EmailField(
        label="E-mail address", required=False, help_text="They sign in with it, and alerts go to it."
    )
    job_title = TextField(label="Job title", required=False, max_length=100)
    manager = PersonField(label="Manager", required=False)
    started_on = DateField(label="Start date", required=False)
    left_on = DateField(label="Last day", required=False, help_text="They can sign in until this day is over.")
    receives_supervision = forms.BooleanField(label="Receives supervision", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("reference") and not cleaned.get("email") and not self.errors:
            self.add_error("reference", "Give a staff number or an e-mail address, to know the person by.")
        started, left = cleaned.get("started_on"), cleaned.get("left_on")
        if started and left and left < started:
            self.add_error("left_on", "Choose a day on or after the start date.")
        return cleaned


class SupervisorForm(Form):
    AT = {SamePerson: "supervisor"}
    supervisor = PersonField(label="Supervisor")
    starts_on = DateField(label="From", help_text="The line before ends the day before.")


class MoveForm(Form):
    team = RowChoiceField(label="Team", queryset=Team.objects.select_related("service"), empty_label="Choose a team")
    starts_on = DateField(label="From", help_text="They leave their team the day before.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].label_from_instance = lambda team: f"{team.name} ({team.service.name})"


class _Between(Form):
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False, help_text="Leave it empty while it is not known.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Choose a day on or after the first day.")
        return cleaned


class LeaveForm(_Between):
    AT = {OverlapsAnother: "starts_on"}
    kind = forms.ChoiceField(label="Kind", choices=LeaveKind.choices)
    field_order = ("kind", "starts_on", "ends_on")


class DeputyForm(_Between):
    AT = {SamePerson: "deputy", OverlapsAnother: "starts_on"}
    deputy = PersonField(label="Deputy", help_text=f"Who stands in. {WHO}")
    field_order = ("deputy", "starts_on", "ends_on")


class EndForm(Form):
    AT = {EndsBeforeStart: "ends_on", OverlapsAnother: "ends_on"}
    ends_on = DateField(label="Last day")


class RoleForm(Form):
    AT = {RoleIsForTheWholeOrganisation: "service"}
    role = forms.ChoiceField(label="Role", choices=Role.choices)
    service = RowChoiceField(
        label="Only in this service",
        queryset=Service.objects.all(),
        required=False,
        empty_label="The whole organisation",
        help_text="Only governance can be led service by service.",
    )


class ServiceForm(Form):
    AT = {NameIsTaken: "name"}
    name = TextField(label="Name", max_length=120)
    lead = PersonField(label="Service lead", required=False)


class TeamForm(Form):
    AT = {NameIsTaken: "name"}
    name = TextField(label="Name", max_length=120)
    service = RowChoiceField(label="Service", queryset=Service.objects.all(), empty_label="Choose a service")
    manager = PersonField(label="Team manager", required=False)


def search(people: PersonQuerySet, typed: str) -> PersonQuerySet:
    """People whose name, staff number or address holds what was typed."""
    return people.filter(Q(full_name__icontains=typed) | Q(reference__icontains=typed) | Q(email__icontains=typed))
