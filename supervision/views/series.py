"""When a worker and their supervisor usually meet."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from workforce_assurance.people import queries as people

from .. import commands
from ..exceptions import Refused
from ..models import Series
from ..planning_forms import SeriesForm
from ..planning_page import usual_words
from ..usual_times import shares_its_hour, usual_of
from ..words import counted
from .edge import Edge, edge, say_refusal, worker_or_404

PERMISSION = "supervision.set_series"
SHARED = (
    " Please look again: the supervisor has another usual time within the hour. Where both fall on one day, planning "
    "gives the second another week or hour."
)
FIELDS = ("weekday", "clock", "every_weeks", "starts_on", "minutes", "place", "call_link")


class SetSeries(View):
    """One form: the usual day, time, length and place."""

    def get(self, request: HttpRequest, worker_id: uuid.UUID) -> HttpResponse:
        return self._answer(request, worker_id)

    def post(self, request: HttpRequest, worker_id: uuid.UUID) -> HttpResponse:
        return self._answer(request, worker_id, request.POST)

    def _answer(self, request: HttpRequest, worker_id: uuid.UUID, typed: Any = None) -> HttpResponse:
        worker, at = worker_or_404(request, worker_id, PERMISSION), edge(request.user)
        supervisor = people.supervisor_of(worker, on=at.today)
        series = _series(worker, supervisor)
        # The link of a call is for the two who meet.
        form = SeriesForm(
            typed, initial=_initial(series, at), sees_link=request.user == supervisor,
            kept_link=series.call_link if series else "",
        )  # fmt: skip
        if form.is_bound and form.is_valid():
            try:
                done = commands.set_series(worker=worker, usual=form.usual, by=request.user, now=at.now)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _done(done, at))
                return redirect("supervision:cadence")
        return self._page(request, worker, supervisor, series, form)

    def _page(
        self, request: HttpRequest, worker: Any, supervisor: Any, series: Series | None, form: SeriesForm
    ) -> HttpResponse:
        with_whom = f"With {supervisor.full_name}." if supervisor else "There is no supervisor yet."
        context = {
            "form": form,
            "title": "Usual time of supervision",
            "caption": worker.full_name,
            "lead": f"{with_whom} Planning takes this time at or before each due date, never a later one.",
            "submit": "Save the usual time",
            "cancel_url": reverse("supervision:cadence"),
            "series": series,
            "words": usual_words(usual_of(series)) if series else "",
            "end_url": reverse("supervision:series_end", args=[worker.pk]),
        }
        return render(request, "supervision/series_form.html", context)


@require_POST
def end_series(request: HttpRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Have no usual time any more."""
    worker = worker_or_404(request, worker_id, PERMISSION)
    try:
        commands.end_series(worker=worker, by=request.user, now=edge(request.user).now)
    except Refused as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, "There is no usual time any more. What is planned stays as it is.")
    return redirect("supervision:cadence")


def _series(worker: Any, supervisor: Any) -> Series | None:
    """The series of the two who meet now; one with an earlier supervisor counts no more, and its link is theirs."""
    return Series.objects.filter(worker=worker, supervisor=supervisor).first() if supervisor else None


def _initial(series: Series | None, at: Edge) -> dict[str, Any]:
    if series is None:
        return {"every_weeks": 4, "starts_on": at.today, "weekday": 1}
    return {name: getattr(series, name) for name in FIELDS}


def _done(done: commands.SeriesSet, at: Edge) -> str:
    moved = f" {counted(done.moved, 'planned session')} moved along." if done.moved else ""
    shared = SHARED if shares_its_hour(done.series, on=at.today) else ""
    return f"The usual time is saved: {usual_words(usual_of(done.series))}.{moved} What was set by hand stays.{shared}"
