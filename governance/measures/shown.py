"""Which values of one measure and month must not be shown, of teams, services and the organisation together. Pure.

A month is a forest of sums: the organisation is the sum of its services, each of these the sum of its teams. Months are never
added up anywhere, so that no two periods can be subtracted from each other.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workforce_assurance.common.disclosure import SMALL_GROUP, Hidden, Sum, suppress

from .enums import MeasureKind, PlaceKind, Small

Key = uuid.UUID | None


class Place(NamedTuple):
    """The organisation, a service or a team."""

    kind: str
    key: Key = None


ORGANISATION = Place(PlaceKind.ORGANISATION)


@dataclass(frozen=True)
class Cell:
    """What a measure comes to somewhere, and of how many teams there is something."""

    numerator: float
    denominator: float | None
    teams: int = 1

    def __add__(self, other: Cell) -> Cell:
        of = None if self.denominator is None or other.denominator is None else self.denominator + other.denominator
        return Cell(self.numerator + other.numerator, of, self.teams + other.teams)

    @property
    def rest(self) -> float:
        return (self.denominator or 0.0) - self.numerator


def places_of(teams: Mapping[uuid.UUID, Cell], service_of: Mapping[uuid.UUID, uuid.UUID]) -> dict[Place, Cell]:
    """Every place of which there is something, with its sum."""
    found: dict[Place, Cell] = {}
    for team, cell in teams.items():
        for place in (Place(PlaceKind.TEAM, team), Place(PlaceKind.SERVICE, service_of[team]), ORGANISATION):
            found[place] = found[place] + cell if place in found else cell
    return found


def hidden_of(
    places: Mapping[Place, Cell],
    service_of: Mapping[uuid.UUID, uuid.UUID],
    *,
    kind: MeasureKind,
    small: Small,
    smallest: int,
    also: Collection[Place] = (),
) -> dict[Place, Hidden]:
    """How each place is hidden that must be, those of `also` among them; every other one can be shown whole.

    A proportion is hidden where its group is small, and where all or none of a group of fewer than ten are counted; where few
    that are counted matter as well, also where these or the rest are few. A count and a rate are hidden where few are counted.
    """
    sums = _sums(places, service_of)
    columns = _columns(_in_whole(places, service_of), kind, small)
    withheld = {*also, *(_one_sided(places, service_of) if kind == MeasureKind.PROPORTION else ())}
    found = _closed(columns, sums, smallest, withheld)
    # "<5" says that there is one at least. Where that would take totals away, small parts say nothing instead.
    few = {place for counts, least in columns if least for place, count in counts.items() if 0 < count < smallest}
    if any(place.kind != PlaceKind.TEAM and place not in few for place in found):
        quieter = _closed(columns, sums, 1, withheld | few)
        found = min(found, quieter, key=_taken_away)
    return found


def _closed(
    columns: list[tuple[dict[Place, int], bool]], sums: list[Sum[Place]], smallest: int, withheld: set[Place]
) -> dict[Place, Hidden]:
    """With everything that has to be hidden beside it, in whichever column it would be given away."""
    hidden = dict.fromkeys(withheld, Hidden.WITHHELD)
    while True:
        before = len(hidden)
        for counts, least in columns:
            found = suppress(counts, sums, smallest=smallest if least else 1, withheld=tuple(hidden))
            hidden = {place: hidden.get(place, how) for place, how in found.items()}
        if len(hidden) == before:
            return hidden


def _taken_away(hidden: Mapping[Place, Hidden]) -> tuple[bool, int, int]:
    """The organisation first, then services, then teams: the wider a number, the more lean on it."""
    return ORGANISATION in hidden, sum(place.kind == PlaceKind.SERVICE for place in hidden), len(hidden)


def _one_sided(places: Mapping[Place, Cell], service_of: Mapping[uuid.UUID, uuid.UUID]) -> set[Place]:
    """Groups of fewer than ten of whom all or none are counted; unless the same is true of a large group that they are part of,
    which is shown and says it of them anyway."""
    large = {place for place, cell in places.items() if _all_or_none(cell) and (cell.denominator or 0) >= SMALL_GROUP}

    def said_anyway(place: Place) -> bool:
        return ORGANISATION in large or (
            place.kind == PlaceKind.TEAM
            and place.key is not None
            and Place(PlaceKind.SERVICE, service_of[place.key]) in large
        )

    return {
        place
        for place, cell in places.items()
        if 0 < (cell.denominator or 0) < SMALL_GROUP and _all_or_none(cell) and not said_anyway(place)
    }


def _all_or_none(cell: Cell) -> bool:
    return not (cell.numerator and cell.rest)


def _in_whole(places: Mapping[Place, Cell], service_of: Mapping[uuid.UUID, uuid.UUID]) -> dict[Place, Cell]:
    """In whole numbers that add up: days and hours come in parts, and a sum that is rounded is not the sum of what was."""
    teams = {
        place.key: Cell(round(cell.numerator), None if cell.denominator is None else round(cell.denominator))
        for place, cell in places.items()
        if place.kind == PlaceKind.TEAM and place.key is not None
    }
    return places_of(teams, service_of)


def _columns(places: Mapping[Place, Cell], kind: MeasureKind, small: Small) -> list[tuple[dict[Place, int], bool]]:
    """The numbers that nobody may work out, and whether small ones among them are hidden by themselves."""
    counted = {place: int(cell.numerator) for place, cell in places.items()}
    if kind != MeasureKind.PROPORTION:
        return [(counted, True)]
    group = {place: int(cell.denominator or 0) for place, cell in places.items()}
    rest = {place: int(cell.rest) for place, cell in places.items()}
    few = small == Small.COUNT
    if not few and _all_or_none(places[ORGANISATION]) and group[ORGANISATION] >= SMALL_GROUP:
        # The organisation's own number, which is shown, says of everybody that all or none are counted.
        return [(group, True)]
    return [(group, True), (counted, few), *([(rest, True)] if few else [])]


def _sums(places: Mapping[Place, Cell], service_of: Mapping[uuid.UUID, uuid.UUID]) -> list[Sum[Place]]:
    teams: dict[Place, list[Place]] = defaultdict(list)
    for place in places:
        if place.kind == PlaceKind.TEAM and place.key is not None:
            teams[Place(PlaceKind.SERVICE, service_of[place.key])].append(place)
    found = [Sum(service, tuple(parts)) for service, parts in teams.items()]
    return [Sum(ORGANISATION, tuple(teams)), *found] if teams else []
