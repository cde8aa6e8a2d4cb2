"""The list of incidents, one incident's page, and what is added to it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.dates import end_of_day, start_of_day
from workforce_assurance.common.views import CountedInPart
from workforce_assurance.people import queries as people
from workforce_assurance.people.places import at_place
from workforce_assurance.people.views.edge import ListAtNow

from .. import commands
from ..describing import describing_form, themes_form
from ..forms import DescribeForm, HandOverForm, IncidentFilter, NotificationForm
from ..listing import CSV_HEADER, HEADINGS, LISTED, csv_cells, list_rows
from ..models import Incident, Notification
from ..page import page
from ..queries import list_choices, who_may_finish
from ..querysets import IncidentQuerySet
from ..theme_forms import ThemesForm
from .edge import Edge, IncidentForm, edge, incident_or_404, saying


class IncidentList(ListAtNow):
    """Incidents that one logged, was handed or was involved in, and those of one's teams or governance."""

    template_name = "debriefs/incident_list.html"
    paginator_class = CountedInPart
    values = LISTED

    def filter_form(self, asked: Any) -> IncidentFilter:
        return IncidentFilter(asked, **list_choices(self.request.user, now=self.at.now))

    def get_queryset(self) -> IncidentQuerySet:
        rows = Incident.objects.listed_for(self.request.user, on=self.at.today)
        return rows.order_by("-happened_at", "pk")

    def filtered(self, rows: IncidentQuerySet, **asked: Any) -> IncidentQuerySet:
        first: date | None
        last: date | None
        kind, state, first, last = (asked[name] for name in ("type", "state", "first", "last"))
        rows = rows.of_theme(asked["theme"]) if asked["theme"] else rows
        rows = at_place(rows, asked["team"]) if asked.get("team") else rows
        rows = rows.filter(type__code=kind) if kind else rows
        rows = rows.filter(state=state) if state else rows
        rows = rows.filter(happened_at__gte=start_of_day(first, self.at.zone)) if first else rows
        return rows.filter(happened_at__lt=end_of_day(last, self.at.zone)) if last else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"headings": HEADINGS, "rows": list_rows(found["object_list"], self.at.zone)}


class IncidentCsv(IncidentList):
    """The same list, whole, as a file: facts and codes, and nobody's name."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = (
            self.every_row()
            .select_related("type", "sub_category", "team__service")
            .prefetch_related("factors", "themes")
        )
        cells = (csv_cells(incident, self.at.zone) for incident in rows.iterator(chunk_size=2000))
        return csv_response("incidents.csv", CSV_HEADER, cells)


@require_safe
def incident_page(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """One incident: what is known, what is still asked, who outside has to be told, what happened with it."""
    incident = incident_or_404(request, incident_id, "debriefs.see_incident")
    at = edge(request.user)
    if request.user.has_perm("debriefs.see_who_was_involved", incident):
        commands.note_shown(incident=incident, by=request.user, now=at.now)
    return render(request, "debriefs/incident.html", page(incident, request.user, at.now, at.zone))


class HandOver(IncidentForm):
    permission = "debriefs.hand_over_incident"
    title, submit = "Let somebody else finish it", "Hand it over"
    lead = "They get what is known so far. You need not tell it again."

    def form(self, incident: Incident, at: Edge, typed: Any = None) -> HandOverForm:
        return HandOverForm(typed, people=who_may_finish(self.request.user, incident.team, on=at.today))

    def act(self, form: HandOverForm, incident: Incident, at: Edge) -> str:
        to = people.people_by_id([uuid.UUID(form.cleaned_data["to"])]).popitem()[1]
        commands.hand_over_incident(incident=incident, to=to, by=self.request.user, now=at.now)
        return f"{to.full_name} finishes it."


class Describe(IncidentForm):
    permission = "debriefs.describe_incident"
    title, submit = "Add the rest", "Save"
    lead = "Every question but the first may be skipped. What you know later can be added later."
    template_name = "debriefs/describe.html"

    def form(self, incident: Incident, at: Edge, typed: Any = None) -> DescribeForm:
        return describing_form(incident, typed, on=at.today)

    def act(self, form: DescribeForm, incident: Incident, at: Edge) -> str:
        commands.describe_incident(incident=incident, said=form.said(), by=self.request.user, now=at.now)
        return "It is saved. You can add to it until the debrief."

    def page(self, incident: Incident, at: Edge, form: DescribeForm) -> HttpResponse:
        commands.note_shown(incident=incident, by=self.request.user, now=at.now)
        return super().page(incident, at, form)


class Themes(IncidentForm):
    permission = "debriefs.code_themes"
    title, submit = "Themes", "Save"
    lead = "When the same comes up again here, whoever leads the team sees it."

    def form(self, incident: Incident, _at: Edge, typed: Any = None) -> ThemesForm:
        return themes_form(incident, typed)

    def act(self, form: ThemesForm, incident: Incident, at: Edge) -> str:
        commands.code_themes(incident=incident, codes=form.cleaned_data["themes"], by=self.request.user, now=at.now)
        return "It is saved."


@require_POST
def show_my_name(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """Let the name be seen that was kept back."""
    incident = incident_or_404(request, incident_id, "debriefs.show_my_name")
    with saying(request, "Your name is shown from now on."):
        commands.show_my_name(incident=incident, by=request.user, now=edge(request.user).now)
    return redirect("debriefs:incident", incident.pk)


@require_POST
def write_account(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponse:
    """Open the account in words, or go on with it."""
    incident = incident_or_404(request, incident_id, "debriefs.write_account")
    with saying(request, ""):
        response = commands.open_account(incident=incident, by=request.user, now=edge(request.user).now)
        return redirect("record", response.pk)
    return redirect("debriefs:incident", incident.pk)


class RecordNotification(IncidentForm):
    """Tick off that somebody outside was told, or that nobody has to be."""

    permission = "debriefs.record_notification"
    title, submit = "Somebody outside was told", "Record it"
    template_name = "debriefs/notification.html"

    def load(self, incident_id: uuid.UUID, notification_id: uuid.UUID) -> tuple[Incident, Edge]:
        found = super().load(incident_id)
        rows = Notification.objects.select_related("rule").filter(incident=found[0])
        self.notification = get_object_or_404(rows, pk=notification_id)
        self.lead = f"{self.notification.rule.whom}. {self.notification.rule.hint}"
        return found

    def post(self, request: HttpRequest, **keys: Any) -> HttpResponse:
        if "not_needed" not in request.POST:
            return super().post(request, **keys)
        incident, at = self.load(**keys)
        with saying(request, ""):
            commands.notification_not_needed(notification=self.notification, by=request.user, now=at.now)
        return redirect("debriefs:incident", incident.pk)

    def form(self, _incident: Incident, at: Edge, typed: Any = None) -> NotificationForm:
        return NotificationForm(typed, proof=self.notification.rule.proof, zone=at.zone)

    def act(self, form: NotificationForm, _incident: Incident, at: Edge) -> str:
        proof = form.cleaned_data["proof"]
        commands.record_notification(
            notification=self.notification, sent_at=form.sent_at, proof=proof, by=self.request.user, now=at.now
        )
        return "It is recorded."
