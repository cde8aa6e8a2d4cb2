"""The invented staff as a file of people to import: 500 people in post in 40 teams, the same every time."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from workforce_assurance.people.enums import Role
from workforce_assurance.people.exports import HEADER
from workforce_assurance.people.models import Person

from .staff import Staff, employ
from .teams import NEW_AND_EMPTY, SLIPPED

DAY = date(2026, 1, 5)
PATH = Path(__file__).with_name("people.csv")
# The team that is empty in the demonstration has three people of another one here.
NIGHT_STAFF = 3


def people_file() -> str:
    """The file as text, in the columns of our own export."""
    staff = employ(DAY)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADER)
    teams = _teams(staff)
    supervisors = {line.worker_id: line.supervisor for line in staff.lines if line.ends_on is None}
    roles = {grant.person_id: Role(grant.role).label for grant in staff.grants}
    for person in staff.people:
        if person.left_on is None:
            service, team = teams.get(person.id, ("", ""))
            supervisor = supervisors.get(person.id)
            writer.writerow(_row(person, service, team, supervisor, roles.get(person.id, "")))
    return written.getvalue()


def _row(person: Person, service: str, team: str, supervisor: Person | None, role: str) -> list[str]:
    return [
        person.reference or "",
        person.full_name,
        person.email or "",
        person.job_title,
        service,
        team,
        supervisor.reference or "" if supervisor else "",
        person.manager.reference or "" if person.manager else "",
        str(person.started_on),
        "",
        role,
        "yes" if person.receives_supervision else "no",
    ]


def _teams(staff: Staff) -> dict[object, tuple[str, str]]:
    placed = {row.person_id: (row.team.service.name, row.team.name) for row in staff.memberships if row.ends_on is None}
    of_one_team = [
        person.id
        for person in staff.people
        if person.left_on is None and placed.get(person.id, ("", ""))[1] == SLIPPED
        and person.job_title != "Senior practitioner"
    ]  # fmt: skip
    for person_id in of_one_team[-NIGHT_STAFF:]:
        placed[person_id] = (placed[person_id][0], NEW_AND_EMPTY)
    return placed
