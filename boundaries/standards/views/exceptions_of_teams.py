"""Exceptions of teams: the list, asking for one, and its answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ...models import StandardException, StandardVersion
from ...queries import teams_to_decide_in
from .. import commands, pages
from ..enums import ExceptionAnswer, ExceptionBecause
from ..forms import AnswerForm, ExceptionForm


class ExceptionList(ListAtNow):
    """What teams do otherwise for a while."""

    template_name = "standards/exception_list.html"
    title = "Exceptions from standards"
    lead = "Asked for by one person, approved by another, and over by themselves."
    columns = pages.EXCEPTIONS
    back = ("standards:library", "Standards")
    what = "exceptions"

    def get_queryset(self) -> Any:
        return pages.exceptions(self.request.user, self.at.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, titles = super().get_context_data(**kwargs), pages.titles_in_force()
        rows = [pages.exception_cells(one, titles, self.at.today) for one in found["page_obj"]]
        return found | {"rows": rows, "may_ask": self.request.user.has_perm("boundaries.ask_for_exception")}


class Ask(NewForm):
    """Ask that a team may do something else for a while."""

    permission = "boundaries.ask_for_exception"
    title, submit = "Ask for an exception", "Ask for it"
    lead = "Whoever leads the service, or its governance, answers. Until then the standard holds."

    def form(self, _record: None, at: Edge, typed: Any = None) -> ExceptionForm:
        in_force = StandardVersion.objects.published().select_related("standard")
        standards = [(one.standard, one.title) for one in in_force]
        teams = teams_to_decide_in(self.request.user, on=at.today)
        return ExceptionForm(typed, standards=standards, teams=teams, initial={"starts_on": at.today})

    def act(self, form: ExceptionForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        commands.ask_for_exception(asked=form.asked, once=once, by=self.request.user, now=at.now)
        return "It is asked for. You see the answer here."

    def way_back(self, _record: None) -> str:
        return reverse("standards:exceptions")


class Exception_(RecordForm):  # noqa: N801 - the word of the field, which Python has taken
    """One exception; whoever may answers it."""

    submit = "Answer"
    template_name = "standards/exception.html"

    def load(self, exception_id: uuid.UUID) -> tuple[StandardException, Edge]:
        at = edge(self.request.user)
        rows = StandardException.objects.visible_to(self.request.user, on=at.today)
        found = get_object_or_404(rows.select_related("standard", "team", "asked_by", "answered_by"), pk=exception_id)
        if self.request.method == "POST":
            may_or_404(self.request, "boundaries.answer_exception", found)
        return found, at

    def form(self, _exception: StandardException, _at: Edge, typed: Any = None) -> AnswerForm:
        return AnswerForm(typed)

    def act(self, form: AnswerForm, exception: StandardException, at: Edge) -> str:
        answer = ExceptionAnswer(form.cleaned_data["answer"])
        commands.answer_exception(exception=exception, answer=answer, by=self.request.user, now=at.now)
        return f"{answer.label}."

    def way_back(self, _exception: StandardException) -> str:
        return reverse("standards:exceptions")

    def answer(self, exception: StandardException) -> HttpResponse:
        return redirect("standards:exception", exception.pk)

    def shown(self, exception: StandardException, at: Edge) -> dict[str, Any]:
        titles = pages.titles_in_force()
        cells = pages.exception_cells(exception, titles, at.today)
        rows = [
            ("Standard", titles.get(exception.standard_id, "")),
            ("Team", exception.team.name),
            ("What is done instead", exception.instead),
            ("Why", ExceptionBecause(exception.because).label),
            ("Days", cells[4]),
            ("Asked for by", exception.asked_by.full_name),
            ("Answered by", exception.answered_by.full_name if exception.answered_by else ""),
        ]
        status = cells[5]
        return {
            "title": "An exception from a standard",
            "facts": [{"label": label, "value": value} for label, value in rows if value],
            "status": getattr(status, "text", status),
            "may_answer": not exception.answer and self.request.user.has_perm("boundaries.answer_exception", exception),
        }
