"""Completion as it is shown: words for every figure, the same on the page, in the file and in print."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from workforce_assurance.common.proportions import Proportion

from .completion import Completion, Count, Timeliness
from .completion_measured import Measured

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
    words = _timeliness_of(found.of_team(team.pk), found.timeliness.get((team.pk, None)))
    return _row(team.name, found.of_team(team.pk), service=team.service.name, timeliness=words, key=team.pk)


def by_month(measured: Measured, team: Any = None) -> list[Row]:
    """One row for each month, of all teams together or of one; the latest month first."""
    return [_of_month(measured.found, month, team) for month in reversed(measured.found.months)]


def _of_month(found: Completion, month: date, team: Any) -> Row:
    key = team.pk if team else None
    count = found.cell(key, month) if key else found.of_month(month)
    return _row(month_name(month), count, timeliness=_days_of(count, found.timeliness.get((key, month))))


def whole(measured: Measured) -> Row:
    """The organisation, or the reader's part of it, in one line of figures."""
    count = measured.found.whole(measured.smallest)
    return _row("All teams", count, timeliness=_timeliness_of(count, measured.found.timeliness.get((None, None))))


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


def days_words(found: Timeliness) -> str:
    return f"median {found.median:.0f}, 90th percentile {found.ninth:.0f}"


def timeliness_words(found: Timeliness | None) -> str:
    if found is None:
        return SUPPRESSED
    return f"{days_words(found)}, {found.over_28.percent:.0f} % over 28 days"


CSV_HEADER = (
    "service", "team", "month", "held on time", "due", "percent", "interval low", "interval high", "held late",
    "not held", "median days", "90th percentile days", "percent over 28 days",
)  # fmt: skip


def csv_rows(measured: Measured) -> Iterable[tuple[Any, ...]]:
    """One line for each team and month, and one for each team, each month, and all; suppressed as on the page."""
    due = {cell[0] for cell in measured.found.counts}
    for team in measured.teams:
        if team.pk in due:
            yield from _csv_lines(measured, (team.service.name, team.name), team.pk)
    yield from _csv_lines(measured, ("", "all teams"), None)


def _csv_lines(measured: Measured, names: tuple[str, str], key: uuid.UUID | None) -> Iterable[tuple[Any, ...]]:
    found = measured.found
    for month in found.months:
        if key is None or (key, month) in found.counts:
            count = found.cell(key, month) if key else found.of_month(month)
            days = _csv_days(count, found.timeliness.get((key, month)))
            yield (*names, f"{month:%Y-%m}", *_csv_cells(count), *days)
    total = found.of_team(key) if key else found.whole(measured.smallest)
    yield (*names, "all months", *_csv_cells(total), *_csv_times(total, found.timeliness.get((key, None))))


def _row(name: str, count: Count | None, **more: Any) -> Row:
    if count is None:
        return Row(name, SUPPRESSED, **more)
    if not count.due:
        return Row(name, NONE_DUE, **more)
    figures = (count_words(count), interval_words(count.proportion), str(count.late), str(count.not_held))
    return Row(name, percent_words(count.proportion), *figures, **more)


def _timeliness_of(count: Count | None, found: Timeliness | None) -> str:
    """What is suppressed tells no days, either."""
    if count is None:
        return SUPPRESSED
    return timeliness_words(found) if found or count.on_time or count.late else NONE_HELD


def _days_of(count: Count | None, found: Timeliness | None) -> str:
    """Of one month; how many came after 28 days is said of the whole period alone, so that nothing can be subtracted."""
    return days_words(found) if count and found else _timeliness_of(count, None)


def _csv_cells(count: Count | None) -> tuple[Any, ...]:
    if count is None:
        return (SUPPRESSED,) * 7
    low, high = count.proportion.interval or ("", "")
    return (count.on_time, count.due, _one(count.proportion.percent), _one(low), _one(high), count.late, count.not_held)


def _csv_days(count: Count | None, found: Timeliness | None) -> tuple[Any, ...]:
    median, ninth, _ = _csv_times(count, found)
    return (median, ninth, "")


def _csv_times(count: Count | None, found: Timeliness | None) -> tuple[Any, ...]:
    if count is None or found is None:
        return (_timeliness_of(count, None),) * 3
    return (_one(found.median), _one(found.ninth), _one(found.over_28.percent))


def _one(number: Any) -> Any:
    return f"{number:.1f}" if isinstance(number, float) else ""
