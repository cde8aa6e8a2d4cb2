"""The counts of drift signs as they are shown: the same words on the page and in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workforce_assurance.common.disclosure import Hidden

from .sign_counts import ORGANISATION, RECORDS, Place, SignCounts

SUPPRESSED = "Suppressed"


@dataclass(frozen=True)
class Cell:
    label: str
    words: str


@dataclass(frozen=True)
class Row:
    """A service or a team (or the organisation) with its number of records and its signs."""

    name: str
    detail: str
    cells: list[Cell]


def quarter_name(quarter: date) -> str:
    """ "Jul to Sep 2027"."""
    last = date(quarter.year, quarter.month + 2, 1)
    return f"{quarter:%b} to {last:%b} {quarter.year}"


def month_name(month: date) -> str:
    return f"{month:%b %Y}"


def months_table(found: SignCounts, smallest: int) -> list[Row]:
    """The organisation: records and signs down, the months of the quarter and the whole quarter across."""
    places = [*((month_name(month), ("month", month)) for month in found.months), ("The quarter", ORGANISATION)]
    rows = [(RECORDS, "Records finished"), *found.labels.items()]
    return [
        Row(name, "", [Cell(label, _words(found, code, place, smallest)) for label, place in places])
        for code, name in rows
    ]


def places_table(found: SignCounts, teams: Sequence[Any], smallest: int) -> list[Row]:
    """Each service all of whose teams are shown, then its teams; in the order of their names."""
    rows, last = [], None
    for team in teams:
        if team.service_id != last and _is_whole(found, team.service_id, teams):
            rows.append(_row(found, team.service.name, "All its teams", ("service", team.service_id), smallest))
        last = team.service_id
        if ("team", team.pk) in found.counts[RECORDS]:
            rows.append(_row(found, team.name, team.service.name, ("team", team.pk), smallest))
    return rows


def sees_everything(found: SignCounts, teams: Iterable[Any]) -> bool:
    """Whether these are all teams that have records, so that the organisation's counts are theirs to see."""
    shown = {team.pk for team in teams}
    return {team for team in found.teams if team is not None} <= shown


CSV_HEADER = ("quarter", "where", "service", "team", "month", "sign", "records with the sign", "records finished")


def csv_rows(found: SignCounts, teams: Sequence[Any], smallest: int) -> Iterator[tuple[Any, ...]]:
    """One line for each place and sign; what is hidden on the page is hidden here, in the same words."""
    if sees_everything(found, teams):
        for month in found.months:
            yield from _csv(found, ("organisation", "", "", f"{month:%Y-%m}"), ("month", month), smallest)
        yield from _csv(found, ("organisation", "", "", ""), ORGANISATION, smallest)
    last = None
    for team in teams:
        if team.service_id != last and _is_whole(found, team.service_id, teams):
            yield from _csv(found, ("service", team.service.name, "", ""), ("service", team.service_id), smallest)
        last = team.service_id
        if ("team", team.pk) in found.counts[RECORDS]:
            yield from _csv(found, ("team", team.service.name, team.name, ""), ("team", team.pk), smallest)


def _csv(found: SignCounts, where: tuple[str, ...], place: Place, smallest: int) -> Iterator[tuple[Any, ...]]:
    records = _words(found, RECORDS, place, smallest)
    for code, label in found.labels.items():
        yield (f"{found.quarter:%Y-%m}", *where, label, _words(found, code, place, smallest), records)


def _is_whole(found: SignCounts, service: Any, teams: Iterable[Any]) -> bool:
    """Whether all teams of the service that have records are among these."""
    of_service = {team for team, its in found.teams.items() if its == service}
    return bool(of_service) and of_service <= {team.pk for team in teams}


def _row(found: SignCounts, name: str, detail: str, place: Place, smallest: int) -> Row:
    columns = [(RECORDS, "Records finished"), *found.labels.items()]
    return Row(name, detail, [Cell(label, _words(found, code, place, smallest)) for code, label in columns])


def _words(found: SignCounts, code: str, place: Place, smallest: int) -> str:
    shown = found.cell(code, place)
    if isinstance(shown, Hidden):
        return f"<{smallest}" if shown is Hidden.SMALL else SUPPRESSED
    return str(shown)
