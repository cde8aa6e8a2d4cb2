"""Oversight: who is due when, who is covered, how many each supervisor has, who cancels again and again, who supervises the supervisors."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import MayOr404, may_or_404
from workforce_assurance.people import reach

from .. import cancelling, coverage, due_list, oversight_page, supervisors, team_cadence
from ..oversight_forms import CancellingFilter, CoverageFilter, DueFilter, SupervisorFilter
from .edge import ListAtNow, edge


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """What there is to see to, in counts, each leading to its list."""
    may_or_404(request, "supervision.see_coverage")
    at = edge(request.user)
    found = oversight_page.page(request.user, now=at.now, zone=at.zone, today=at.today)
    return render(request, "supervision/oversight.html", found)


class OversightList(MayOr404, ListAtNow):
    """A list that leads back to oversight."""

    back = ("supervision:oversight", "Oversight")


class Coverage(OversightList):
    """Workers without a supervisor, or whom no cadence policy reaches."""

    permission_required = "supervision.see_coverage"
    title = "Coverage"
    lead = "Workers for whom something has to be arranged before supervision can be planned."
    columns = ("Worker", "Team", "What is missing", "Status")
    what = "workers"
    file = "supervision:coverage_csv"
    template_name = "supervision/coverage.html"
    filter_form = CoverageFilter

    def get_queryset(self) -> Any:
        return coverage.workers_uncovered(self.request.user, on=self.at.today)

    def filtered(self, rows: Any, **asked: Any) -> Any:
        rows = rows.filter(full_name__icontains=asked["name"]) if asked["name"] else rows
        return coverage.lacking(rows, asked["missing"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        counts = coverage.counts(self.request.user, on=self.at.today)
        return found | {"rows": coverage.rows_of(found["page_obj"], today=self.at.today), "counts": counts}


class CoverageCsv(Coverage):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return csv_response("supervision-coverage.csv", coverage.CSV_HEADER, coverage.csv_rows(self.every_row()))


class WhoIsDue(OversightList):
    """Whom the viewer answers for, by their next due date."""

    permission_required = "supervision.see_spans"
    title = "Who is due when"
    lead = (
        "The next session of everybody you manage or govern. Those with nothing planned and sessions past "
        "their date stand first; the order says nothing about anybody."
    )
    columns = ("Worker", "Team", "Supervisor", "Next session", "Due date, and why then", "Last held")
    what = "workers"
    file = "supervision:due_csv"
    template_name = "supervision/due_list.html"
    filter_form = DueFilter

    def get_queryset(self) -> Any:
        return due_list.workers_due(self.request.user, on=self.at.today)

    def filtered(self, rows: Any, **asked: Any) -> Any:
        return due_list.narrowed(rows, **asked, now=self.at.now, zone=self.at.zone)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        workers, at = list(found["page_obj"]), self.at
        rows = team_cadence.rows_of(workers, now=at.now, zone=at.zone, today=at.today)
        return found | {"rows": list(due_list.cells_of(rows))}


class WhoIsDueCsv(WhoIsDue):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        at = self.at
        rows = due_list.csv_rows(self.every_row(), now=at.now, zone=at.zone, today=at.today)
        return csv_response("supervision-due.csv", due_list.CSV_HEADER, rows)


class Supervisors(OversightList):
    """Those who supervise, with how many workers each has and who supervises them."""

    permission_required = "supervision.see_spans"
    title = "Supervisors"
    lead = "How many workers each has, and who supervises them. By name: the order says nothing about anybody."
    columns = ("Supervisor", "Team", "Supervises", "Own supervisor", "Own next session", "Own last session")
    what = "supervisors"
    file = "supervision:supervisors_csv"
    template_name = "supervision/supervisors.html"
    filter_form = SupervisorFilter

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.largest = oversight_page.largest_span()

    def get_queryset(self) -> Any:
        return supervisors.supervisors_of(self.request.user, on=self.at.today)

    def filtered(self, rows: Any, **asked: Any) -> Any:
        rows = rows.filter(full_name__icontains=asked["name"]) if asked["name"] else rows
        return supervisors.shown(rows, asked["shown"], largest=self.largest, now=self.at.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = supervisors.rows_of(found["page_obj"], largest=self.largest, now=self.at.now, zone=self.at.zone)
        share = oversight_page.share_of_supervisors(self.request.user, today=self.at.today, zone=self.at.zone)
        managed = reach.people_managed_by(self.request.user, on=self.at.today)
        below = managed.filter(pk__in=[person.pk for person in found["page_obj"]]).values_list("pk", flat=True)
        return found | {"rows": rows, "largest": self.largest, "share": share, "managed": set(below)}


class SupervisorsCsv(Supervisors):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = supervisors.csv_rows(self.every_row(), largest=self.largest, now=self.at.now, zone=self.at.zone)
        return csv_response("supervisors.csv", supervisors.CSV_HEADER, rows)


class Cancelling(OversightList):
    """The same side of the same two people, three times or more in 180 days."""

    permission_required = "supervision.see_cancelling"
    title = "Sessions that are cancelled again and again"
    lead = (
        "By the same side of the same two people, three times or more in 180 days. There is often a good "
        "reason: workload, cover, a time that no longer fits. Asking helps more than counting."
    )
    columns = ("Worker", "Supervisor", "Cancelled by", "Times", "On")
    what = "rows"
    file = "supervision:cancelling_csv"
    template_name = "supervision/cancelling.html"
    filter_form = CancellingFilter

    def get_queryset(self) -> QuerySet[Any, Any]:
        return cancelling.repeated(self.request.user, on=self.at.today, now=self.at.now)

    def filtered(self, rows: Any, **asked: Any) -> Any:
        rows = rows.filter(worker__full_name__icontains=asked["name"]) if asked["name"] else rows
        return rows.filter(side=asked["side"]) if asked["side"] else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": cancelling.rows_of(found["page_obj"], zone=self.at.zone)}


class CancellingCsv(Cancelling):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = cancelling.csv_rows(self.every_row(), zone=self.at.zone)
        return csv_response("supervision-cancelling.csv", cancelling.CSV_HEADER, rows)
