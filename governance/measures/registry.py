"""What a measure is, and which there are: each is registered once, with a definition in words and the facts that it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import start_of_day

from ..spc_signals import Better
from .enums import MeasureKind, PlaceKind, Small
from .records import NOWHERE, Records


@dataclass(frozen=True)
class Window:
    """Of which months facts are asked, and what the moment is. Months begin and end in the organisation's zone."""

    first: date
    # The first day after the last month.
    end: date
    now: datetime
    today: date
    zone: ZoneInfo

    @property
    def values(self) -> dict[str, Any]:
        """What statements are given."""
        return {
            "first": self.first,
            "end": self.end,
            "since_at": start_of_day(self.first, self.zone),
            "until_at": start_of_day(self.end, self.zone),
            "now": self.now,
            "today": self.today,
            "zone": str(self.zone),
        }


@dataclass(frozen=True)
class Facts:
    """A statement that gives team_id, month, numerator and denominator, with its values."""

    statement: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Measure:
    """One measure: the same words on the page, in files and in packs."""

    key: str
    name: str
    definition: str
    numerator: str
    denominator: str
    # Who answers for it, as a role.
    owner: str
    facts: Callable[[Window], Facts]
    # For how many days after a month its value may still grow; it is shown afterwards.
    lag_days: int
    kind: MeasureKind
    # Which direction is better, as shipped.
    better: Better
    # A statement of the months that something happened to since: %(since)s, %(since_day)s, %(now)s, %(today)s, %(zone)s.
    touched: str
    small: Small = Small.GROUP
    # The smallest group that is shown, where that is not the organisation's setting.
    fewest: int | None = None
    # Raised when the definition changes: values of another version are never compared with these.
    version: int = 1
    # What a rate is per.
    per: int = 1
    records: Records = NOWHERE
    # What somebody needs who opens them; empty where everybody finds their own part there.
    records_for: str = ""
    # What has to be read with it.
    caveat: str = ""
    # A statement that gives service_id, team_id, month, median and ninth (the 90th percentile) of the days below; both keys are
    # empty for the organisation. They are shown where the value is.
    days: Callable[[Window], Facts] | None = None
    # What these days are, as a clause: "Half were held within".
    days_words: str = ""
    # How far down it is shown at all.
    down_to: PlaceKind = PlaceKind.TEAM
    # What is counted comes in clusters, so that neither an interval nor a funnel would be true.
    clustered: bool = False
    # Every month looks back over so many: neighbours share most of what they count, so that no limits, no signals and no funnel would be
    # true, and what is shown of one less what is shown of the next may give a single month away.
    looks_back: int = 0
    # What stands at the end of a month mostly stands at the end of the next: no limits and no signals of it would be true.
    carries_over: bool = False
    # For so many months from its first value on nobody may say which direction is better.
    undirected_months: int = 0
    order: int = field(default=100)

    @property
    def is_proportion(self) -> bool:
        return self.kind == MeasureKind.PROPORTION

    @property
    def has_alike_neighbours(self) -> bool:
        """Whether a month is like the one before for what they share, so that control charts, which take them for apart, mislead."""
        return self.carries_over or self.looks_back > 0

    @property
    def is_percentage(self) -> bool:
        """Whether it reads in per cent: a proportion, or a rate per hundred."""
        return self.is_proportion or (self.kind == MeasureKind.RATE and self.per == PERCENT)


PERCENT = 100


MEASURES: dict[str, Measure] = {}


def register_measure(measure: Measure) -> None:
    """:raises ValueError: when the key is taken"""
    if measure.key in MEASURES:
        raise ValueError(f"The measure {measure.key} is registered already.")
    MEASURES[measure.key] = measure


def all_measures() -> list[Measure]:
    return sorted(MEASURES.values(), key=lambda one: one.order)
