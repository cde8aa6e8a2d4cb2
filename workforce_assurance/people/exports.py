"""Everybody as a table that imports back unchanged."""

from __future__ import annotations

from datetime import date

from .columns import BY_KEY
from .enums import Role
from .snapshot import Known, Snapshot, take_snapshot

KEYS = (
    "staff_number",
    "name",
    "email",
    "job_title",
    "service",
    "team",
    "supervisor",
    "manager",
    "started_on",
    "left_on",
    "role",
    "receives_supervision",
)
HEADER = [BY_KEY[key].label for key in KEYS]


def people_as_rows(*, on: date) -> list[list[str]]:
    """One row for each person, in the columns of `HEADER`."""
    snapshot = take_snapshot(on=on)
    return [_row(known, snapshot) for known in snapshot.people.values()]


def _row(known: Known, snapshot: Snapshot) -> list[str]:
    service, team = "", ""
    if known.team:
        service_id, team = snapshot.teams[known.team]
        service = snapshot.services[service_id]
    return [
        known.staff_number,
        known.name,
        known.email,
        known.job_title,
        service,
        team,
        _reference(known.supervisor, snapshot),
        _reference(known.manager, snapshot),
        str(known.started_on or ""),
        str(known.left_on or ""),
        "; ".join(sorted(Role(role).label for role in known.roles)),
        "yes" if known.receives_supervision else "no",
    ]


def _reference(person_id: object, snapshot: Snapshot) -> str:
    """By what an import finds the person again."""
    known = snapshot.people.get(person_id)
    return (known.staff_number or known.email) if known else ""
