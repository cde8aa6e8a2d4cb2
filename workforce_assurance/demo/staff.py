"""Who works in the invented organisation, in which team, under whom, from when to when. Pure: rows, but none saved."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import at_local
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import (
    Deputy,
    Leave,
    Person,
    RoleGrant,
    Service,
    SupervisionLine,
    Team,
    TeamMembership,
)

from .names import Names
from .teams import LARGER_TEAMS, NEW_AND_EMPTY, SEATS, SERVICES, WITHOUT_SUPERVISOR, ServiceShape

SEED = 20_240_229
HISTORY_DAYS = 730
DAY = timedelta(days=1)
ZONE = ZoneInfo("Europe/London")
# In so many of a hundred seats somebody left, and somebody new came, within the two years.
CHANGED_HANDS = 24
SUPERVISOR_CHANGED = 16
MOVED_TEAM = 5


@dataclass(frozen=True)
class Tenure:
    """One person in one seat, both days included."""

    person: Person
    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass
class Staff:
    """Everything about people that the demo writes."""

    today: date
    rng: random.Random
    services: list[Service] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    memberships: list[TeamMembership] = field(default_factory=list)
    lines: list[SupervisionLine] = field(default_factory=list)
    leave: list[Leave] = field(default_factory=list)
    deputies: list[Deputy] = field(default_factory=list)
    grants: list[RoleGrant] = field(default_factory=list)
    # The two supervisors' seats of each team, and who has held them.
    seats: dict[str, tuple[list[Tenure], list[Tenure]]] = field(default_factory=dict)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.rng)

    @property
    def began(self) -> date:
        """The day on which the organisation began to use the program."""
        return self.today - timedelta(days=HISTORY_DAYS)

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def hire(self, job_title: str, *, manager: Person | None, started: date, left: date | None = None) -> Person:
        name, email = self.names.draw()
        added = max(started, self.began + timedelta(days=self.rng.randrange(28)))
        person = Person(
            id=self.key(),
            reference=f"LB{len(self.people) + 1001}",
            email=email,
            full_name=name,
            job_title=job_title,
            manager=manager,
            started_on=started,
            left_on=left,
            is_active=left is None,
            date_joined=at_local(added, time(9), ZONE),
        )
        self.people.append(person)
        return person

    def long_ago(self) -> date:
        """A start well before the two years."""
        return self.began - timedelta(days=self.rng.randrange(40, 3200))

    def supervise(self, worker: Person, supervisor: Person, first: date, last: date | None = None) -> None:
        self.lines.append(SupervisionLine(worker=worker, supervisor=supervisor, starts_on=first, ends_on=last))

    def place(self, person: Person, team: Team, first: date, last: date | None = None) -> None:
        self.memberships.append(TeamMembership(person=person, team=team, starts_on=first, ends_on=last))


def employ(today: date) -> Staff:
    """The whole staff, the same for the same day."""
    staff = Staff(today, random.Random(SEED))  # noqa: S311
    director = _hire_centre(staff)
    for shape in SERVICES:
        _fill_service(staff, shape, director)
    _let_some_move(staff)
    _leave_one_without(staff)
    return staff


def _hire_centre(staff: Staff) -> Person:
    director = staff.hire("Director", manager=None, started=staff.long_ago())
    director.receives_supervision = False
    governance = staff.hire("Governance lead", manager=director, started=staff.long_ago())
    staff.supervise(governance, director, governance.started_on)
    staff.grants.append(RoleGrant(person=governance, role=Role.GOVERNANCE_LEAD))
    for title, role in (
        ("Systems administrator", Role.ADMINISTRATOR),
        ("Data protection lead", Role.DATA_PROTECTION),
    ):
        person = staff.hire(title, manager=governance, started=staff.long_ago())
        person.receives_supervision = False
        staff.grants.append(RoleGrant(person=person, role=role))
    return director


def _fill_service(staff: Staff, shape: ServiceShape, director: Person) -> None:
    lead = staff.hire("Service lead", manager=director, started=staff.long_ago())
    staff.supervise(lead, director, lead.started_on)
    service = Service(id=staff.key(), name=shape.name, lead=lead)
    staff.services.append(service)
    managers = [staff.hire("Team manager", manager=lead, started=staff.long_ago()) for _ in range(shape.managers)]
    for manager in managers:
        staff.supervise(manager, lead, manager.started_on)
    for number, name in enumerate(shape.teams):
        team = Team(id=staff.key(), service=service, name=name, manager=managers[number % len(managers)])
        staff.teams.append(team)
        if name != NEW_AND_EMPTY:
            _fill_team(staff, team, shape)


def _fill_team(staff: Staff, team: Team, shape: ServiceShape) -> None:
    first, second = (_supervisors_seat(staff, team) for _ in range(2))
    staff.seats[team.name] = (first, second)
    seats = SEATS + (sum(1 for name in staff.seats) <= LARGER_TEAMS)
    for number in range(seats):
        own, other = (first, second) if number % 2 == 0 else (second, first)
        for tenure in _seat(staff, staff.rng.choice(shape.frontline), CHANGED_HANDS, team.manager):
            staff.place(tenure.person, team, tenure.first, tenure.last)
            _draw_lines(staff, tenure, own, other)


def _supervisors_seat(staff: Staff, team: Team) -> list[Tenure]:
    tenures = _seat(staff, "Senior practitioner", SUPERVISOR_CHANGED, team.manager)
    for tenure in tenures:
        staff.place(tenure.person, team, tenure.first, tenure.last)
        staff.supervise(tenure.person, team.manager, tenure.first, tenure.last)
    return tenures


def _seat(staff: Staff, job_title: str, changed_per_hundred: int, manager: Person) -> list[Tenure]:
    """Who held one seat: one person all along, or one who left and one who came some weeks later."""
    rng = staff.rng
    if rng.randrange(100) >= changed_per_hundred:
        started = staff.long_ago()
        return [Tenure(staff.hire(job_title, manager=manager, started=started), started)]
    left = staff.began + timedelta(days=rng.randrange(30, HISTORY_DAYS - 60))
    came = left + timedelta(days=rng.randrange(14, 56))
    gone = staff.hire(job_title, manager=manager, started=staff.long_ago(), left=left)
    new = staff.hire(job_title, manager=manager, started=came)
    return [Tenure(gone, gone.started_on, left), Tenure(new, came)]


def _draw_lines(staff: Staff, tenure: Tenure, own: list[Tenure], other: list[Tenure]) -> None:
    """The supervisors of one worker: whoever holds their own seat, in a gap whoever holds the other."""
    cuts = {tenure.first} | {seat.first for seat in own + other}
    cuts |= {seat.last + DAY for seat in own + other if seat.last}
    within = sorted(day for day in cuts if day >= tenure.first and (tenure.last is None or day <= tenure.last))
    spans: list[tuple[date, Person]] = []
    for day in within:
        holder = next((seat.person for seat in own + other if seat.holds(day)), None)
        if holder is not None and (not spans or spans[-1][1] is not holder):
            spans.append((day, holder))
    for (day, holder), following in zip(spans, [*spans[1:], None], strict=True):
        staff.supervise(tenure.person, holder, day, following[0] - DAY if following else tenure.last)


def _let_some_move(staff: Staff) -> None:
    """Some people changed their team within the service, and their supervisor with it."""
    in_team = defaultdict(list)
    for membership in staff.memberships:
        in_team[membership.person_id].append(membership)
    teams = {team.id: team for team in staff.teams}
    lines = defaultdict(list)
    for line in staff.lines:
        lines[line.worker_id].append(line)
    settled = staff.began + timedelta(days=60)
    for person in staff.people:
        rows, theirs = in_team[person.id], lines[person.id]
        stays = len(rows) == 1 and len(theirs) == 1 and person.left_on is None and person.started_on < settled
        if not stays or person.job_title == "Senior practitioner" or staff.rng.randrange(100) >= MOVED_TEAM:
            continue
        _had_come_from(staff, rows[0], theirs[0], teams[rows[0].team_id])


def _had_come_from(staff: Staff, membership: TeamMembership, line: SupervisionLine, team: Team) -> None:
    """Before they came to this team they were in another of the same service."""
    others = [other for other in staff.teams if other.service_id == team.service_id and other.name in staff.seats]
    before = staff.rng.choice([other for other in others if other is not team])
    supervisor = staff.seats[before.name][0][0]
    came = staff.began + timedelta(days=staff.rng.randrange(90, HISTORY_DAYS - 90))
    last = min(came - DAY, supervisor.last or came)
    first = max(membership.starts_on, supervisor.first)
    if first >= last:
        return
    staff.place(membership.person, before, membership.starts_on, came - DAY)
    staff.supervise(membership.person, supervisor.person, first, last)
    membership.starts_on = line.starts_on = came


def _leave_one_without(staff: Staff) -> None:
    """One worker's line ended three weeks ago, and nobody has drawn a new one."""
    team = next(team for team in staff.teams if team.name == WITHOUT_SUPERVISOR)
    members = {row.person_id for row in staff.memberships if row.team_id == team.id and row.ends_on is None}
    line = next(
        line
        for line in staff.lines
        if line.worker_id in members and line.ends_on is None and line.worker.job_title != "Senior practitioner"
        and line.starts_on < staff.began + timedelta(days=HISTORY_DAYS - 60)
    )  # fmt: skip
    line.ends_on = staff.today - timedelta(days=21)


def instant(day: date, clock: time) -> datetime:
    """That time of that day where the organisation is."""
    return at_local(day, clock, ZONE)
