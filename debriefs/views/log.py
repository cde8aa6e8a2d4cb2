"""Logging an incident on a phone, what comes right after it, and following one without a name."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.support import contacts
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import NewForm

from .. import commands
from ..enums import ReporterMode
from ..follow_up import code_for, hash_of
from ..forms import FollowUpForm, LogForm
from ..models import Incident
from ..names import who_sees_the_name
from ..outcome_page import lines_of
from ..page import name_words
from ..queries import teams_to_log_in, types_in_force, who_finishes_for
from ..words import status_of
from .edge import Edge, edge, incident_or_404, saying

# Above the form; the others are one tap away.
FIRST_CONTACTS = 2


class Log(NewForm):
    """Four facts, saved at once. Who needs help is shown whom to call before anything else is asked."""

    permission, template_name = "debriefs.log_incident", "debriefs/log.html"

    def way_back(self, _record: None) -> str:
        return reverse("debriefs:incidents")

    def shown(self, _record: None, at: Edge) -> dict[str, Any]:
        return {"contacts": contacts(self.request.user, now=at.now)[:FIRST_CONTACTS]}

    def form(self, _record: None, at: Edge, typed: Any = None) -> LogForm:
        teams = teams_to_log_in(self.request.user, on=at.today)
        initial = {"type": self.request.GET.get("type", ""), "team": str(teams[0].pk) if teams else ""}
        return LogForm(typed, types=types_in_force().select_related("version"), teams=teams, initial=initial)

    def act(self, form: LogForm, _record: None, at: Edge) -> str:
        mode, facts = ReporterMode(form.cleaned_data["mode"]), form.facts(at.now, at.zone)
        self.at, self.once = at, own_once(self.request.user, form.cleaned_data["once"])
        self.logged = commands.log_incident(facts=facts, mode=mode, once=self.once, by=self.request.user, now=at.now)
        return ""

    def answer(self, _record: None) -> HttpResponse:
        if self.logged.reporter_mode != ReporterMode.ANONYMOUS:
            return redirect("debriefs:logged", self.logged.pk)
        # Shown once and here alone: no address and no session leads back from the incident to whoever logged it.
        found = logged_page(self.logged, self.request.user, self.at) | {"code": code_for(self.once)}
        return render(self.request, "debriefs/logged.html", found)


def own_once(person: Any, once: uuid.UUID) -> uuid.UUID:
    """The key of what one opened form makes for this person: nobody else's form makes the same."""
    return uuid.uuid5(once, str(person.pk))


@require_safe
def logged(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """Right after logging: whom to call, that it is saved, and that somebody else can finish it."""
    incident = incident_or_404(request, incident_id, "debriefs.see_incident")
    return render(request, "debriefs/logged.html", logged_page(incident, request.user, edge(request.user)))


def logged_page(incident: Incident, viewer: Any, at: Edge) -> dict[str, Any]:
    anonymous = incident.reporter_mode == ReporterMode.ANONYMOUS
    return {
        "incident": incident,
        "contacts": contacts(viewer, now=at.now),
        "needs_help": incident.help_needed != "no",
        "name_words": who_sees_the_name(incident.reporter_mode) if anonymous else name_words(incident, viewer),
        "may_describe": not anonymous and viewer.has_perm("debriefs.describe_incident", incident),
        "may_hand_over": not anonymous and viewer.has_perm("debriefs.hand_over_incident", incident),
        "to_hand_to": who_finishes_for(incident.team, on=at.today, but=viewer),
        "finisher_waits": incident.finisher is not None,
    }


@require_POST
def somebody_else(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """ "Someone else finish this for me": one press hands it to whoever manages the team."""
    incident = incident_or_404(request, incident_id, "debriefs.hand_over_incident")
    at = edge(request.user)
    to = who_finishes_for(incident.team, on=at.today, but=request.user)
    if to is None:
        return redirect("debriefs:hand_over", incident.pk)
    with saying(request, f"{to.full_name} finishes it. You do not have to do anything more."):
        commands.hand_over_incident(incident=incident, to=to, by=request.user, now=at.now)
        return redirect("debriefs:incident", incident.pk)
    return redirect("debriefs:hand_over", incident.pk)


@method_decorator([never_cache, login_not_required], name="dispatch")
class FollowUp(View):
    """What came of an incident, for whoever holds its code. Nothing says who asks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "debriefs/follow_up.html", {"form": FollowUpForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FollowUpForm(request.POST)
        if form.is_valid():
            rows = Incident.objects.select_related("type", "team").filter(
                follow_up_sha256=hash_of(form.cleaned_data["code"])
            )
            if found := rows.first():
                return render(request, "debriefs/followed.html", _followed(found))
            form.add_error("code", "No incident has this code. Check each group; O is zero, I and L are one.")
        return render(request, "debriefs/follow_up.html", {"form": form})


def _followed(incident: Incident) -> dict[str, Any]:
    outcomes = lines_of(incident, None, timezone.now(), people.zone())
    return {"incident": incident, "status": status_of(incident), "outcomes": outcomes}
