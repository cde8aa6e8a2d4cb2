"""Coaching goals: the log of whoever supervises somebody, one goal, opening one, and what was seen again."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, ListAtNow, edge

from ...models import CoachingGoal
from .. import commands, goal_pages
from ..goal_forms import GoalForm, LogFilter, ObservedForm
from ..goal_sources import source_of
from ..policy import in_force, labels
from ..reach import possible_observers
from .people import person_or_404

AGAIN_IN = timedelta(days=28)


class Log(ListAtNow):
    """The coaching goals of whom the viewer supervises: those that are open, what is due first, and then the others."""

    template_name = "competency/log.html"
    title = "Coaching log"
    lead = "What each person practises, until somebody has seen it. You read it and they do, and nobody above you."
    columns = goal_pages.LOG
    back = ("competency:home", "Competency")
    what = "goals"
    filter_form = partial(LogFilter)

    def get_queryset(self) -> Any:
        may_or_404(self.request, "boundaries.see_coaching_log")
        rows = CoachingGoal.objects.visible_to(self.request.user, on=self.at.today).exclude(person=self.request.user)
        return rows.with_due().select_related("person").order_by("-state", "due_at", "pk")

    def filtered(self, rows: Any, **asked: Any) -> Any:
        return rows.filter(state=asked["state"]) if asked.get("state") else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, names = super().get_context_data(**kwargs), labels()
        return found | {"rows": [goal_pages.listed(one, names, self.at.now) for one in found["page_obj"]]}


def goal_or_404(request: HttpRequest, goal_id: uuid.UUID, permission: str) -> CoachingGoal:
    """:raises Http404: when there is none, or it is none of theirs"""
    goal = get_object_or_404(CoachingGoal.objects.with_due().select_related("person", "opened_by"), pk=goal_id)
    may_or_404(request, permission, goal)
    return goal


@require_safe
def goal_detail(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """One goal: what is practised, by when it is seen again, and what was seen."""
    goal, at = goal_or_404(request, goal_id, "boundaries.see_goal"), edge(request.user)
    return render(request, "competency/goal.html", goal_pages.page(goal, request.user, at.now, at.today, at.zone))


class OpenGoal(RecordForm):
    """Open a goal for somebody; what is practised is written next."""

    permission = "boundaries.open_goal"
    title, submit = "Open a coaching goal", "Open it"
    lead = "It stays open until somebody other than them has seen it. You say next, in words, what is practised."

    def load(self, person_id: uuid.UUID) -> tuple[Any, Edge]:
        person, at = person_or_404(self.request, person_id, self.permission), edge(self.request.user)
        self.cause, self.source = source_of(self.request.GET.get("from", ""), self.request.user, person, on=at.today)
        return person, at

    def form(self, person: Any, at: Edge, typed: Any = None) -> GoalForm:
        skills = {one.code: one.label for one in in_force()}
        initial = {
            "due_on": people.calendar().next_working(at.today + AGAIN_IN),
            "skill": getattr(self.source, "skill_code", ""),
        }
        return GoalForm(typed, skills=skills, initial=initial)

    def act(self, form: GoalForm, person: Any, at: Edge) -> str:
        said = form.cleaned_data
        wanted = commands.Wanted(person, said["skill"], said["due_on"], self.cause, self.source)
        once = uuid.uuid5(said["once"], f"{self.request.user.pk} {person.pk}")
        self.goal = commands.open_goal(wanted=wanted, once=once, by=self.request.user, now=at.now)
        return "It is open. Say next what is practised."

    def answer(self, _person: Any) -> HttpResponse:
        return redirect("competency:goal", self.goal.pk)

    def way_back(self, person: Any) -> str:
        return reverse("competency:person", args=[person.pk])

    def shown(self, person: Any, _at: Edge) -> dict[str, Any]:
        came = f", from: {self.cause.label.lower()}" if self.source else ""
        return {"caption": f"{person.full_name}{came}"}


class SeenAgain(RecordForm):
    """Keep what was seen: shown, and the goal is closed; or not yet, and it is seen again by another day."""

    permission = "boundaries.observe_goal"
    title, submit = "Record what was seen", "Record it"
    lead = "What was seen in words is written on the goal's page."

    def load(self, goal_id: uuid.UUID) -> tuple[CoachingGoal, Edge]:
        return goal_or_404(self.request, goal_id, self.permission), edge(self.request.user)

    def form(self, goal: CoachingGoal, at: Edge, typed: Any = None) -> ObservedForm:
        observers = possible_observers(self.request.user, goal.person, on=at.today)
        initial = {"observed_by": str(self.request.user.pk)}
        return ObservedForm(typed, observers=observers, initial=initial)

    def act(self, form: ObservedForm, goal: CoachingGoal, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], f"{self.request.user.pk} {goal.pk}")
        commands.observe_again(goal=goal, observed=form.observed, once=once, by=self.request.user, now=at.now)
        return "It is shown, and the goal is closed." if form.observed.shown else "It is kept. The goal stays open."

    def way_back(self, goal: CoachingGoal) -> str:
        return reverse("competency:goal", args=[goal.pk])

    def shown(self, goal: CoachingGoal, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{goal.person.full_name}, coaching goal {goal.reference}"}
