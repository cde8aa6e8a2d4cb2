"""Policies that helped, stood in the way or were missing, by service or team: the counts of a year that is over, as a heat map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from debriefs import policy_page
from debriefs.enums import PolicyEffect
from debriefs.policy_counts import ORGANISATION, PolicyCounts, policy_counts, years_over
from workforce_assurance.common.disclosure import Hidden
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge

from ..measures.enums import PlaceKind
from ..measures.places import Places

CSV_HEADER = policy_page.CSV_HEADER[:8]


@dataclass(frozen=True)
class HeatMap:
    """Policies down, places across; what is hidden was decided for the whole organisation."""

    counts: PolicyCounts
    columns: list[policy_page.Where]
    rows: list[policy_page.Row]

    @property
    def period(self) -> str:
        return policy_page.period_name(self.counts.since)


def shown(viewer: Any, places: Places, *, at: Edge, smallest: int) -> dict[str, Any] | None:
    """For whoever may read the page of policies, which is its evidence; None for others."""
    if not viewer.has_perm("debriefs.see_policies"):
        return None
    found = heat_map(places, at=at, smallest=smallest)
    by = "" if places.chosen.kind == PlaceKind.ORGANISATION else "&by=teams"
    return {
        "map": found,
        "finding": finding(found),
        "url": f"{reverse('debriefs:policies')}?period={found.counts.since.isoformat()}{by}",
    }


def heat_map(places: Places, *, at: Edge, smallest: int) -> HeatMap:
    """Of the organisation by service, of a service by team, of a team alone. Three questions."""
    place = places.chosen
    teams = people.teams().select_related("service").order_by("service__name", "name")
    if place.kind == PlaceKind.SERVICE:
        teams = teams.filter(service=place.key)
    elif place.kind == PlaceKind.TEAM:
        teams = teams.filter(pk=place.key)
    found = policy_counts(since=years_over(today=at.today, number=1)[0], zone=at.zone, smallest=smallest)
    columns = policy_page.columns_of(found, list(teams), by_team=place.kind != PlaceKind.ORGANISATION)
    columns = [one for one in columns if one.place != ORGANISATION or place.kind == PlaceKind.ORGANISATION]
    listed = policy_page.policies_shown(found)
    return HeatMap(found, columns, policy_page.rows_of(found, listed, columns, {}, smallest=smallest))


def finding(one: HeatMap) -> str:
    """Which policy stood in the way most often, as far as that may be shown."""
    counted = {row.policy.name: _hindered(one, row) for row in one.rows}
    most = max(counted.values(), default=0)
    if not one.columns:
        return f"No debrief of {one.period} spoke of a policy here."
    if not most:
        return f"In {one.period} no count of a policy that stood in the way can be shown here."
    names = sorted(name for name, number in counted.items() if number == most)
    return f"In {one.period} most often in the way: {', '.join(names)}, in {most} debriefs."


def _hindered(one: HeatMap, row: policy_page.Row) -> int:
    """In how many debriefs it stood in the way, in the widest column, else in the largest."""
    wide = [where for where in one.columns if where.place == ORGANISATION] or one.columns
    found = [one.counts.cell(row.policy.pk, PolicyEffect.HINDERED, where.place) for where in wide]
    return max((count for count in found if not isinstance(count, Hidden)), default=0)


def csv_rows(found: HeatMap, smallest: int) -> Iterator[tuple[Any, ...]]:
    """One line for each policy and place, hidden as on the page; who changes a policy stands on its own page."""
    for row in policy_page.csv_rows(found.counts, found.rows, found.columns, smallest):
        yield row[:8]
