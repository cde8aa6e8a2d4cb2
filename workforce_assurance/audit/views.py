"""The trail as a page, for administrators and the data protection lead: who, when and what, in codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.dates import end_of_day, start_of_day
from workforce_assurance.common.views import ListPage, MayOr404

from . import queries
from .forms import TrailFilter
from .models import TrailEntry

MOST_EXPORTED = 10_000
HEADER = ("Entry", "When", "Who", "Kind", "What", "Record", "Its key", "About", "Facts")


class Trail(MayOr404, ListPage):
    permission_required = "people.see_trail"
    template_name = "audit/trail_list.html"
    filter_form = TrailFilter
    context_object_name = "entries"

    def get_queryset(self) -> QuerySet[TrailEntry]:
        return queries.trail()

    def filtered(self, _rows: QuerySet, *, first: date | None, last: date | None, **asked: Any) -> QuerySet:
        zone = timezone.get_current_timezone()
        return queries.trail(
            first=start_of_day(first, zone) if first else None, until=end_of_day(last, zone) if last else None, **asked
        )


class TrailExport(Trail):
    """The same rows as a file, the latest 10,000."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = self.filter_form(request.GET or None)
        found = self.filtered(self.get_queryset(), **asked.cleaned_data) if asked.is_valid() else self.get_queryset()
        rows = (_row(entry) for entry in found[:MOST_EXPORTED])
        return csv_response(f"trail-{timezone.localdate()}.csv", HEADER, rows)


def _row(entry: TrailEntry) -> tuple[Any, ...]:
    facts = "; ".join(f"{name}: {value}" for name, value in sorted(entry.facts.items()))
    who = entry.actor.full_name if entry.actor else "The system"
    key, about = entry.subject_id, entry.about_name
    return (
        entry.pk,
        timezone.localtime(entry.at).isoformat(timespec="seconds"),
        who,
        entry.get_kind_display(),
        entry.action,
        entry.subject_type,
        key,
        about,
        facts,
    )
