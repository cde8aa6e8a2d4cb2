"""A person's place with its dates: team, supervisor, leave, deputy."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ..commands import lines
from ..forms.people import DeputyForm, EndForm, LeaveForm, MoveForm, SupervisorForm
from ..models import Deputy, Leave, SupervisionLine, TeamMembership
from ..queries import today
from .people import FormPage, OfPerson

OVERLAPS = ("starts_on", "There is one already for some of these days. End that first, or choose other days.")
# What can be ended, by the word in its address.
DATED = {
    "line": (SupervisionLine, "worker", "End this supervision line"),
    "membership": (TeamMembership, "person", "End this membership"),
    "leave": (Leave, "person", "End this leave"),
    "deputy": (Deputy, "person", "End this deputy's time"),
}


class FromToday(OfPerson, FormPage):
    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": today(now=timezone.now())}

    def told(self) -> dict[str, Any]:
        return {"by": self.request.user, "now": timezone.now()}


class AssignSupervisor(FromToday):
    form_class = SupervisorForm
    title = "Assign a supervisor"
    done = "The supervisor is assigned."
    refusals = {lines.SamePerson: ("supervisor", "Nobody supervises themselves. Choose somebody else.")}

    def save(self, said: dict[str, Any]) -> None:
        lines.assign_supervisor(worker=self.person, **said, **self.told())


class MoveToTeam(FromToday):
    form_class = MoveForm
    title = "Move to a team"
    done = "The move is recorded."

    def save(self, said: dict[str, Any]) -> None:
        lines.move_to_team(person=self.person, **said, **self.told())


class AddLeave(FromToday):
    form_class = LeaveForm
    title = "Add leave"
    lead = "Leave pauses the worker's clock. A supervisor's deputy takes over."
    refusals = {lines.OverlapsAnother: OVERLAPS}

    def save(self, said: dict[str, Any]) -> None:
        lines.add_leave(person=self.person, **said, **self.told())


class NameDeputy(FromToday):
    form_class = DeputyForm
    title = "Name a deputy"
    lead = "The deputy takes over while the person is away, and sees what they see for that time."
    refusals = {
        lines.SamePerson: ("deputy", "Nobody stands in for themselves. Choose somebody else."),
        lines.OverlapsAnother: OVERLAPS,
    }

    def save(self, said: dict[str, Any]) -> None:
        lines.name_deputy(person=self.person, **said, **self.told())


class EndDated(OfPerson, FormPage):
    """End a line, a membership, leave or a deputy's time."""

    form_class = EndForm
    submit = "End it"
    refusals = {
        lines.EndsBeforeStart: ("ends_on", "Choose a day on or after the first day."),
        lines.OverlapsAnother: ("ends_on", "Another one begins by then. Choose an earlier day."),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.model, self.whose, self.title = DATED[kwargs["kind"]]
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"ends_on": today(now=timezone.now())}

    def save(self, said: dict[str, Any]) -> None:
        row = get_object_or_404(self.model, pk=self.kwargs["row"], **{self.whose: self.person})
        lines.end_dated(row=row, ends_on=said["ends_on"], by=self.request.user, now=timezone.now())
