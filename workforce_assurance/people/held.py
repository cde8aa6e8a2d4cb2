"""What people's tables hold about somebody, for that person's own eyes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from workforce_assurance.common.dates import in_words
from workforce_assurance.common.holdings import Holding, HoldingSource, register_holding

from .models import Person
from .queries import zone_for


def account(person: Person, _now: datetime) -> Holding:
    zone = zone_for(person)
    rows = (
        ("Name", person.full_name),
        ("E-mail address", person.email),
        ("Staff number", person.reference),
        ("Job title", person.job_title),
        ("Manager", person.manager),
        ("Start date", person.started_on),
        ("Last day", person.left_on),
        ("Receives supervision", "Yes" if person.receives_supervision else "No"),
        ("Last signed in", person.last_login and in_words(person.last_login, zone)),
    )
    return Holding(
        "account", "You and your account", ("What", "Value"), [(label, _shown(value)) for label, value in rows]
    )


def places(person: Person, _now: datetime) -> Holding:
    rows = [
        *(("Team", row.team, *_days(row)) for row in person.memberships.select_related("team")),
        *(("Supervisor", row.supervisor, *_days(row)) for row in person.supervised_by.select_related("supervisor")),
        *(("You supervise", row.worker, *_days(row)) for row in person.supervises.select_related("worker")),
        *(("Deputy", row.deputy, *_days(row)) for row in person.deputies.select_related("deputy")),
        *(("You stand in for", row.person, *_days(row)) for row in person.deputises_for.select_related("person")),
        *(("Leave", row.get_kind_display(), *_days(row)) for row in person.leave.all()),
        *(("Role", row.get_role_display(), "", "") for row in person.role_grants.all()),
    ]
    return Holding(
        "places",
        "Your place, leave and roles",
        ("What", "Value", "From", "To"),
        [tuple(_shown(cell) for cell in row) for row in rows],
    )


def _days(row: Any) -> tuple[date, date | None]:
    return (row.starts_on, row.ends_on)


def _shown(value: Any) -> str:
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value or "")


def register() -> None:
    register_holding(HoldingSource("people.account", 10, account))
    register_holding(HoldingSource("people.places", 20, places))
