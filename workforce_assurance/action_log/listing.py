"""Which actions a list holds: by tab, filter and order; the same for the page, its CSV and its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Q, Value, When

from .enums import NOT_CLOSED, ActionState
from .forms import ActionFilter
from .models import Action
from .queries import themes_ever
from .querysets import ActionQuerySet

TABS = {"mine": "Mine", "check": "I check", "team": "My team's", "all": "All I may see"}
# What the address of a list may say.
ASKS = ("as", "show", "source", "theme", "kind", "strength", "owner")


def tab_of(asked: Mapping[str, str]) -> str:
    return asked["as"] if asked.get("as") in TABS else "mine"


def may_see_tab(viewer: Any, tab: str) -> bool:
    return tab != "team" or bool(viewer.has_perm("action_log.see_team_actions"))


def of_tab(tab: str, viewer: Any, on: date) -> ActionQuerySet:
    if tab == "mine":
        return Action.objects.owned_by(viewer, on=on)
    if tab == "check":
        return Action.objects.checked_by(viewer, on=on)
    if tab == "team":
        return Action.objects.in_charge_of(viewer, on=on).exclude(owner=viewer)
    return Action.objects.visible_to(viewer, on=on)


def listed(viewer: Any, asked: Mapping[str, str], *, now: datetime, on: date) -> ActionQuerySet:
    """Everything of that tab and filter, in order; what cannot be understood filters nothing."""
    rows = in_order(of_tab(tab_of(asked), viewer, on))
    rows = rows if asked.get("show") else rows.not_closed()
    form = ActionFilter(asked or None, themes=themes_ever())
    if form.is_bound and form.is_valid():
        rows = narrowed(rows, form.cleaned_data, now=now, on=on)
    return rows.select_related("owner", "checker", "team", "theme")


def in_order(rows: ActionQuerySet) -> ActionQuerySet:
    """What is not closed first, the longest past its date before the rest; then what is closed, newest first."""
    is_open = When(state__in=NOT_CLOSED, then=Value(0))
    due_first = Case(When(state__in=NOT_CLOSED, then=F("due_at")))
    return rows.order_by(Case(is_open, default=Value(1)), due_first, "-closed_at", "reference")


def narrowed(rows: ActionQuerySet, asked: Mapping[str, Any], *, now: datetime, on: date) -> ActionQuerySet:
    """The rows that fit what was asked for."""
    shown = {
        "past": lambda: rows.past_their_date(now=now),
        "check": rows.waiting_for_their_check,
        "look": lambda: rows.to_be_looked_at(on=on),
        "done": lambda: rows.filter(state=ActionState.DONE),
        "cancelled": lambda: rows.filter(state=ActionState.CANCELLED),
    }
    rows = shown.get(asked["show"], lambda: rows)()
    rows = rows.from_source(asked["source"]) if asked["source"] else rows
    rows = rows.of_theme(asked["theme"]) if asked["theme"] else rows
    exact = {name: asked[name] for name in ("kind", "strength") if asked[name]}
    named = Q(owner__full_name__icontains=asked["owner"]) if asked["owner"] else Q()
    return rows.filter(named, **exact)
