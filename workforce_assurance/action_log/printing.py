"""A list of actions as a document: the same rows as on the page, in the same words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people
from workforce_assurance.rendering.registry import MOST_ROWS, Document, Printable, register_printable

from .listing import ASKS, TABS, listed, may_see_tab, tab_of
from .page import rows_of

KEY = "action_log.actions"


def build(viewer: Any, asked: Mapping[str, str], now: datetime) -> Document:
    """What this viewer sees of that list at this moment."""
    zone = people.zone()
    # Whoever has nobody in their charge any more gets the list that they may see.
    tab = tab_of(asked) if may_see_tab(viewer, tab_of(asked)) else "mine"
    found = listed(viewer, {**asked, "as": tab}, now=now, on=local_day(now, zone))
    actions = list(found[: MOST_ROWS + 1])
    rows = rows_of(actions[:MOST_ROWS], now, zone)
    context = {"rows": rows, "tab": TABS[tab], "has_more": len(actions) > MOST_ROWS, "most": MOST_ROWS}
    return Document("Actions", "pdf/actions.html", context)


def register() -> None:
    register_printable(
        Printable(
            key=KEY,
            label="Actions",
            page=lambda: reverse("action_log:actions"),
            may=lambda viewer: bool(viewer.is_active),
            build=build,
            asks=ASKS,
        )
    )
