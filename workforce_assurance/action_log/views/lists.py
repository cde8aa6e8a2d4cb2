"""The lists of actions: mine, to check, my team's, all that I may see; the same as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.people.views.edge import ListAtNow

from ..forms import ActionFilter
from ..listing import ASKS, TABS, in_order, listed, may_see_tab, narrowed, of_tab, tab_of
from ..models import Action
from ..others import others_of
from ..page import rows_of, rows_of_others, source_words
from ..printing import KEY
from ..queries import themes_ever
from ..querysets import ActionQuerySet
from ..sources import references_of
from ..words import on_time_words, status_of

CSV_HEADER = (
    *("reference", "action", "owner", "checked by", "team", "kind", "strength", "theme", "from", "opened on"),
    *("due at first", "due on", "status", "handed in", "by its original date"),
)


class ActionList(ListAtNow):
    """Actions by tab and filter; on the tab of what is mine, what practices list under other names too."""

    template_name = "action_log/action_list.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.tab = tab_of(request.GET)

    def filter_form(self, asked: Any) -> ActionFilter:
        return ActionFilter(asked, themes=themes_ever())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_tab(request.user, self.tab):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> ActionQuerySet:
        rows = of_tab(self.tab, self.request.user, self.at.today)
        rows = rows if self.request.GET.get("show") else rows.not_closed()
        return in_order(rows.select_related("owner", "theme"))

    def filtered(self, rows: ActionQuerySet, **asked: Any) -> ActionQuerySet:
        return narrowed(rows, asked, now=self.at.now, on=self.at.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = rows_of(found["page_obj"].object_list, self.at.now, self.at.zone)
        if self.tab == "mine" and found["page_obj"].number == 1 and not found["is_filtered"]:
            rows = sorted([*rows, *self._other_rows()], key=lambda row: row.due_on)
        tabs = {key: label for key, label in TABS.items() if may_see_tab(self.request.user, key)}
        return found | {"rows": rows, "tab": self.tab, "tabs": tabs, "printable": KEY, "query": self._query()}

    def _other_rows(self) -> list[Any]:
        viewer, now = self.request.user, self.at.now
        return rows_of_others(others_of(viewer, now=now), owner=viewer.full_name, now=now, zone=self.at.zone)

    def _query(self) -> str:
        """What a file of this list is asked for with."""
        asked = self.request.GET.copy()
        for name in set(asked) - set(ASKS):
            del asked[name]
        asked["as"] = self.tab
        return f"?{asked.urlencode()}"

    def _is_filtered(self) -> bool:
        return any(value for name, value in self.request.GET.items() if name not in (self.page_kwarg, "as"))


class ActionCsv(ActionList):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        actions = list(listed(request.user, request.GET, now=self.at.now, on=self.at.today))
        named = references_of([(row.source_kind, row.source_id) for row in actions if row.source_id])
        return csv_response("actions.csv", CSV_HEADER, (self._cells(action, named) for action in actions))

    def _cells(self, action: Action, named: dict[Any, str]) -> tuple[Any, ...]:
        zone = self.at.zone
        return (
            action.reference, action.title, action.owner.full_name, action.checker.full_name,
            action.team.name if action.team else "", action.get_kind_display(), action.get_strength_display(),
            action.theme.label if action.theme else "", source_words(action, named),
            action.opened_at.astimezone(zone).date().isoformat(), action.original_due_on.isoformat(),
            action.due_on.isoformat(), status_of(action, now=self.at.now, zone=zone).words,
            action.done_at.astimezone(zone).date().isoformat() if action.done_at else "", on_time_words(action, zone),
        )  # fmt: skip
