"""My team's cadence: who is due when."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from workforce_assurance.common.views import MayOr404

from .. import team_cadence
from ..forms import CadenceFilter
from .edge import ListAtNow


class TeamCadence(MayOr404, ListAtNow):
    """Workers in reach by their next due date; what is past its date comes first."""

    permission_required = "supervision.see_cadence"
    title = "My team's cadence"
    lead = "Who is due when. Sessions past their date stand first; the order says nothing about anybody."
    columns = ("Worker", "Next session", "Due date", "Why then", "Last held", "Last group", "Usual time", "Sooner")
    back = ("supervision:sessions", "Supervision")
    what = "workers"
    template_name = "supervision/team_cadence.html"
    filter_form = CadenceFilter

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
        return found | {"rows": list(team_cadence.cells_of(rows))}
