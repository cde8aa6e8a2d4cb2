"""Everything that somebody leaves behind, given to one person in one form."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands
from ..exceptions import SeveralRefused
from ..forms import FromForm, HandOverForm
from ..models import Action
from ..page import rows_of
from ..querysets import ActionQuerySet


class HandOverMany(RecordForm):
    """First whose actions, then which of them, to whom and why."""

    template_name = "action_log/hand_over_many.html"
    why: dict[uuid.UUID, str] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_or_404(request, "action_log.hand_over_many")
        self.at = edge(request.user)
        asked = FromForm(request.GET or None, among=_people_of(request.user, self.at))
        if asked.is_bound and asked.is_valid():
            self.person = asked.cleaned_data["person"]
            return super().dispatch(request, *args, **kwargs)
        context = {"form": asked, "title": "Hand actions over", "cancel_url": reverse("action_log:actions")}
        return render(request, "action_log/hand_over_choose.html", context)

    def load(self) -> tuple[list[Action], Edge]:
        return list(_actions_of(self.person, self.request.user, self.at)), self.at

    def way_back(self, _actions: list[Action]) -> str:
        return reverse("action_log:hand_over_many")

    def answer(self, _actions: list[Action]) -> HttpResponse:
        return redirect(f"{reverse('action_log:actions')}?as=team")

    def shown(self, actions: list[Action], at: Edge) -> dict[str, Any]:
        title, rows = f"Hand over what {self.person.full_name} has to do", rows_of(actions, at.now, at.zone)
        chosen = self._chosen(actions) if self.request.method == "POST" else actions
        listed = [(one, row, one in chosen, self.why.get(one.pk, "")) for one, row in zip(actions, rows, strict=True)]
        return {"title": title, "rows": listed}

    def form(self, _actions: list[Action], at: Edge, typed: Any = None) -> HandOverForm:
        there = people.people_in_post(on=at.today).visible_to(self.request.user, on=at.today)
        among = there.exclude(pk=self.person.pk).order_by("full_name", "pk")
        return HandOverForm(typed, label="Who does them from now on?", among=among)

    def act(self, form: HandOverForm, actions: list[Action], at: Edge) -> str:
        said, chosen = form.cleaned_data, self._chosen(actions)
        try:
            number = commands.hand_over_actions(actions=chosen, by=self.request.user, now=at.now, **said)
        except SeveralRefused as refusal:
            self.why = refusal.why
            raise
        return f"{number} {'action is' if number == 1 else 'actions are'} handed over to {said['to'].full_name}."

    def _chosen(self, actions: list[Action]) -> list[Action]:
        ticked = set(self.request.POST.getlist("action"))
        return [action for action in actions if str(action.pk) in ticked]


def _people_of(viewer: Any, at: Edge) -> QuerySet:
    """Whose actions the viewer may hand over: of those below them, whoever has some, gone or not; and their own."""
    managed = reach.people_managed_by(viewer, on=at.today)
    supervised = reach.workers_supervised_by(viewer, on=at.today)
    owners = Action.objects.not_closed().in_charge_of(viewer, on=at.today).values("owner")
    return (managed | supervised).filter(pk__in=owners).distinct().order_by("full_name", "pk")


def _actions_of(person: Any, viewer: Any, at: Edge) -> ActionQuerySet:
    mine = Action.objects.not_closed().filter(owner=person).in_charge_of(viewer, on=at.today)
    return mine.select_related("owner", "checker", "theme").order_by("due_at", "reference")
