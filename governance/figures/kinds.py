"""Which columns each kind of file holds, and the names under which they come. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workforce_assurance.common import uploaded_columns

from .enums import Figure, FileKind

MONTH, TEAM, SERVICE = "month", "team", "service"
PLACES = {
    MONTH: ("Month", ("period", "date", "month ending", "month end", "reporting month")),
    TEAM: ("Team", ("team name", "unit", "ward", "group", "organisation unit")),
    SERVICE: ("Service", ("service name", "programme", "department", "directorate", "division")),
}
ALSO: dict[Figure, tuple[str, ...]] = {
    Figure.HEADCOUNT: ("headcount", "staff in post", "in post", "staff", "heads"),
    Figure.STARTERS: ("starts", "joiners", "new starters"),
    Figure.LEAVERS: ("leaver", "left", "leavers in month"),
    Figure.SICKNESS_LOST: ("fte days lost", "days lost", "sickness days", "lost", "fte days sick"),
    Figure.SICKNESS_AVAILABLE: ("fte days available", "days available", "available", "fte days"),
    Figure.COMPLAINTS: ("complaints", "received", "complaints in month"),
    Figure.COMPLAINTS_UPHELD: ("upheld", "complaints upheld in month"),
    Figure.CONTACTS: ("attended contacts", "activity", "appointments"),
    Figure.SERVICE_USER_DAYS: ("bed days", "client days", "user days", "occupied bed days"),
    Figure.OVERTIME_HOURS: ("overtime", "extra hours", "hours of overtime"),
    Figure.CASELOAD: ("cases", "open cases", "caseload at the end of the month"),
}
# Days of full-time equivalents and hours have parts; whatever is counted has none.
IN_PARTS = frozenset({Figure.SICKNESS_LOST, Figure.SICKNESS_AVAILABLE, Figure.OVERTIME_HOURS})


@dataclass(frozen=True)
class Holds:
    """What a kind of file holds: what it cannot do without, and what is a part of what."""

    figures: tuple[Figure, ...]
    needs: tuple[Figure, ...]
    # The first is never more than the second.
    part_of: tuple[Figure, Figure] | None = None


KINDS: dict[FileKind, Holds] = {
    FileKind.STAFF: Holds((Figure.HEADCOUNT, Figure.STARTERS, Figure.LEAVERS), (Figure.HEADCOUNT,)),
    FileKind.SICKNESS: Holds(
        (Figure.SICKNESS_LOST, Figure.SICKNESS_AVAILABLE), (Figure.SICKNESS_LOST, Figure.SICKNESS_AVAILABLE),
        (Figure.SICKNESS_LOST, Figure.SICKNESS_AVAILABLE),
    ),
    FileKind.COMPLAINTS: Holds(
        (Figure.COMPLAINTS, Figure.COMPLAINTS_UPHELD), (Figure.COMPLAINTS,), (Figure.COMPLAINTS_UPHELD, Figure.COMPLAINTS)
    ),
    FileKind.ACTIVITY: Holds((Figure.CONTACTS, Figure.SERVICE_USER_DAYS), ()),
    FileKind.WORKLOAD: Holds((Figure.OVERTIME_HOURS, Figure.CASELOAD), ()),
}  # fmt: skip


def columns_of(kind: FileKind) -> dict[str, str]:
    """The keys and labels of the columns that a file of this kind may have."""
    places = {key: label for key, (label, _also) in PLACES.items()}
    return places | {figure.value: str(figure.label) for figure in KINDS[kind].figures}


def recognise(kind: FileKind, header: Sequence[str], saved: Mapping[str, str] | None = None) -> list[str]:
    """For each heading the key of its column, as it was chosen last time or else by its name; "" when it means nothing."""
    return uploaded_columns.recognise(_names(kind), columns_of(kind), header, saved)


def what_is_missing(kind: FileKind, keys: Sequence[str]) -> str:
    """What a file cannot do without, as a sentence; empty when it has all of that."""
    columns, holds = columns_of(kind), KINDS[kind]
    lacking = [columns[key] for key in (MONTH, TEAM, *holds.needs) if key not in keys]
    if lacking:
        return f"No column holds: {', '.join(lacking)}. Choose which one does, or add it to the file."
    if not set(holds.figures) & set(keys):
        return (
            f"No column holds a figure. Choose which one holds: {' or '.join(columns[key] for key in holds.figures)}."
        )
    return ""


def _names(kind: FileKind) -> dict[str, str]:
    names: dict[str, tuple[str, tuple[str, ...]]] = {key: (label, also) for key, (label, also) in PLACES.items()}
    names |= {figure.value: (str(figure.label), ALSO[figure]) for figure in KINDS[kind].figures}
    return uploaded_columns.by_heading(names)
