"""The register of complaints, as a list and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from workforce_assurance.action_log.queries import themes_ever
from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import CountedInPart
from workforce_assurance.people.views.edge import ListAtNow

from ...models import Complaint
from ..forms import ComplaintFilter
from ..listing import COLUMNS, CSV_HEADER, cells, csv_cells, narrowed
from ..querysets import ComplaintQuerySet


class ComplaintList(ListAtNow):
    """The complaints that one put on record, handles, manages or governs, or was told of."""

    template_name = "complaints/list.html"
    filter_form = ComplaintFilter
    paginator_class = CountedInPart
    columns = COLUMNS

    def get_queryset(self) -> ComplaintQuerySet:
        rows = Complaint.objects.visible_to(self.request.user, on=self.at.today)
        return rows.select_related("team__service").order_by("-received_on", "reference")

    def filtered(self, rows: ComplaintQuerySet, **asked: Any) -> ComplaintQuerySet:
        return narrowed(rows, asked, now=self.at.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        themes = dict(themes_ever())
        return found | {"rows": [cells(one, themes, self.at.today) for one in found["page_obj"]]}


class ComplaintCsv(ComplaintList):
    """The same list, whole, as a file: facts and codes, nobody's name and no word that is said in a complaint."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = self.every_row().iterator()
        return csv_response("complaints.csv", CSV_HEADER, (csv_cells(one) for one in rows))
