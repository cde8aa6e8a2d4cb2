"""The completion table as it is shown: words for every cell, the same on the page and in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .completion import Completion, Count, Timeliness
from .proportions import Proportion

SUPPRESSED = "Suppressed"
NONE_DUE = "None due"


@dataclass(frozen=True)
class Cell:
    """One figure in words, with what stands below it."""

    label: str
    words: str
    detail: str = ""


@dataclass(frozen=True)
class Row:
    name: str
    service: str
    cells: list[Cell]
    total: Cell
    timeliness: str


def table(found: Completion, teams: Iterable[Any]) -> list[Row]:
    """One row for each team that had sessions due, in the order of the teams."""
    due = {cell[0] for cell in found.counts}
    return [
        Row(
            team.name,
            team.service.name,
            [_cell(month_name(month), found.cell(team.pk, month)) for month in found.months],
            _cell("All months", found.of_team(team.pk)),
            timeliness_words(found.timeliness.get(team.pk)),
        )
        for team in teams
        if team.pk in due
    ]


def month_name(month: date) -> str:
    return f"{month:%b %Y}"


def percent_words(proportion: Proportion) -> str:
    return NONE_DUE if proportion.percent is None else f"{proportion.percent:.0f} %"


def interval_words(proportion: Proportion) -> str:
    if proportion.interval is None:
        return ""
    low, high = proportion.interval
    return f"95 % interval {low:.0f} to {high:.0f} %"


def count_words(count: Count) -> str:
    return f"{count.on_time} of {count.due}"


def timeliness_words(found: Timeliness | None) -> str:
    if found is None:
        return SUPPRESSED
    return f"median {found.median:.0f}, 90th percentile {found.ninth:.0f}, {found.over_28.percent:.0f} % over 28 days"


def whole(found: Completion, smallest: int) -> dict[str, str]:
    """The organisation, or the reader's part of it, in one line of figures."""
    count = found.whole(smallest)
    if count is None:
        return {"percent": SUPPRESSED}
    return {
        "percent": percent_words(count.proportion),
        "counts": f"{count.on_time} of {count.due} sessions",
        "interval": interval_words(count.proportion),
        "late": str(count.late),
        "partly": str(count.partly),
        "not_held": str(count.not_held),
        "timeliness": timeliness_words(found.timeliness.get(None)),
    }


CSV_HEADER = (
    "service", "team", "month", "held on time", "due", "percent", "interval low", "interval high", "held late",
    "not held",
)  # fmt: skip


def csv_rows(found: Completion, teams: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    """One line for each team and month; what is suppressed on the page is suppressed here."""
    for team in teams:
        for month in found.months:
            if (team.pk, month) in found.counts:
                yield (team.service.name, team.name, f"{month:%Y-%m}", *_csv_cells(found.cell(team.pk, month)))


def _csv_cells(count: Count | None) -> tuple[Any, ...]:
    if count is None:
        return (SUPPRESSED,) * 7
    low, high = count.proportion.interval or ("", "")
    return (count.on_time, count.due, _one(count.proportion.percent), _one(low), _one(high), count.late, count.not_held)


def _one(number: Any) -> Any:
    return f"{number:.1f}" if isinstance(number, float) else ""


def _cell(label: str, count: Count | None) -> Cell:
    if count is None:
        return Cell(label, SUPPRESSED)
    if not count.due:
        return Cell(label, NONE_DUE)
    low, high = count.proportion.interval or (0, 100)
    return Cell(label, percent_words(count.proportion), f"{count_words(count)} ({low:.0f} to {high:.0f} %)")
