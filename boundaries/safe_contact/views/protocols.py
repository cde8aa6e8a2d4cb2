"""What teams do for safe contact: the list, one of them, setting it, looking at it, ending it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import CountedInPart, may_or_404, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ...models import SafeContactProtocol
from ...queries import teams_to_decide_in
from .. import commands, pages
from ..forms import ProtocolForm, WhichCase

USUAL = timedelta(days=56)
OVER_ENDED = "It does not hold any more. Set it anew when it is needed."
OVER_BY_ITSELF = "It does not hold any more. Set it anew if it is needed on, or say that it is not."


class Protocols(ListAtNow):
    """What is in use in the viewer's teams."""

    template_name = "safe_contact/protocol_list.html"
    title = "Safe contact"
    lead = "What we do so that contact is safe for everybody. It says what we do, never what somebody is."
    columns = pages.PROTOCOLS
    back = ("standards:library", "Standards")
    what = "protocols"
    paginator_class = CountedInPart
    values = pages.LISTED

    def filter_form(self, asked: Any) -> WhichCase:
        return WhichCase(asked, services=people.services())

    def get_queryset(self) -> Any:
        return pages.protocols(self.request.user, self.at)

    def filtered(self, rows: Any, *, case: str, service: str = "") -> Any:
        rows = rows.about_case(case) if case else rows
        return rows.filter(team__service=service) if service else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = pages.protocol_rows(found["object_list"], self.at)
        return found | {"rows": rows, "may_set": self.request.user.has_perm("boundaries.set_protocol")}


class Set(NewForm):
    """Say what the team does, in one case or with everybody; `?of=` begins with what is done until now."""

    permission = "boundaries.set_protocol"
    title, submit = "Safe contact", "Put it in use"
    lead = (
        "Tick what we do. Whoever leads the team looks at it within four weeks, and it is over by itself. "
        "If somebody is to get less of the service than others, that is a restrictive decision."
    )

    def form(self, _record: None, at: Edge, typed: Any = None) -> ProtocolForm:
        viewer = self.request.user
        teams = teams_to_decide_in(viewer, on=at.today)
        return ProtocolForm(typed, teams=teams, initial={"ends_on": at.today + USUAL} | self._until_now(at))

    def _until_now(self, at: Edge) -> dict[str, Any]:
        try:
            key = uuid.UUID(self.request.GET.get("of", ""))
        except ValueError:
            return {}
        found = SafeContactProtocol.objects.visible_to(self.request.user, on=at.today).filter(pk=key).first()
        if found is None:
            return {}
        return {"team": str(found.team_id), "case_reference": found.case_reference, "actions": found.actions}

    def act(self, form: ProtocolForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        commands.set_protocol(agreed=form.agreed, once=once, by=self.request.user, now=at.now)
        return "It is in use. Your team sees it."

    def way_back(self, _record: None) -> str:
        return reverse("safe_contact:protocols")


def _of(request: HttpRequest, protocol_id: uuid.UUID) -> tuple[SafeContactProtocol, Edge]:
    at = edge(request.user)
    rows = SafeContactProtocol.objects.visible_to(request.user, on=at.today)
    return get_object_or_404(rows.select_related("team", "set_by", "reviewed_by"), pk=protocol_id), at


@require_safe
def protocol(request: HttpRequest, protocol_id: uuid.UUID) -> HttpResponse:
    """One of them, with what may be done with it."""
    found, at = _of(request, protocol_id)
    in_use = found.ended_at is None and found.ends_on >= at.today
    context = {
        "protocol": found,
        "title": pages.case_of(found.case_reference),
        "actions": pages.actions_of(found.actions),
        "facts": pages.facts_of(found, at),
        "in_use": in_use,
        "over": OVER_ENDED if found.ended_at else OVER_BY_ITSELF,
        "may_look": in_use and not found.reviewed_at and request.user.has_perm("boundaries.look_at_protocol", found),
        # Of what is over by itself too, as long as somebody is asked whether it is needed on.
        "may_end": not found.ended_at and request.user.has_perm("boundaries.end_protocol", found),
        "may_set": request.user.has_perm("boundaries.set_protocol"),
    }
    return render(request, "safe_contact/protocol.html", context)


@require_POST
def look_at(request: HttpRequest, protocol_id: uuid.UUID) -> HttpResponse:
    """Say that it still helps."""
    found, at = _of(request, protocol_id)
    may_or_404(request, "boundaries.look_at_protocol", found)
    with saying(request, "You looked at it. It ends on its day all the same."):
        commands.look_at_protocol(protocol=found, by=request.user, now=at.now)
    return redirect("safe_contact:protocol", found.pk)


@require_POST
def end(request: HttpRequest, protocol_id: uuid.UUID) -> HttpResponse:
    """It is not needed any more."""
    found, at = _of(request, protocol_id)
    may_or_404(request, "boundaries.end_protocol", found)
    with saying(request, "It is over."):
        commands.end_protocol(protocol=found, by=request.user, now=at.now)
    return redirect("safe_contact:protocol", found.pk)
