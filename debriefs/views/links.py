"""A team's link: seen, made and revoked by whoever manages the team, and used by people without an account."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.support import contacts
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .. import commands
from ..enums import ReporterMode
from ..exceptions import Refused, TooManyReports
from ..follow_up import code_for
from ..forms import ReportForm
from ..links_page import rows_of
from ..models import ReportLink
from ..names import who_sees_the_name
from ..queries import types_in_force
from ..report_links import LinkGarbled, link_of
from .edge import Edge, edge, saying

GARBLED = "This link is not complete. Scan the code again, or type all of the address."
NOT_IN_USE = "This link is not in use any more. Ask the team for its new one."


@require_safe
def link_list(request: HttpRequest) -> HttpResponse:
    """The teams that the viewer manages, each with its link."""
    may_or_404(request, "debriefs.make_report_links")
    at = edge(request.user)
    teams = list(reach.teams_managed_by(request.user, on=at.today).select_related("service").order_by("name"))
    found = ReportLink.objects.in_use(now=at.now).filter(team__in=teams)
    return render(request, "debriefs/links.html", {"rows": rows_of(teams, found, at.zone)})


@require_POST
def make_link(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Give the team a link, or a new one in place of the one it has."""
    at = edge(request.user)
    team = get_object_or_404(reach.teams_managed_by(request.user, on=at.today), pk=team_id)
    commands.make_report_link(team=team, by=request.user, now=at.now)
    messages.success(request, f"{team.name} has a new link. One that it had before opens nothing any more.")
    return redirect("debriefs:links")


@require_POST
def revoke_link(request: HttpRequest, link_id: uuid.UUID) -> HttpResponse:
    """Let a link open nothing from now on."""
    at = edge(request.user)
    teams = reach.teams_managed_by(request.user, on=at.today).values("pk")
    link = get_object_or_404(ReportLink.objects.filter(team__in=teams), pk=link_id)
    with saying(request, "The link is revoked."):
        commands.revoke_report_link(link=link, by=request.user, now=at.now)
    return redirect("debriefs:links")


@method_decorator([never_cache, login_not_required], name="dispatch")
class Report(View):
    """Four facts from somebody without an account, by the token alone. Nothing says who it was."""

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        self.at = Edge(timezone.now(), people.zone())
        try:
            link_id = link_of(token)
        except LinkGarbled:
            return self._no(GARBLED, status=404)
        in_use = ReportLink.objects.in_use(now=self.at.now).select_related("team__service", "team__manager")
        self.link = in_use.filter(pk=link_id).first()
        return super().dispatch(request, *args, **kwargs) if self.link else self._no(NOT_IN_USE, status=410)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form)
        once = uuid.uuid5(form.cleaned_data["once"], str(self.link.pk))
        try:
            incident = commands.log_incident(
                facts=form.facts(self.at.now, self.at.zone), mode=ReporterMode.ANONYMOUS, once=once, by=None,
                link=self.link, now=self.at.now,
            )  # fmt: skip
        except TooManyReports as refusal:
            return self._no(str(refusal), status=429)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(form)
        found = {"incident": incident, "code": code_for(once), "contacts": contacts(now=self.at.now)}
        needs = {"needs_help": incident.help_needed != "no", "finisher_waits": incident.finisher is not None}
        words = {"name_words": who_sees_the_name(ReporterMode.ANONYMOUS), "by_link": True}
        return render(request, "debriefs/logged.html", found | needs | words)

    def _form(self, typed: Any = None) -> ReportForm:
        return ReportForm(typed, types=types_in_force().select_related("version"), teams=[self.link.team])

    def _page(self, form: ReportForm) -> HttpResponse:
        found = {"form": form, "contacts": contacts(now=self.at.now)[:2], "team": self.link.team}
        return render(self.request, "debriefs/report.html", found)

    def _no(self, why: str, *, status: int) -> HttpResponse:
        found = {"why": why, "contacts": contacts(now=self.at.now)}
        return render(self.request, "debriefs/report_link_wrong.html", found, status=status)
