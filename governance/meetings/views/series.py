"""Series of meetings: begun, changed, ended."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.enums import Role
from workforce_assurance.people.views.edge import Edge, NewForm, edge

from ...models import MeetingSeries
from .. import commands
from ..forms import NewSeriesForm, SeriesForm


def who_may_sit_there(on: Any) -> Any:
    """Whoever leads governance, a service or a team."""
    leads = people.holders_of(Role.GOVERNANCE_LEAD, on=on).values("pk")
    rows = people.people_in_post(on=on)
    return (people.people_in_charge(on=on) | rows.filter(pk__in=leads)).order_by("full_name", "pk")


class Begin(NewForm):
    """Begin a series with its first meeting."""

    permission = "governance.begin_series"
    title, submit = "Begin a series of meetings", "Begin it"
    lead = "Its first meeting is planned at once; closing a meeting plans the next one."

    def form(self, _record: None, at: Edge, typed: Any = None) -> NewSeriesForm:
        governed = reach.services_governed_by(self.request.user)
        services = [one for one in people.services() if governed is None or one.pk in governed]
        initial = {"chair": str(self.request.user.pk), "clock": "10:00"}
        return NewSeriesForm(
            typed, people=who_may_sit_there(at.today), services=services, whole=governed is None, initial=initial
        )

    def act(self, form: NewSeriesForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        commands.begin_series(
            wanted=form.wanted(form.service_chosen), first_at=form.first_at(at.zone), once=once, by=self.request.user,
            now=at.now,
        )  # fmt: skip
        return "The series has begun, and its first meeting is planned."

    def way_back(self, _record: None) -> str:
        return reverse("governance:meetings")


def series_or_404(request: HttpRequest, series_id: uuid.UUID) -> MeetingSeries:
    """:raises Http404: when there is none, or it is none of theirs"""
    series = get_object_or_404(MeetingSeries.objects.select_related("service", "chair"), pk=series_id)
    may_or_404(request, "governance.change_series", series)
    return series


class Change(RecordForm):
    """Its name, how often, who chairs and who is invited."""

    title, submit = "Change the series", "Save"
    template_name = "meetings/series.html"

    def load(self, series_id: uuid.UUID) -> tuple[MeetingSeries, Edge]:
        return series_or_404(self.request, series_id), edge(self.request.user)

    def form(self, series: MeetingSeries, at: Edge, typed: Any = None) -> SeriesForm:
        members = [str(key) for key in series.members.values_list("pk", flat=True)]
        initial = {"name": series.name, "every": series.every, "chair": str(series.chair_id), "members": members}
        return SeriesForm(typed, people=who_may_sit_there(at.today), initial=initial)

    def act(self, form: SeriesForm, series: MeetingSeries, at: Edge) -> str:
        commands.change_series(series=series, wanted=form.wanted(series.service), by=self.request.user, now=at.now)
        return "The series is changed."

    def way_back(self, _series: MeetingSeries) -> str:
        return reverse("governance:meetings")

    def shown(self, series: MeetingSeries, _at: Edge) -> dict[str, Any]:
        ends = "" if series.ended_at else reverse("governance:series_end", args=[series.pk])
        return {"caption": series.service.name if series.service else "The whole organisation", "end_url": ends}


@require_POST
def end(request: HttpRequest, series_id: uuid.UUID) -> HttpResponse:
    """End it."""
    series = series_or_404(request, series_id)
    with saying(request, "The series has ended. Its meetings and minutes stay."):
        commands.end_series(series=series, by=request.user, now=edge(request.user).now)
    return redirect("governance:meetings")
