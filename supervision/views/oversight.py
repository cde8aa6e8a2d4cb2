"""Oversight: who is due when, who is covered, how many each supervisor has, who cancels again and again, who supervises the supervisors."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import ListPage, MayOr404, may_or_404
from workforce_assurance.people import reach

from .. import cancelling, coverage, due_list, oversight_page, supervisors, team_cadence
from ..oversight_forms import CancellingFilter, CoverageFilter, DueFilter, SupervisorFilter
from .edge import edge


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """What there is to see to, in counts, each leading to its list."""
    may_or_404(request, "supervision.see_coverage")
    at = edge(request.user)
    found = oversight_page.page(request.user, now=at.now, zone=at.zone, today=at.today)
    return render(request, "supervision/oversight.html", found)


class OversightList(MayOr404, ListPage):
    """A list of oversight at the moment of the request."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = edge(request.user)

    def every_row(self) -> Any:
        """The list whole, as its address narrows it: for a file."""
        form = self.filter_form(self.request.GET or None) if self.filter_form else None
        rows = self.get_queryset()
        return self.filtered(rows, **form.cleaned_data) if form and form.is_bound and form.is_valid() else rows


class Coverage(OversightList):
    """Workers without a supervisor, or whom no cadence policy reaches."""

    permission_required = "supervision.see_coverage"
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
    template_name = "supervision/due_list.html"
    filter_form = DueFilter

    def get_queryset(self) -> Any:
        return due_list.workers_due(self.request.user, on=self.at.today)

    def filtered(self, rows: Any, **asked: Any) -> Any:
        return due_list.narrowed(rows, **asked, now=self.at.now, zone=self.at.zone)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        workers, at = list(found["page_obj"]), self.at
        return found | {"rows": team_cadence.rows_of(workers, now=at.now, zone=at.zone, today=at.today)}


class WhoIsDueCsv(WhoIsDue):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        at = self.at
        rows = due_list.csv_rows(self.every_row(), now=at.now, zone=at.zone, today=at.today)
        return csv_response("supervision-due.csv", due_list.CSV_HEADER, rows)


class Supervisors(OversightList):
    """Those who supervise, with how many workers each has and who supervises them."""

    permission_required = "supervision.see_spans"
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
