"""Completion as it is shown: words for every figure, the same on the page, in the file and in print."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .completion import Count, Timeliness
from .completion_measured import Measured
from .proportions import Proportion

SUPPRESSED = "Suppressed"
NONE_DUE = "None due"
NONE_HELD = "None held"


@dataclass(frozen=True)
class Row:
    """One line of figures in words: of a month or of a team."""

    name: str
    percent: str
    counts: str = ""
    interval: str = ""
    late: str = ""
    not_held: str = ""
    service: str = ""
    timeliness: str = ""
    key: uuid.UUID | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is more than the one word."""
        return bool(self.counts)


def table(measured: Measured) -> list[Row]:
    """One row for each team that had sessions due, in the order of the teams."""
    due = {cell[0] for cell in measured.found.counts}
    return [of_team(measured, team) for team in measured.teams if team.pk in due]


def of_team(measured: Measured, team: Any) -> Row:
    """The team over the whole period."""
    found = measured.found
    words = _timeliness_of(found.of_team(team.pk), found.timeliness.get(team.pk))
    return _row(team.name, found.of_team(team.pk), service=team.service.name, timeliness=words, key=team.pk)


def by_month(measured: Measured, team: Any = None) -> list[Row]:
    """One row for each month, of all teams together or of one; the latest month first."""
    found = measured.found
    return [
        _row(month_name(month), found.of_month(month) if team is None else found.cell(team.pk, month))
        for month in reversed(found.months)
    ]


def whole(measured: Measured) -> Row:
    """The organisation, or the reader's part of it, in one line of figures."""
    count = measured.found.whole(measured.smallest)
    return _row("All teams", count, timeliness=_timeliness_of(count, measured.found.timeliness.get(None)))


def month_name(month: date) -> str:
    return f"{month:%b %Y}"


def percent_words(proportion: Proportion) -> str:
    return NONE_DUE if proportion.percent is None else f"{proportion.percent:.0f} %"


def interval_words(proportion: Proportion) -> str:
    if proportion.interval is None:
        return ""
    low, high = proportion.interval
    return f"95 % interval {low:.0f} to {high:.0f}\u00a0%"


def count_words(count: Count) -> str:
    return f"{count.on_time} of {count.due}"


def cell_words(count: Count | None) -> str:
    """One figure alone, for a table with a column for each month."""
    if count is None:
        return SUPPRESSED
    return f"{percent_words(count.proportion)} ({count_words(count)})" if count.due else NONE_DUE


def timeliness_words(found: Timeliness | None) -> str:
    if found is None:
        return SUPPRESSED
    return f"median {found.median:.0f}, 90th percentile {found.ninth:.0f}, {found.over_28.percent:.0f} % over 28 days"


CSV_HEADER = (
    "service", "team", "month", "held on time", "due", "percent", "interval low", "interval high", "held late",
    "not held", "median days", "90th percentile days", "percent over 28 days",
)  # fmt: skip


def csv_rows(measured: Measured) -> Iterable[tuple[Any, ...]]:
    """One line for each team and month, and one for each team, each month, and all; suppressed as on the page."""
    found, due = measured.found, {cell[0] for cell in measured.found.counts}
    for team in measured.teams:
        if team.pk not in due:
            continue
        for month in found.months:
            if (team.pk, month) in found.counts:
                yield (
                    team.service.name,
                    team.name,
                    f"{month:%Y-%m}",
                    *_csv_cells(found.cell(team.pk, month)),
                    "",
                    "",
                    "",
                )
        times = _csv_times(found.of_team(team.pk), found.timeliness.get(team.pk))
        yield (team.service.name, team.name, "all months", *_csv_cells(found.of_team(team.pk)), *times)
    for month in found.months:
        yield ("", "all teams", f"{month:%Y-%m}", *_csv_cells(found.of_month(month)), "", "", "")
    total = found.whole(measured.smallest)
    yield ("", "all teams", "all months", *_csv_cells(total), *_csv_times(total, found.timeliness.get(None)))


def _row(name: str, count: Count | None, **more: Any) -> Row:
    if count is None:
        return Row(name, SUPPRESSED, **more)
    if not count.due:
        return Row(name, NONE_DUE, **more)
    figures = (count_words(count), interval_words(count.proportion), str(count.late), str(count.not_held))
    return Row(name, percent_words(count.proportion), *figures, **more)


def _timeliness_of(count: Count | None, found: Timeliness | None) -> str:
    if found is None and count is not None and not (count.on_time or count.late):
        return NONE_HELD
    return timeliness_words(found)


def _csv_cells(count: Count | None) -> tuple[Any, ...]:
    if count is None:
        return (SUPPRESSED,) * 7
    low, high = count.proportion.interval or ("", "")
    return (count.on_time, count.due, _one(count.proportion.percent), _one(low), _one(high), count.late, count.not_held)


def _csv_times(count: Count | None, found: Timeliness | None) -> tuple[Any, ...]:
    if found is None:
        return (_timeliness_of(count, found),) * 3
    return (_one(found.median), _one(found.ninth), _one(found.over_28.percent))


def _one(number: Any) -> Any:
    return f"{number:.1f}" if isinstance(number, float) else ""
