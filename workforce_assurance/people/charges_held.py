"""What people holds charges of: workers to supervise, people to manage, teams, services, deputies, roles."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from workforce_assurance.audit.commands import record

from .charges import Charge, Held, register_charge
from .commands import persons, teams
from .models import Deputy, Person, RoleGrant, Service, SupervisionLine, Team
from .queries import people_in_post, today
from .reach import is_below

DAY = timedelta(days=1)
LINES = "people.lines"


def _lasting(model: Any, day: date, **whose: Any) -> Any:
    """Rows with dates that hold on that day or later."""
    return model.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), **whose)


def _since(row: Any) -> str:
    until = f" until {row.ends_on.day} {row.ends_on:%B %Y}" if row.ends_on else ""
    return f"since {row.starts_on.day} {row.starts_on:%B %Y}{until}"


def _pass_dated(row: Any, whose: str, successor: Person, day: date) -> Any:
    """The successor's from that day to where the row ends; it ended the day before."""
    if row.starts_on >= day:
        setattr(row, whose, successor)
        row.save(update_fields=[whose])
        return row
    ends_on = row.ends_on
    row.ends_on = day - DAY
    row.save(update_fields=["ends_on"])
    copy = type(row)(
        **{field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}
    )
    copy.starts_on, copy.ends_on = day, ends_on
    setattr(copy, whose, successor)
    copy.save(force_insert=True)
    return copy


def _lines(person: Person, now: datetime) -> Any:
    rows = _lasting(SupervisionLine, today(now=now), supervisor=person).select_related("worker")
    return rows.order_by("worker__full_name", "pk")


def lines_held(person: Person, *, now: datetime) -> list[Held]:
    return [Held(line.worker.full_name, _since(line)) for line in _lines(person, now)]


def why_no_lines(person: Person, successor: Person, *, now: datetime) -> str:
    if _lines(person, now).filter(worker=successor).exists():
        return f"{successor.full_name} is one of these workers, and nobody supervises themselves. Choose somebody else."
    return ""


def pass_lines(*, person: Person, successor: Person, leaves: bool, by: Person, now: datetime) -> int:
    day = today(now=now)
    lines = list(_lines(person, now).select_for_update(of=("self",)))
    for line in lines:
        begun = _pass_dated(line, "supervisor", successor, day)
        facts = {"supervisor": str(successor.pk), "starts_on": str(begun.starts_on)}
        record(
            action="supervision_line.begun", subject_type="supervision_line", subject_id=begun.pk, by=by, now=now,
            about=line.worker_id, facts=facts,
        )  # fmt: skip
    return len(lines)


def _managed(person: Person, now: datetime) -> Any:
    return people_in_post(on=today(now=now)).filter(manager=person).order_by("full_name", "pk")


def managed_held(person: Person, *, now: datetime) -> list[Held]:
    return [Held(one.full_name, one.job_title) for one in _managed(person, now)]


def why_not_manage(person: Person, successor: Person, *, now: datetime) -> str:
    for one in _managed(person, now).exclude(pk=successor.pk):
        if is_below(successor, one):
            return f"{one.full_name} stands above {successor.full_name}. Choose somebody who is not below these people."
    return ""


def pass_managed(*, person: Person, successor: Person, leaves: bool, by: Person, now: datetime) -> int:
    """A successor who is one of them gets the manager of whoever goes; the others get the successor."""
    managed = sorted(_managed(person, now), key=lambda one: one != successor)
    for one in managed:
        manager = person.manager if one == successor else successor
        persons.change_person(person=one, changes={"manager": manager}, by=by, now=now)
    return len(managed)


def teams_held(person: Person, *, now: datetime) -> list[Held]:
    rows = Team.objects.filter(manager=person).select_related("service").order_by("service__name", "name")
    return [Held(team.name, team.service.name) for team in rows]


def pass_teams(*, person: Person, successor: Person, leaves: bool, by: Person, now: datetime) -> int:
    rows = list(Team.objects.filter(manager=person).select_related("service"))
    for team in rows:
        teams.save_team(team=team, service=team.service, name=team.name, manager=successor, by=by, now=now)
    return len(rows)


def services_held(person: Person, *, now: datetime) -> list[Held]:
    return [Held(service.name) for service in Service.objects.filter(lead=person).order_by("name")]


def pass_services(*, person: Person, successor: Person, leaves: bool, by: Person, now: datetime) -> int:
    rows = list(Service.objects.filter(lead=person))
    for service in rows:
        teams.save_service(service=service, name=service.name, lead=successor, by=by, now=now)
    return len(rows)


def _deputising(person: Person, now: datetime) -> Any:
    rows = _lasting(Deputy, today(now=now), deputy=person).select_related("person")
    return rows.order_by("person__full_name", "pk")


def deputies_held(person: Person, *, now: datetime) -> list[Held]:
    return [Held(f"Deputy of {row.person.full_name}", _since(row)) for row in _deputising(person, now)]


def why_no_deputy(person: Person, successor: Person, *, now: datetime) -> str:
    if _deputising(person, now).filter(person=successor).exists():
        return f"Nobody stands in for themselves, and these include {successor.full_name}. Choose somebody else."
    return ""


def pass_deputies(*, person: Person, successor: Person, leaves: bool, by: Person, now: datetime) -> int:
    rows = list(_deputising(person, now).select_for_update(of=("self",)))
    for row in rows:
        named = _pass_dated(row, "deputy", successor, today(now=now))
        facts = {"deputy": str(successor.pk), "starts_on": str(named.starts_on)}
        record(
            action="deputy.named", subject_type="deputy", subject_id=named.pk, by=by, now=now, about=row.person_id,
            facts=facts,
        )  # fmt: skip
    return len(rows)


def roles_held(person: Person, *, now: datetime) -> list[Held]:
    rows = RoleGrant.objects.filter(person=person).select_related("service").order_by("role")
    return [Held(row.get_role_display(), row.service.name if row.service else "The whole organisation") for row in rows]


def pass_roles(*, person: Person, successor: Person, leaves: bool, by: Person, now: datetime) -> int:
    rows = list(RoleGrant.objects.filter(person=person).select_related("person", "service"))
    for row in rows:
        persons.grant_role(person=successor, role=row.role, service=row.service, by=by, now=now)
        persons.take_role(grant=row, by=by, now=now)
    return len(rows)


FROM_TODAY = "The successor's from today on."


def register() -> None:
    register_charge(
        Charge(
            LINES, "Workers they supervise", 10, lines_held, pass_lines,
            "The successor supervises them from today on, and sees the open actions and dates; nothing that was written before.",
            why_not=why_no_lines,
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "people.managed", "People they manage", 20, managed_held, pass_managed, FROM_TODAY, why_not=why_not_manage
        )
    )
    register_charge(Charge("people.teams", "Teams they manage", 21, teams_held, pass_teams, FROM_TODAY))
    register_charge(Charge("people.services", "Services they lead", 22, services_held, pass_services, FROM_TODAY))
    register_charge(
        Charge(
            "people.deputies", "For whom they stand in", 23, deputies_held, pass_deputies, FROM_TODAY,
            why_not=why_no_deputy,
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "people.roles", "Roles they hold", 24, roles_held, pass_roles,
            "The successor gets them and they end here.", administrators_only=True,
        )
    )  # fmt: skip
