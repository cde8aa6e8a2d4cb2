"""Leave and deputies of the invented staff. Pure: rows, but none saved."""

from __future__ import annotations

from datetime import date, timedelta

from workforce_assurance.people.enums import LeaveKind
from workforce_assurance.people.models import Deputy, Leave, Person

from .staff import Staff
from .teams import SUPERVISOR_AWAY

DAY = timedelta(days=1)
# From so many days back until so many days ahead.
AWAY_SINCE, AWAY_UNTIL = 84, 42
# The deputy began two weeks into the absence.
DEPUTY_SINCE = 70
WEEKS_AHEAD = 60


def supervisor_away(staff: Staff) -> tuple[Person, Person]:
    """The supervisor who is on long leave, and the colleague who stands in."""
    first, second = staff.seats[SUPERVISOR_AWAY]
    return first[-1].person, second[-1].person


def plan_absence(staff: Staff) -> None:
    """Give everybody their leave, and a few of those in charge a deputy."""
    away, deputy = supervisor_away(staff)
    today = staff.today
    staff.leave.append(
        Leave(
            person=away,
            kind=LeaveKind.PARENTAL,
            starts_on=today - timedelta(days=AWAY_SINCE),
            ends_on=today + timedelta(days=AWAY_UNTIL),
        )
    )
    staff.deputies.append(
        Deputy(
            person=away,
            deputy=deputy,
            starts_on=today - timedelta(days=DEPUTY_SINCE),
            ends_on=today + timedelta(days=AWAY_UNTIL),
        )
    )
    for person in staff.people:
        if person is not away and person is not deputy:
            staff.leave += _leave_of(staff, person)
    _managers_deputise(staff)


def _leave_of(staff: Staff, person: Person) -> list[Leave]:
    """A week or two of holiday in most quarters, now and then some days of sickness; never two at once."""
    rng = staff.rng
    last = person.left_on or staff.today + timedelta(days=WEEKS_AHEAD)
    day = max(person.started_on, staff.began) + timedelta(days=rng.randrange(20, 110))
    found = []
    while day <= last:
        kind, length = _spell(staff)
        ends = min(day + timedelta(days=length - 1), last)
        # Nobody knows of sickness ahead.
        if kind == LeaveKind.ANNUAL or ends < staff.today:
            found.append(Leave(person=person, kind=kind, starts_on=day, ends_on=ends))
        day = ends + timedelta(days=rng.randrange(50, 150))
    return found


def _spell(staff: Staff) -> tuple[LeaveKind, int]:
    drawn = staff.rng.randrange(100)
    if drawn < 74:
        return LeaveKind.ANNUAL, staff.rng.choice((5, 7, 7, 9, 14))
    if drawn < 98:
        return LeaveKind.SICK, staff.rng.choice((2, 3, 3, 4, 6, 10, 21))
    return LeaveKind.OTHER, staff.rng.choice((3, 5, 10))


def _managers_deputise(staff: Staff) -> None:
    """Managers of a service who are away these weeks are deputised for by another manager of it."""
    away = {row.person_id: row for row in staff.leave if _touches(row, staff.today)}
    for service in staff.services:
        managers = list(dict.fromkeys(team.manager for team in staff.teams if team.service_id == service.id))
        for manager, other in zip(managers, [*managers[1:], managers[0]], strict=True):
            leave = away.get(manager.id)
            if leave is not None and other is not manager:
                staff.deputies.append(
                    Deputy(person=manager, deputy=other, starts_on=leave.starts_on, ends_on=leave.ends_on)
                )


def _touches(leave: Leave, today: date) -> bool:
    return leave.starts_on <= today + 14 * DAY and (leave.ends_on is None or leave.ends_on >= today)
