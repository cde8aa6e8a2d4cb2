"""Leaves or moves: everything that somebody holds on one page, and who takes it over, in one step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404

from ..charges import CHARGES, Holds, held_by
from ..commands import handing_over
from ..forms.handing_over import HandOverForm
from ..models import Person
from .edge import Edge, edge

SHOWN = 20


class HandOver(RecordForm):
    """For administrators, and for managers of that person: they hand over, and only administrators let somebody leave."""

    template_name = "people/hand_over.html"
    title, submit = "Leaves or moves", "Hand over"

    def load(self, pk: UUID) -> tuple[Person, Edge]:
        person, at = get_object_or_404(Person.objects.select_related("manager"), pk=pk), edge(self.request.user)
        may_or_404(self.request, "people.hand_over", person)
        self.held, self.sets_up = held_by(person, now=at.now), self.request.user.has_perm("people.manage_people")
        self.may_let_go = self.sets_up and self.request.user != person
        return person, at

    def way_back(self, person: Person) -> str:
        return reverse("people:person", args=[person.pk]) if self.sets_up else reverse("today")

    def answer(self, person: Person) -> HttpResponse:
        return redirect("people:person" if self.sets_up else "people:hand_over", person.pk)

    def shown(self, person: Person, _at: Edge) -> dict[str, Any]:
        held = [_Shown(holds) for holds in self.held]
        return {"caption": person.full_name, "person": person, "held": held, "may_let_go": self.may_let_go}

    def form(self, _person: Person, at: Edge, typed: Any = None) -> HandOverForm:
        viewer = self.request.user
        return HandOverForm(typed, held=self.held, viewer=viewer, may_let_go=self.may_let_go, on=at.today)

    def act(self, form: HandOverForm, person: Person, at: Edge) -> str:
        told: dict[str, Any] = {"person": person, "successors": form.successors, "by": self.request.user, "now": at.now}
        leaving = {"last_day": form.cleaned_data["last_day"]} if form.leaves else {}
        command = handing_over.leave if form.leaves else handing_over.hand_over
        done = command(**told, **leaving)
        return _words(person, done, leaves=form.leaves)


class _Shown:
    """One kind as the page shows it: the first of its things, and how many more."""

    def __init__(self, holds: Holds) -> None:
        self.charge, self.things = holds.charge, holds.things[:SHOWN]
        self.number, self.more = len(holds.things), max(0, len(holds.things) - SHOWN)


def _words(person: Person, done: dict[str, int], *, leaves: bool) -> str:
    passed = ", ".join(f"{CHARGES[key].title.lower()}: {number}" for key, number in done.items())
    what = f"Passed on: {passed}." if passed else "There was nothing to pass on."
    return f"{what} {person.full_name} leaves; their account closes with their last day." if leaves else what
