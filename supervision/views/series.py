"""When a worker and their supervisor usually meet."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import RecordForm, saying
from workforce_assurance.people import queries as people

from .. import commands
from ..models import Series
from ..planning_forms import SeriesForm
from ..planning_page import usual_words
from ..usual_times import shares_its_hour, usual_of
from ..words import counted
from .edge import Edge, edge, worker_or_404

PERMISSION = "supervision.set_series"
SHARED = (
    " Please look again: the supervisor has another usual time within the hour. Where both fall on one day, planning "
    "gives the second another week or hour."
)
FIELDS = ("weekday", "clock", "every_weeks", "starts_on", "minutes", "place", "call_link")


class SetSeries(RecordForm):
    """One form: the usual day, time, length and place."""

    title, submit, template_name = "Usual time of supervision", "Save the usual time", "supervision/series_form.html"

    def load(self, worker_id: uuid.UUID) -> tuple[Any, Edge]:
        worker, at = worker_or_404(self.request, worker_id, PERMISSION), edge(self.request.user)
        self.supervisor = people.supervisor_of(worker, on=at.today)
        self.series = _series(worker, self.supervisor)
        return worker, at

    def way_back(self, _worker: Any) -> str:
        return reverse("supervision:cadence")

    def shown(self, worker: Any, _at: Edge) -> dict[str, Any]:
        with_whom = f"With {self.supervisor.full_name}." if self.supervisor else "There is no supervisor yet."
        return {
            "caption": worker.full_name,
            "lead": f"{with_whom} Planning takes this time at or before each due date, never a later one.",
            "series": self.series,
            "words": usual_words(usual_of(self.series)) if self.series else "",
            "end_url": reverse("supervision:series_end", args=[worker.pk]),
        }

    def form(self, _worker: Any, at: Edge, typed: Any = None) -> SeriesForm:
        # The link of a call is for the two who meet.
        return SeriesForm(
            typed, initial=_initial(self.series, at), sees_link=self.request.user == self.supervisor,
            kept_link=self.series.call_link if self.series else "",
        )  # fmt: skip

    def act(self, form: SeriesForm, worker: Any, at: Edge) -> str:
        return _done(commands.set_series(worker=worker, usual=form.usual, by=self.request.user, now=at.now), at)


@require_POST
def end_series(request: HttpRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Have no usual time any more."""
    worker = worker_or_404(request, worker_id, PERMISSION)
    with saying(request, "There is no usual time any more. What is planned stays as it is."):
        commands.end_series(worker=worker, by=request.user, now=edge(request.user).now)
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
