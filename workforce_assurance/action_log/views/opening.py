"""A new action: by hand, or from a record that the viewer may read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands
from ..enums import FROM_ACTION
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
    # Whoever the record names may be given it, in the viewer's charge or not.
    named: Any = None


class OpenAction(RecordForm):
    """One form; `?from=kind:key` names the record that it comes from, `theme=code` what it is about."""

    title, submit, template_name = "Open an action", "Open the action", "action_log/action_form.html"

    def load(self) -> tuple[Origin | None, Edge]:
        may_or_404(self.request, "action_log.open_action")
        at = edge(self.request.user)
        return _origin(self.request, at), at

    def way_back(self, origin: Origin | None) -> str:
        return origin.url if origin else reverse("action_log:actions")

    def answer(self, _origin: Origin | None) -> HttpResponse:
        return redirect("action_log:action", self.opened.pk)

    def shown(self, origin: Origin | None, _at: Edge) -> dict[str, Any]:
        return {"caption": f"From {origin.words}" if origin else "", "readers": READERS}

    def form(self, origin: Origin | None, at: Edge, typed: Any = None) -> OpenForm:
        there = people.people_in_post(on=at.today).visible_to(self.request.user, on=at.today)
        owners = who_may_own(self.request.user, on=at.today, named=origin.named if origin else None)
        checkers, initial = there.order_by("full_name", "pk"), {"theme": self.request.GET.get("theme", "")}
        initial |= origin.known if origin else {}
        return OpenForm(typed, owners=owners, checkers=checkers, themes=themes_in_use(), initial=initial)

    def act(self, form: OpenForm, origin: Origin | None, at: Edge) -> str:
        source = {"source_kind": origin.kind, "source_id": origin.key} if origin else {}
        said = dict(form.cleaned_data)
        once = _own_once(self.request.user, said.pop("once"))
        agreed = commands.Agreed(**said, **source)
        self.opened = commands.open_action(agreed=agreed, by=self.request.user, now=at.now, once=once)
        return f"Opened for {self.opened.owner.full_name}; {self.opened.checker.full_name} checks it."


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
    words = f"{source.label} {source.references([key]).get(key, '')}".strip()
    known = dict(source.begins_with(key))
    return Origin(kind, key, words, source.page(key), known, known.get("owner"))


def _earlier(action: Action) -> Origin:
    known = {"owner": action.owner, "theme": action.theme.code if action.theme else ""}
    url = reverse("action_log:action", args=[action.pk])
    return Origin(FROM_ACTION, action.pk, f"{action.title} ({action.reference})", url, known)
