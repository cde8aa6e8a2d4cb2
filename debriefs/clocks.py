"""When a strand opens and closes: so many hours that really pass after the incident, whatever the clocks on the wall do. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class Clock(NamedTuple):
    opens_at: datetime
    closes_at: datetime


def clock_of(happened_at: datetime, *, opens_after_hours: int, closes_after_hours: int) -> Clock:
    """The earliest and the latest time of a strand, in UTC.

    Hours are counted on instants: across a change of the clocks, 24 hours after ten in the evening is nine or eleven.

    :raises ValueError: when the incident's time has no zone, or the strand would close before it opens
    """
    if happened_at.tzinfo is None:
        raise ValueError("an incident's time is an instant: it has a zone")
    if closes_after_hours <= opens_after_hours:
        raise ValueError("a strand closes after it opens")
    # In UTC: adding hours to a local time would count what the wall shows.
    began = happened_at.astimezone(UTC)
    return Clock(began + timedelta(hours=opens_after_hours), began + timedelta(hours=closes_after_hours))


def in_time(held_at: datetime, closes_at: datetime) -> bool:
    """Whether it took place inside its window; exactly at its end counts."""
    return held_at <= closes_at
