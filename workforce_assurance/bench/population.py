"""Made-up people and sessions in any number, for measuring only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection

from supervision.commands import ship_policy
from supervision.models import CadencePolicy
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import (
    Organisation,
    Person,
    RoleGrant,
    Service,
    SupervisionLine,
    Team,
    TeamMembership,
)

TEAMS_OF_A_MANAGER = 10
DAYS_IN_POST = 4000

SESSIONS = """
INSERT INTO supervision_session (id, reference, worker_id, supervisor_id, team_id, policy_id, due_on, on_time_until,
    due_because, planned_at, minutes, place, call_link, reminder_at, due_at, missed_after, next_check, state, side, reason,
    set_by_hand)
SELECT gen_random_uuid(), left(md5(%(salt)s || line.id || '-' || n), 12), line.worker_id, line.supervisor_id,
    membership.team_id, %(policy)s, (%(due_at)s::timestamptz)::date - n, (%(due_at)s::timestamptz)::date + 7,
    'Due as agreed.', %(due_at)s, 90, '', '', %(due_at)s::timestamptz - interval '3 days', %(due_at)s,
    %(missed_after)s, %(next_check)s, 'planned', '', '', false
FROM people_supervisionline line
JOIN people_teammembership membership ON membership.person_id = line.worker_id
JOIN people_person worker ON worker.id = line.worker_id AND worker.job_title = 'Worker'
CROSS JOIN generate_series(%(first)s, %(first)s + %(each)s - 1) n
"""


@dataclass
class Population:
    """An organisation in which everybody's place is known."""

    now: datetime
    policy_id: uuid.UUID
    service: Service
    lead: Person
    governance: Person
    managers: list[Person] = field(default_factory=list)
    supervisors: list[Person] = field(default_factory=list)
    workers: list[Person] = field(default_factory=list)
    sessions_each: int = 0


def populate(*, supervisors: int, workers_each: int, now: datetime) -> Population:
    """That many supervisors with a team each, and that many workers in every team; no sessions yet."""
    Organisation.objects.create(name="Measured", safety_net_email="duty@example.org")
    joined = now - timedelta(days=DAYS_IN_POST)
    load_shipped(now=joined)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=joined)
    ship_policy(now=now)
    policy = CadencePolicy.objects.published().get(team=None, person=None)
    lead, governance = (_person(title, 0, now, None) for title in ("Lead", "Governance"))
    Person.objects.bulk_create([lead, governance])
    RoleGrant.objects.create(person=governance, role=Role.GOVERNANCE_LEAD)
    service = Service.objects.create(name="Measured", lead=lead)
    found = Population(now, policy.pk, service, lead, governance)
    found.managers = [_person("Manager", n, now, lead) for n in range(-(-supervisors // TEAMS_OF_A_MANAGER))]
    Person.objects.bulk_create(found.managers)
    add_teams(found, supervisors=supervisors, workers_each=workers_each)
    return found


def add_teams(found: Population, *, supervisors: int, workers_each: int) -> list[Person]:
    """More supervisors with a team each; gives the supervisors."""
    first = len(found.supervisors)
    seats = range(first, first + supervisors)
    managers = [found.managers[n // TEAMS_OF_A_MANAGER % len(found.managers)] for n in seats]
    new = [_person("Supervisor", n, found.now, manager) for n, manager in zip(seats, managers, strict=True)]
    Person.objects.bulk_create(new)
    teams = [
        Team(service=found.service, name=f"Team {n}", manager=manager)
        for n, manager in zip(seats, managers, strict=True)
    ]
    Team.objects.bulk_create(teams)
    begun = found.now.date() - timedelta(days=DAYS_IN_POST)
    for supervisor, team, manager in zip(new, teams, managers, strict=True):
        start = len(found.workers)
        workers = [_person("Worker", start + n, found.now, manager) for n in range(workers_each)]
        found.workers += workers
        Person.objects.bulk_create(workers, batch_size=2000)
        TeamMembership.objects.bulk_create(
            [TeamMembership(person=person, team=team, starts_on=begun) for person in [supervisor, *workers]],
            batch_size=2000,
        )
        SupervisionLine.objects.bulk_create(
            [SupervisionLine(worker=worker, supervisor=supervisor, starts_on=begun) for worker in workers]
            + [SupervisionLine(worker=supervisor, supervisor=manager, starts_on=begun)],
            batch_size=2000,
        )
    found.supervisors += new
    return new


def add_sessions(
    found: Population,
    *,
    each: int,
    due_at: datetime,
    missed_after: datetime,
    next_check: datetime,
    supervisors: list[Person] | None = None,
) -> int:
    """That many more planned sessions for every worker (of these supervisors); how many there are now more."""
    parameters = {
        "salt": uuid.uuid4().hex, "policy": found.policy_id, "each": each, "first": found.sessions_each,
        "due_at": due_at, "missed_after": missed_after, "next_check": next_check,
    }  # fmt: skip
    statement = SESSIONS
    if supervisors is not None:
        statement += " WHERE line.supervisor_id = ANY(%(supervisors)s)"
        parameters["supervisors"] = [person.pk for person in supervisors]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        written = cursor.rowcount
        cursor.execute("ANALYZE")
    found.sessions_each += each
    return int(written)


def settle_down() -> None:
    """Let the server finish what it put off, so that no round pays for another."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def _person(title: str, number: int, now: datetime, manager: Person | None) -> Person:
    return Person(
        email=f"{title.lower()}{number}@example.org",
        full_name=f"{title} {number}",
        job_title=title,
        manager=manager,
        password="!",  # noqa: S106 - nobody signs in
        started_on=now.date() - timedelta(days=DAYS_IN_POST),
        date_joined=now - timedelta(days=DAYS_IN_POST),
    )
