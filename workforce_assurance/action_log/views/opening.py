"""A new action: by hand, or from a record that the viewer may read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands
from ..enums import FROM_ACTION
from ..exceptions import Refused
from ..forms import OpenForm
from ..models import Action
from ..page import READERS
from ..queries import themes_in_use, who_may_own
from ..sources import SOURCES
from .records import action_or_404


@dataclass(frozen=True)
class Origin:
    """The record that a new action comes from."""

    kind: str
    key: uuid.UUID
    words: str
    url: str
    known: dict[str, Any]


class OpenAction(View):
    """One form; `?from=kind:key` names the record that it comes from."""

    def get(self, request: HttpRequest) -> HttpResponse:
        may_or_404(request, "action_log.open_action")
        at = edge(request.user)
        origin = _origin(request, at)
        return self._page(request, origin, self._form(request, at, initial=origin.known if origin else {}))

    def post(self, request: HttpRequest) -> HttpResponse:
        may_or_404(request, "action_log.open_action")
        at = edge(request.user)
        origin, form = _origin(request, at), self._form(request, at, request.POST)
        if form.is_valid():
            source = {"source_kind": origin.kind, "source_id": origin.key} if origin else {}
            said = dict(form.cleaned_data)
            once = _own_once(request.user, said.pop("once"))
            try:
                agreed = commands.Agreed(**said, **source)
                action = commands.open_action(agreed=agreed, by=request.user, now=at.now, once=once)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, f"Opened for {action.owner.full_name}; {action.checker.full_name} checks it.")
                return redirect("action_log:action", action.pk)
        return self._page(request, origin, form)

    def _form(self, request: HttpRequest, at: Edge, typed: Any = None, **more: Any) -> OpenForm:
        there = people.people_in_post(on=at.today).visible_to(request.user, on=at.today)
        owners = who_may_own(request.user, on=at.today)
        checkers = there.order_by("full_name", "pk")
        return OpenForm(typed, owners=owners, checkers=checkers, themes=themes_in_use(), **more)

    def _page(self, request: HttpRequest, origin: Origin | None, form: OpenForm) -> HttpResponse:
        context = {
            "form": form,
            "title": "Open an action",
            "submit": "Open the action",
            "caption": f"From {origin.words}" if origin else "",
            "cancel_url": origin.url if origin else reverse("action_log:actions"),
            "readers": READERS,
        }
        return render(request, "action_log/action_form.html", context)


def _own_once(person: Any, once: uuid.UUID | None) -> uuid.UUID | None:
    """Nobody finds somebody else's action by the key of a form."""
    return uuid.uuid5(once, str(person.pk)) if once else None


def _origin(request: HttpRequest, at: Edge) -> Origin | None:
    """:raises Http404: when it is no record, or none that the viewer may read"""
    if not (asked := request.GET.get("from", "")):
        return None
    kind, _, typed = asked.partition(":")
    try:
        key = uuid.UUID(typed)
    except ValueError:
        raise Http404 from None
    if kind == FROM_ACTION:
        return _earlier(action_or_404(request, key, "action_log.see_action"))
    source = SOURCES.get(kind)
    if source is None or not source.readable(request.user, at.today).filter(pk=key).exists():
        raise Http404
    return Origin(kind, key, f"{source.label} {source.references([key]).get(key, '')}".strip(), source.page(key), {})


def _earlier(action: Action) -> Origin:
    known = {"owner": action.owner_id, "theme": action.theme.code if action.theme else ""}
    url = reverse("action_log:action", args=[action.pk])
    return Origin(FROM_ACTION, action.pk, f"{action.title} ({action.reference})", url, known)
