"""Of which measures the single events can be charted, and where they are read: as the practice lists them for the reader.

A chart of what lies between events says when each of them happened, which no suppressed count would. So it is drawn from nothing but
records that its reader may open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from boundaries import queries as boundaries
from debriefs import queries as debriefs

from ..measures.enums import PlaceKind
from ..measures.shown import Place
from ..spc import Kind

# So many events back, the last ones.
MOST = 61


@dataclass(frozen=True)
class Events:
    """The events of one measure."""

    # G counts whole days between them, T the time.
    kind: Kind
    # What the viewer has in their list, asked with `on`.
    listed: Callable[..., Any]
    # The field that says when it happened.
    at: str
    # "incident"
    noun: str


EVENTS = {
    "incidents": Events(Kind.T, debriefs.incidents_of, "happened_at", "incident"),
    "incidents.critical": Events(
        Kind.T, partial(debriefs.incidents_of, critical=True), "happened_at", "critical incident"
    ),
    # Decided by the day: the hour of it says nothing.
    "decisions": Events(Kind.G, boundaries.decisions_in_effect_of, "effective_at", "restrictive decision"),
}


def moments(events: Events, place: Place, *, viewer: Any, on: date, now: datetime) -> list[datetime]:
    """When the last of them happened in that place, the earliest first. One question, whatever there is."""
    rows = events.listed(viewer, on=on).filter(**{f"{events.at}__lte": now})
    if place.kind != PlaceKind.ORGANISATION:
        rows = rows.filter(**{"team" if place.kind == PlaceKind.TEAM else "team__service": place.key})
    found = rows.order_by(f"-{events.at}").values_list(events.at, flat=True)[:MOST]
    return sorted(found)
