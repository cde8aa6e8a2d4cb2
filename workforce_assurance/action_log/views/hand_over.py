"""Everything that somebody leaves behind, given to one person in one form."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands
from ..exceptions import Refused, SeveralRefused
from ..forms import FromForm, HandOverForm
from ..models import Action
from ..page import rows_of
from ..querysets import ActionQuerySet

PERMISSION = "action_log.hand_over_many"


class HandOverMany(View):
    """First whose actions, then which of them, to whom and why."""

    def get(self, request: HttpRequest) -> HttpResponse:
        may_or_404(request, PERMISSION)
        at = edge(request.user)
        asked = FromForm(request.GET or None, among=_people_of(request.user, at))
        if not (asked.is_bound and asked.is_valid()):
            return self._choose(request, asked)
        person = asked.cleaned_data["person"]
        actions = _actions_of(person, request.user, at)
        chosen = {action.pk for action in actions}
        return self._page(request, person, self._form(request, person, at), actions, chosen, at=at)

    def post(self, request: HttpRequest) -> HttpResponse:
        may_or_404(request, PERMISSION)
        at = edge(request.user)
        asked = FromForm({"person": request.GET.get("person", "")}, among=_people_of(request.user, at))
        if not asked.is_valid():
            return self._choose(request, asked)
        person = asked.cleaned_data["person"]
        actions, form = list(_actions_of(person, request.user, at)), self._form(request, person, at, request.POST)
        chosen = set(request.POST.getlist("action"))
        picked = [action for action in actions if str(action.pk) in chosen]
        why: dict[uuid.UUID, str] = {}
        if form.is_valid():
            try:
                number = commands.hand_over_actions(actions=picked, by=request.user, now=at.now, **form.cleaned_data)
            except SeveralRefused as refusal:
                why = refusal.why
                form.add_error(None, str(refusal))
            except Refused as refusal:
                form.refuse(refusal)
            else:
                to = form.cleaned_data["to"].full_name
                messages.success(
                    request, f"{number} {'action is' if number == 1 else 'actions are'} handed over to {to}."
                )
                return redirect(f"{reverse('action_log:actions')}?as=team")
        return self._page(request, person, form, actions, {action.pk for action in picked}, why=why, at=at)

    def _form(self, request: HttpRequest, person: Any, at: Edge, typed: Any = None) -> HandOverForm:
        there = people.people_in_post(on=at.today).visible_to(request.user, on=at.today)
        among = there.exclude(pk=person.pk).order_by("full_name", "pk")
        return HandOverForm(typed, label="Who does them from now on?", among=among)

    def _choose(self, request: HttpRequest, form: FromForm) -> HttpResponse:
        context = {"form": form, "title": "Hand actions over", "cancel_url": reverse("action_log:actions")}
        return render(request, "action_log/hand_over_choose.html", context)

    def _page(
        self,
        request: HttpRequest,
        person: Any,
        form: HandOverForm,
        actions: Any,
        chosen: set[uuid.UUID],
        *,
        at: Edge,
        why: dict[uuid.UUID, str] | None = None,
    ) -> HttpResponse:
        actions = list(actions)
        rows = zip(actions, rows_of(actions, at.now, at.zone), strict=True)
        context = {
            "form": form,
            "person": person,
            "title": f"Hand over what {person.full_name} has to do",
            "rows": [(action, row, action.pk in chosen, (why or {}).get(action.pk, "")) for action, row in rows],
            "cancel_url": reverse("action_log:hand_over_many"),
        }
        return render(request, "action_log/hand_over_many.html", context)


def _people_of(viewer: Any, at: Edge) -> QuerySet:
    """Whose actions the viewer may hand over: of those below them, whoever has some, gone or not; and their own."""
    managed = reach.people_managed_by(viewer, on=at.today)
    supervised = reach.workers_supervised_by(viewer, on=at.today)
    owners = Action.objects.not_closed().in_charge_of(viewer, on=at.today).values("owner")
    return (managed | supervised).filter(pk__in=owners).distinct().order_by("full_name", "pk")


def _actions_of(person: Any, viewer: Any, at: Edge) -> ActionQuerySet:
    mine = Action.objects.not_closed().filter(owner=person).in_charge_of(viewer, on=at.today)
    return mine.select_related("owner", "checker", "theme").order_by("due_at", "reference")
