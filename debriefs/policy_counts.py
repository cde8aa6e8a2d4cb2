"""In how many learning debriefs each policy helped, hindered or was missing: by organisation, service and team.

Only years that are over are counted, each to the end of a June or a December, so that what was shown does not change from
one day to the next; a shorter time would be nearly all small counts. What is hidden is decided for the whole organisation
and is the same for every reader; readers differ in what part of it they are shown.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db.models import Count

from workforce_assurance.common.dates import start_of_day
from workforce_assurance.common.disclosure import Hidden, Sum, suppress

from .enums import PolicyEffect
from .models import PolicyMention

HALF_YEAR = 6
YEAR = relativedelta(years=1)
Place = tuple[str, Any]
ORGANISATION: Place = ("organisation", None)
# A policy, what it did, and where.
Cell = tuple[uuid.UUID, str, Place]


@dataclass(frozen=True)
class PolicyCounts:
    """The counts of one year, and which of them must not be shown."""

    since: date
    counts: Counter[Cell]
    hidden: dict[Cell, Hidden]
    # The service of each team that spoke of a policy.
    services: dict[uuid.UUID, uuid.UUID]

    def cell(self, policy_id: uuid.UUID, effect: str, place: Place) -> int | Hidden:
        """The count that may be shown, or how it is hidden."""
        return self.hidden.get((policy_id, effect, place)) or self.counts[policy_id, effect, place]

    def is_spoken_of(self, policy_id: uuid.UUID) -> bool:
        return any(self.counts[policy_id, effect, ORGANISATION] for effect in PolicyEffect)


def years_over(*, today: date, number: int) -> list[date]:
    """The first days of the last years that are over, the latest first; the latest ended with the last half-year."""
    this_half = date(today.year, 1 if today.month <= HALF_YEAR else HALF_YEAR + 1, 1)
    return [this_half - YEAR * n for n in range(1, number + 1)]


def policy_counts(*, since: date, zone: ZoneInfo, smallest: int) -> PolicyCounts:
    """Everything that may be known of the year that begins on that day. One query."""
    until = since + YEAR
    rows = PolicyMention.objects.filter(
        debrief__held_at__gte=start_of_day(since, zone), debrief__held_at__lt=start_of_day(until, zone)
    ).values_list("policy", "effect", "debrief__incident__team", "debrief__incident__team__service")
    counts: Counter[Cell] = Counter()
    services: dict[uuid.UUID, uuid.UUID] = {}
    for policy, effect, team, service, number in rows.annotate(Count("pk")):
        services[team] = service
        for place in (("team", team), ("service", service), ORGANISATION):
            counts[policy, effect, place] += number
    return PolicyCounts(since, counts, suppress(counts, _sums(counts, services), smallest=smallest), services)


def _sums(counts: Iterable[Cell], services: dict[uuid.UUID, uuid.UUID]) -> list[Sum[Cell]]:
    """Of each policy and effect: teams make up services, services the organisation; no two sums share more than one cell."""
    parts: dict[Cell, list[Cell]] = {}
    for policy, effect, place in counts:
        kind, key = place
        if kind == "team":
            parts.setdefault((policy, effect, ("service", services[key])), []).append((policy, effect, place))
        elif kind == "service":
            parts.setdefault((policy, effect, ORGANISATION), []).append((policy, effect, place))
    return [Sum(total, tuple(cells)) for total, cells in parts.items()]
