"""Writes the invented organisation: people and history set by set, the last weeks by the product's own commands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import holidays as holiday_library
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from supervision.commands import plan_ahead
from supervision.enums import KIND
from supervision.models import Series, Session, SessionMove
from workforce_assurance.audit import commands as audit
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.people import models as people
from workforce_assurance.people.queries import calendar

from .absence import plan_absence
from .actions import write_actions
from .agreements import make_agreements
from .coded_records import write_coded_records
from .format_texts import FORMATS
from .formats import recreate_formats
from .groups import hold_groups
from .history import History, relive
from .incidents import write_incidents
from .last_weeks import hold_some_today, live_the_last_weeks
from .movers import one_moves
from .policies import cadences_of, publish_policies
from .preparing import prepare_some
from .records import write_records
from .sign_ins import SignIn, administrator_to_show, sign_ins
from .staff import ZONE, Staff, employ, instant
from .support import write_support
from .teams import ORGANISATION, SAFETY_NET
from .trail import write_trail
from .usual_times import usual_times

PASSWORD = "quiet harbour lantern"  # noqa: S105 - for an invented organisation on one's own machine
YEARS_AHEAD = 2
BATCH = 2000
# One supervisor has more, and is marked.
SPAN_SET = 6


class HoldsARealOrganisation(Exception):
    """The database belongs to somebody: nothing invented is written into it."""


@dataclass
class Loaded:
    """What there is now."""

    sign_ins: list[SignIn]
    counts: dict[str, int] = field(default_factory=dict)
    already: bool = False


@transaction.atomic
def load(*, today: date) -> Loaded:
    """Write the whole invented organisation, or nothing; written already, leave it as it is.

    :raises HoldsARealOrganisation: when the database has an organisation or people of its own
    """
    if _is_loaded():
        return Loaded(sign_ins(), already=True)
    now = instant(today, time(7, 30))
    staff = employ(today)
    plan_absence(staff)
    began = instant(staff.began, time(8))
    _write_organisation(staff)
    load_shipped(now=began)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=began)
    _write_staff(staff, make_password(PASSWORD))
    _write_support(staff)
    publish_policies(staff, now=began)
    history = relive(staff, cadences_of(staff), calendar(), reminder_working_days(KIND))
    _write_history(history)
    _write(Series, usual_times(staff, now=now))
    plan_ahead(now=now)
    hold_some_today(now=now)
    actions = write_actions(now=now)
    live_the_last_weeks(history, now=now)
    records = write_records(now=now)
    records += write_coded_records(now=now)
    prepared = prepare_some(now=now)
    groups = hold_groups(now=now)
    make_agreements(now=now)
    one_moves(now=now)
    incidents = write_incidents(staff, now=now)
    write_support(now=now)
    recreate_formats(FORMATS, by=administrator_to_show(), now=now)
    counts = {
        "people": len(staff.people),
        "sessions": Session.objects.count(),
        "records": records,
        "prepared": prepared,
        "incidents": incidents,
        "groups": groups,
        "actions": actions,
    }
    audit.record(
        action="demonstration loaded", subject_type="people.organisation", subject_id=1, by=None, now=now, facts=counts
    )
    return Loaded(sign_ins(), counts)


def _is_loaded() -> bool:
    organisation = people.Organisation.objects.first()
    if organisation is not None and organisation.name == ORGANISATION:
        return True
    if organisation is not None or people.Person.objects.exists():
        raise HoldsARealOrganisation(
            "This database holds an organisation or people already. The invented one goes into an empty database only: "
            "choose another, for example with ./dev run --data DIR."
        )
    return False


def _write_organisation(staff: Staff) -> None:
    people.Organisation.objects.create(
        name=ORGANISATION, safety_net_email=SAFETY_NET, time_zone=str(ZONE), largest_span=SPAN_SET
    )
    years = range(staff.began.year, staff.today.year + YEARS_AHEAD + 1)
    known = holiday_library.country_holidays("GB", subdiv="ENG", years=years)
    people.Holiday.objects.bulk_create(
        [people.Holiday(day=day, name=name) for day, name in sorted(known.items())], ignore_conflicts=True
    )


def _write_staff(staff: Staff, password: str) -> None:
    for person in staff.people:
        person.password = password
    _write(people.Person, staff.people)
    _write(people.Service, staff.services)
    _write(people.Team, staff.teams)
    _write(people.TeamMembership, staff.memberships)
    _write(people.SupervisionLine, staff.lines)
    _write(people.RoleGrant, staff.grants)
    _write(people.Leave, staff.leave)
    _write(people.Deputy, staff.deputies)


def _write_support(staff: Staff) -> None:
    """Somebody of their own for the people of the first service; the number is one that is kept for stories."""
    people.SupportContact.objects.create(
        name=f"On-call manager, {staff.services[0].name}",
        phone="020 7946 0018",
        hours="Any hour",
        service=staff.services[0],
        position=people.SupportContact.objects.count() + 1,
    )


def _write_history(history: History) -> None:
    _write(Session, history.sessions)
    _write(SessionMove, history.moves)
    write_trail(history)
    # So many new rows in one transaction: without counts the planner guesses.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=BATCH)
