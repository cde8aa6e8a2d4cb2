"""The lists of actions: mine, to check, my team's, all that I may see; the same as a file."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import ListPage
from workforce_assurance.people.views.edge import edge

from ..enums import NOT_CLOSED, ActionState
from ..forms import ActionFilter
from ..models import Action
from ..others import others_of
from ..page import rows_of, rows_of_others, source_words
from ..queries import themes_ever
from ..querysets import ActionQuerySet
from ..sources import references_of
from ..words import on_time_words, status_of

TABS = {"mine": "Mine", "check": "To check", "team": "My team's", "all": "All I may see"}
CSV_HEADER = (
    *("reference", "action", "owner", "checked by", "team", "kind", "strength", "theme", "from", "opened on"),
    *("due at first", "due on", "status", "handed in", "by its original date"),
)


class ActionList(ListPage):
    """Actions by tab and filter; on the tab of what is mine, what practices list under other names too."""

    template_name = "action_log/action_list.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = edge(request.user)
        asked = request.GET.get("as", "")
        self.tab = asked if asked in TABS else "mine"

    def filter_form(self, asked: Any) -> ActionFilter:
        return ActionFilter(asked, themes=themes_ever())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.tab == "team" and not request.user.has_perm("action_log.see_team_actions"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> ActionQuerySet:
        rows = _of_tab(self.tab, self.request.user, self.at.today)
        if not self.request.GET.get("show"):
            rows = rows.not_closed()
        return in_order(rows.select_related("owner", "theme"))

    def filtered(self, rows: ActionQuerySet, **asked: Any) -> ActionQuerySet:
        return narrowed(rows, asked, self.at.now, self.at.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        page = found["page_obj"]
        rows = rows_of(page.object_list, self.at.now, self.at.zone)
        if self.tab == "mine" and page.number == 1 and not found["is_filtered"]:
            entries = others_of(self.request.user, now=self.at.now)
            rows += rows_of_others(entries, owner=self.request.user.full_name, now=self.at.now, zone=self.at.zone)
            rows.sort(key=lambda row: row.due_on)
        sees_team = self.request.user.has_perm("action_log.see_team_actions")
        tabs = {key: label for key, label in TABS.items() if key != "team" or sees_team}
        return found | {"rows": rows, "tab": self.tab, "tabs": tabs, "sees_team": sees_team}

    def _is_filtered(self) -> bool:
        return any(value for name, value in self.request.GET.items() if name not in (self.page_kwarg, "as"))


class ActionCsv(ActionList):
    """The same list, whole, as a file."""

    paginate_by = None

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = self.filter_form(request.GET or None)
        rows = self.get_queryset().select_related("owner", "checker", "team", "theme")
        if form.is_bound and form.is_valid():
            rows = self.filtered(rows, **form.cleaned_data)
        actions = list(rows)
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


def in_order(rows: ActionQuerySet) -> ActionQuerySet:
    """What is not closed first, the longest past its date before the rest; then what is closed, newest first."""
    is_open = When(state__in=NOT_CLOSED, then=Value(0))
    due_first = Case(When(state__in=NOT_CLOSED, then=F("due_at")))
    return rows.order_by(Case(is_open, default=Value(1)), due_first, "-closed_at", "reference")


def narrowed(rows: ActionQuerySet, asked: dict[str, Any], now: Any, today: Any) -> ActionQuerySet:
    """The rows that fit what was asked for."""
    shown = {
        "past": lambda: rows.past_their_date(now=now),
        "check": rows.waiting_for_their_check,
        "look": lambda: rows.to_be_looked_at(on=today),
        "done": lambda: rows.filter(state=ActionState.DONE),
        "cancelled": lambda: rows.filter(state=ActionState.CANCELLED),
    }
    rows = shown.get(asked["show"], lambda: rows)()
    rows = rows.from_source(asked["source"]) if asked["source"] else rows
    rows = rows.of_theme(asked["theme"]) if asked["theme"] else rows
    exact = {name: asked[name] for name in ("kind", "strength") if asked[name]}
    named = Q(owner__full_name__icontains=asked["owner"]) if asked["owner"] else Q()
    return rows.filter(named, **exact)


def _of_tab(tab: str, viewer: Any, today: Any) -> ActionQuerySet:
    if tab == "mine":
        return Action.objects.owned_by(viewer, on=today)
    if tab == "check":
        return Action.objects.checked_by(viewer, on=today)
    visible = Action.objects.visible_to(viewer, on=today)
    return visible.exclude(owner=viewer) if tab == "team" else visible
