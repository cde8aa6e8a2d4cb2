"""What changed because of what somebody told us: their own list, and whether they hear of it by mail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import ListPage

from .. import commands, told
from ..enums import NothingBecause
from ..forms import NothingChangesForm
from ..models import Incident, Outcome
from ..outcome_page import told_line
from ..querysets import OutcomeQuerySet
from .edge import Edge, IncidentForm, edge


class WhatChanged(ListPage):
    """What came of incidents that one reported, or attended a debrief of by name; the latest first."""

    template_name = "debriefs/what_changed.html"

    def get_queryset(self) -> OutcomeQuerySet:
        mine = Outcome.objects.told_to(self.request.user).latest_of_each()
        return mine.select_related("incident", "action").order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, at = super().get_context_data(**kwargs), edge(self.request.user)
        lines = [told_line(outcome, at.now, at.zone) for outcome in found["page_obj"]]
        return found | {"lines": lines, "by_mail": told.hears_by_mail(self.request.user)}


class NothingChanges(IncidentForm):
    """Say to whoever reported it that nothing changes."""

    permission = "debriefs.decide_nothing_changes"
    title, submit = "Nothing will change", "Say so"
    lead = "Whoever reported it, and whoever stood by name in one of its debriefs, is told this reason."
    form_class = NothingChangesForm

    def act(self, form: NothingChangesForm, incident: Incident, at: Edge) -> str:
        because = NothingBecause(form.cleaned_data["because"])
        commands.decide_nothing_changes(incident=incident, because=because, by=self.request.user, now=at.now)
        return "It is decided, and they are told."


@require_POST
def by_mail(request: HttpRequest) -> HttpResponse:
    """Switch the mails on or off."""
    wants = request.POST.get("wants") == "1"
    commands.prefer_outcome_mails(person=request.user, wants=wants, now=edge(request.user).now)
    messages.success(
        request, "You are told by mail." if wants else "You get no more mail of it; Today says it all the same."
    )
    return redirect("debriefs:what_changed")
