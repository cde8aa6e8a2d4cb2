"""A person's place with its dates: team, supervisor, leave, deputy."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from ..commands import lines
from ..forms.people import DeputyForm, EndForm, LeaveForm, MoveForm, SupervisorForm
from ..models import Deputy, Leave, Person, SupervisionLine, TeamMembership
from .edge import Edge
from .people import PersonPage

# What can be ended, by the word in its address.
DATED = {
    "line": (SupervisionLine, "worker", "End this supervision line"),
    "membership": (TeamMembership, "person", "End this membership"),
    "leave": (Leave, "person", "End this leave"),
    "deputy": (Deputy, "person", "End this deputy's time"),
}


class FromToday(PersonPage):
    def form(self, _person: Person, at: Edge, typed: Any = None) -> Any:
        return self.form_class(typed, initial={"starts_on": at.today})


class AssignSupervisor(FromToday):
    title, form_class = "Assign a supervisor", SupervisorForm

    def act(self, form: SupervisorForm, person: Person, at: Edge) -> str:
        lines.assign_supervisor(worker=person, by=self.request.user, now=at.now, **form.cleaned_data)
        return "The supervisor is assigned."


class MoveToTeam(FromToday):
    title, form_class = "Move to a team", MoveForm

    def act(self, form: MoveForm, person: Person, at: Edge) -> str:
        lines.move_to_team(person=person, by=self.request.user, now=at.now, **form.cleaned_data)
        return "The move is recorded."


class AddLeave(FromToday):
    title, form_class = "Add leave", LeaveForm
    lead = "Leave pauses the worker's clock. A supervisor's deputy takes over."

    def act(self, form: LeaveForm, person: Person, at: Edge) -> str:
        lines.add_leave(person=person, by=self.request.user, now=at.now, **form.cleaned_data)
        return ""


class NameDeputy(FromToday):
    title, form_class = "Name a deputy", DeputyForm
    lead = "The deputy takes over while the person is away, and sees what they see for that time."

    def act(self, form: DeputyForm, person: Person, at: Edge) -> str:
        lines.name_deputy(person=person, by=self.request.user, now=at.now, **form.cleaned_data)
        return ""


class EndDated(PersonPage):
    """End a line, a membership, leave or a deputy's time."""

    submit = "End it"

    def load(self, pk: str, kind: str, row: str) -> tuple[Person, Edge]:
        person, at = super().load(pk)
        model, whose, self.title = DATED[kind]
        self.row = get_object_or_404(model, pk=row, **{whose: person})
        return person, at

    def form(self, _person: Person, at: Edge, typed: Any = None) -> EndForm:
        return EndForm(typed, initial={"ends_on": at.today})

    def act(self, form: EndForm, _person: Person, at: Edge) -> str:
        lines.end_dated(row=self.row, by=self.request.user, now=at.now, **form.cleaned_data)
        return ""
