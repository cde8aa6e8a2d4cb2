"""The board of changes, for everybody; what is put there and taken off, by whoever answers for it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import ListPage, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands, forms
from ..board import CSV_HEADER, change_of
from ..models import Action, BoardLine
from ..queries import themes_ever
from ..querysets import BoardLineQuerySet
from .actions import ActionForm
from .records import action_or_404

APPROVE = "action_log.approve_for_board"


class Board(ListPage):
    """What was changed and stands there by somebody's word, the latest first."""

    template_name = "action_log/board.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = edge(request.user)
        self.large = people.services_of(people.organisation().smallest_group, on=self.at.today)

    def filter_form(self, asked: Any) -> forms.BoardFilter:
        return forms.BoardFilter(asked, themes=themes_ever(), services=self.large)

    def get_queryset(self) -> BoardLineQuerySet:
        return BoardLine.objects.standing().select_related("action__team__service", "action__theme")

    def filtered(self, rows: BoardLineQuerySet, **asked: Any) -> BoardLineQuerySet:
        columns = {"theme": "action__theme__code", "strength": "action__strength", "service": "action__team__service"}
        return rows.filter(**{columns[name]: value for name, value in asked.items() if value})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [change_of(line, self.large, self.at.zone) for line in found["page_obj"]]}


class BoardCsv(Board):
    """The same, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = self.filter_form(request.GET or None)
        rows = self.get_queryset()
        if form.is_bound and form.is_valid():
            rows = self.filtered(rows, **form.cleaned_data)
        changes = (change_of(line, self.large, self.at.zone) for line in rows)
        return csv_response(
            "changes.csv", CSV_HEADER, ((c.words, c.theme, c.month, c.service, c.strength) for c in changes)
        )


class PutOnBoard(ActionForm):
    permission = APPROVE
    title, submit = "Put it on the board of changes", "Let everybody read it"

    def form(self, action: Action, _at: Edge, typed: Any = None) -> forms.BoardForm:
        return forms.BoardForm(typed, initial={"words": action.title})

    def shown(self, action: Action, at: Edge) -> dict[str, Any]:
        lead = "Everybody in the organisation reads this line, its theme, its month, its service and its strength; no name."
        return super().shown(action, at) | {"lead": lead, "readers": "everybody in the organisation."}

    def act(self, form: forms.BoardForm, action: Action, at: Edge) -> str:
        commands.put_on_board(action=action, words=form.cleaned_data["words"], by=self.request.user, now=at.now)
        return "It stands on the board of changes."


@require_POST
def take_off(request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
    """It stands there no longer."""
    action = action_or_404(request, action_id, APPROVE)
    with saying(request, "It was taken off the board."):
        commands.take_off_board(action=action, by=request.user, now=edge(request.user).now)
    return redirect("action_log:action", action.pk)
