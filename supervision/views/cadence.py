"""My team's cadence: who is due when."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from workforce_assurance.common.views import ListPage, MayOr404

from .. import team_cadence
from ..forms import CadenceFilter
from .edge import edge


class TeamCadence(MayOr404, ListPage):
    """Workers in reach by their next due date; what is past its date comes first."""

    permission_required = "supervision.see_cadence"
    template_name = "supervision/team_cadence.html"
    filter_form = CadenceFilter

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = edge(request.user)

    def get_queryset(self) -> QuerySet[Any]:
        return team_cadence.workers_in_reach(self.request.user, on=self.at.today)

    def filtered(self, rows: QuerySet[Any], **asked: Any) -> QuerySet[Any]:
        if asked["name"]:
            rows = rows.filter(full_name__icontains=asked["name"])
        return team_cadence.shown(rows, asked["shown"], now=self.at.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        workers = list(found["page_obj"])
        rows = team_cadence.rows_of(workers, now=self.at.now, zone=self.at.zone, today=self.at.today)
        return found | {"rows": rows}
