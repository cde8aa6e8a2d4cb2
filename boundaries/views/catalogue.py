"""The draft of the catalogue of decisions in set-up: what differs, and one kind or ground to a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, edge

from ..catalogue import commands
from ..catalogue.described import EMPTY, Described, description_of, differences
from ..catalogue.forms import AddKindForm, GroundForm, KindForm
from ..models import CatalogueVersion
from ..queries import packs_of

SET_UP = "boundaries.set_up_decisions"
SAVED = "Saved. The catalogue in force stays as it is until you put the draft in force."


def _draft(request: HttpRequest) -> CatalogueVersion:
    """:raises Http404: when there is no draft, or it is none of theirs"""
    may_or_404(request, SET_UP)
    version = CatalogueVersion.objects.drafts().first()
    if version is None:
        raise Http404
    return version


@require_safe
def draft(request: HttpRequest) -> HttpResponse:
    """What differs from the one in force, and each kind and ground with the way to change it."""
    version = _draft(request)
    current = CatalogueVersion.objects.published().first()
    before = description_of(current) if current else EMPTY
    found = {
        "draft": version,
        "current": current,
        "differences": differences(before, description_of(version)),
        "kinds": version.kinds.all(),
        "grounds": version.grounds.all(),
        "packs": packs_of(version),
    }
    return render(request, "boundaries/catalogue_draft.html", found)


def _of_code(rows: str, code: str, request: HttpRequest) -> Described:
    """:raises Http404: when the draft has none of that code"""
    found: Described | None = next((one for one in description_of(_draft(request))[rows] if one["code"] == code), None)
    if found is None:
        raise Http404
    return found


class AddKind(RecordForm):
    """A kind of decision that begins as another one stands."""

    title, submit = "Add a kind of decision", "Add it"

    def load(self) -> tuple[Described, Edge]:
        return description_of(_draft(self.request)), edge(self.request.user)

    def form(self, catalogue: Described, _at: Edge, typed: Any = None) -> AddKindForm:
        return AddKindForm(typed, kinds=catalogue["kinds"])

    def act(self, form: AddKindForm, _catalogue: Described, at: Edge) -> str:
        commands.add_kind(**form.cleaned_data, by=self.request.user, now=at.now)
        return "It stands at the end of the draft. Change next what the letter says of it."

    def way_back(self, _catalogue: Described) -> str:
        return reverse("boundaries:catalogue_draft")

    def shown(self, _catalogue: Described, _at: Edge) -> dict[str, Any]:
        return {"caption": "The draft of the catalogue"}


class Kind(RecordForm):
    """What a kind of the draft is called, its gate and its times."""

    title, submit = "A kind of decision", "Save"
    lead = "Its hard limits, and whether it is about a person and has an end, stay as they are."

    def load(self, code: str) -> tuple[Described, Edge]:
        return _of_code("kinds", code, self.request), edge(self.request.user)

    def form(self, kind: Described, _at: Edge, typed: Any = None) -> KindForm:
        return KindForm(typed, kind=kind)

    def act(self, form: KindForm, kind: Described, at: Edge) -> str:
        commands.edit_kind(code=kind["code"], changes=form.changes(), by=self.request.user, now=at.now)
        return SAVED

    def way_back(self, kind: Described) -> str:
        return reverse("boundaries:catalogue_draft") + f"#kind-{kind['code']}"

    def shown(self, kind: Described, _at: Edge) -> dict[str, Any]:
        return {"caption": kind["label"]}


class Ground(RecordForm):
    """What a ground of the draft is called, and what the letter says of it."""

    title, submit = "A ground", "Save"

    def load(self, code: str) -> tuple[Described, Edge]:
        return _of_code("grounds", code, self.request), edge(self.request.user)

    def form(self, ground: Described, _at: Edge, typed: Any = None) -> GroundForm:
        return GroundForm(typed, initial=ground)

    def act(self, form: GroundForm, ground: Described, at: Edge) -> str:
        commands.edit_ground(code=ground["code"], **form.cleaned_data, by=self.request.user, now=at.now)
        return SAVED

    def way_back(self, _ground: Described) -> str:
        return reverse("boundaries:catalogue_draft") + "#grounds"

    def shown(self, ground: Described, _at: Edge) -> dict[str, Any]:
        return {"caption": ground.get("label", "The draft of the catalogue")}


class AddGround(Ground):
    """One more ground, at the end of the draft."""

    title, submit = "Add a ground", "Add it"

    def load(self) -> tuple[Described, Edge]:  # type: ignore[override]
        _draft(self.request)
        return {}, edge(self.request.user)

    def act(self, form: GroundForm, _ground: Described, at: Edge) -> str:
        commands.add_ground(**form.cleaned_data, by=self.request.user, now=at.now)
        return "It stands at the end of the grounds of the draft."


@require_POST
def retire_ground(request: HttpRequest, code: str) -> HttpResponse:
    """Take a ground out of the draft."""
    _draft(request)
    with saying(request, "It is taken out of the draft. What was decided on it keeps it."):
        commands.retire_ground(code=code, by=request.user, now=edge(request.user).now)
    return redirect("boundaries:catalogue_draft")


@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    """A draft to change."""
    may_or_404(request, SET_UP)
    commands.copy_catalogue(by=request.user, now=edge(request.user).now)
    return redirect("boundaries:catalogue_draft")


@require_POST
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Take a kind out of the draft."""
    _draft(request)
    with saying(request, "It is taken out of the draft. What was decided as one keeps it."):
        commands.retire_kind(code=code, by=request.user, now=edge(request.user).now)
    return redirect("boundaries:catalogue_draft")


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Put the draft in force."""
    _draft(request)
    with saying(request, "It is in force. What was asked for before keeps the version it was asked for under."):
        commands.publish_draft(by=request.user, now=edge(request.user).now)
    return redirect("boundaries:catalogue")


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    _draft(request)
    with saying(request, "The draft is thrown away. The catalogue in force stays."):
        commands.discard_draft(by=request.user, now=edge(request.user).now)
    return redirect("boundaries:catalogue")
