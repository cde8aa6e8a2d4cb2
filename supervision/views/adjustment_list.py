"""The list of agreed adjustments, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from workforce_assurance.common.csv_cells import csv_response

from ..adjustment_list import adjustments_of, list_row, narrowed, status_of
from ..forms import AdjustmentFilter
from ..models import Adjustment
from ..querysets import AdjustmentQuerySet
from .edge import ListAtNow

CSV_HEADER = (
    "adjustment",
    "for",
    "who sees to it",
    "from",
    "until",
    "look at it on",
    "status",
    "checked by",
    "checked on",
)


class AdjustmentList(ListAtNow):
    """What was agreed, in codes and dates; its words stay in the record."""

    title = "Agreed adjustments"
    lead = "What sessions agreed, followed until somebody says whether it helped. The words of it stay in the record."
    columns = ("Adjustment", "For", "Who sees to it", "From", "Look at it on", "Status")
    back = ("supervision:sessions", "Supervision")
    what = "adjustments"
    file = "supervision:adjustments_csv"
    template_name = "supervision/adjustment_list.html"
    filter_form = AdjustmentFilter

    def get_queryset(self) -> AdjustmentQuerySet:
        return adjustments_of(self.request.user, on=self.at.today)

    def filtered(self, rows: AdjustmentQuerySet, **asked: Any) -> AdjustmentQuerySet:
        return narrowed(rows, self.request.user, on=self.at.today, **asked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [list_row(row, self.at.today, self.at.zone) for row in found["page_obj"]]}


class AdjustmentCsv(AdjustmentList):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = self.every_row().iterator()
        return csv_response("adjustments.csv", CSV_HEADER, (self._cells(row) for row in rows))

    def _cells(self, row: Adjustment) -> tuple[Any, ...]:
        checked = row.checked_at.astimezone(self.at.zone).date().isoformat() if row.checked_at else ""
        return (
            row.get_kind_display(), row.worker.full_name, row.owner.full_name, row.starts_on.isoformat(),
            row.ends_on.isoformat() if row.ends_on else "", row.check_on.isoformat(),
            status_of(row, self.at.today).words, row.checked_by.full_name if row.checked_by else "", checked,
        )  # fmt: skip
