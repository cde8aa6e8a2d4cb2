"""Writes the invented organisation: people and history set by set, the last weeks by the product's own commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

import holidays as holiday_library
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from supervision.commands import plan_ahead
from supervision.enums import KIND
from supervision.models import Series, Session, SessionMove
from workforce_assurance.action_log.models import Action
from workforce_assurance.audit import commands as audit
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.people import models as people
from workforce_assurance.people.queries import calendar

from .absence import plan_absence
from .accounts import write_accounts
from .actions import answer_repeats, write_actions
from .agreements import make_agreements
from .audits import audit_records
from .board import write_papers
from .coaching import coach_some
from .coded_records import write_coded_records
from .competency import show_competency
from .complaints import register_complaints
from .decision_catalogue import draft_catalogue
from .decisions import write_decisions
from .earlier_decisions import bring_earlier_decisions_in
from .escalated import escalate_the_past
from .figures import bring_figures_in
from .format_texts import FORMATS
from .formats import recreate_formats
from .groups import hold_groups
from .history import History, relive
from .incidents import write_incidents
from .inspections import let_inspectors_in
from .labels import judge_words, keep_words
from .last_weeks import hold_some_today, live_the_last_weeks
from .live_decisions import live_decisions
from .live_reviews import live_reviews
from .measures import measure
from .meetings import hold_meetings
from .movers import one_moves
from .policies import cadences_of, publish_policies
from .preparing import prepare_some
from .records import write_records
from .reviews import write_reviews
from .safe_contact import keep_contact_safe
from .sign_ins import SignIn, administrator_to_show, sign_ins
from .staff import ZONE, Staff, employ, instant
from .standards import keep_standards
from .support import write_support
from .teams import ORGANISATION, SAFETY_NET
from .told import tell_what_came
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


@dataclass
class Story:
    """Who there is, and the moment up to which it is told."""

    staff: Staff
    now: datetime

    @property
    def began(self) -> datetime:
        return instant(self.staff.began, time(8))

    @cached_property
    def history(self) -> History:
        return relive(self.staff, cadences_of(self.staff), calendar(), reminder_working_days(KIND))


@transaction.atomic
def load(*, today: date) -> Loaded:
    """Write the whole invented organisation, or nothing; written already, leave it as it is.

    :raises HoldsARealOrganisation: when the database has an organisation or people of its own
    """
    if _is_loaded():
        return Loaded(sign_ins(), already=True)
    story = Story(employ(today), instant(today, time(7, 30)))
    plan_absence(story.staff)
    done = {name: step(story) for name, step in STEPS}
    counts = {"people": len(story.staff.people), "sessions": Session.objects.count(), "actions": Action.objects.count()}
    counts |= {name: done[name] for name in COUNTED}
    audit.record(
        action="demonstration loaded", subject_type="people.organisation", subject_id=1, by=None, now=story.now,
        facts=counts,
    )  # fmt: skip
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


def _start_every_kind(now: datetime) -> None:
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=now)


def _write_staff(staff: Staff) -> None:
    password = make_password(PASSWORD)
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
    """Somebody of their own for the people of the first service, and two by the hour; the numbers are kept for stories."""
    position, (first, *_) = people.SupportContact.objects.count(), staff.services
    office = {"days": [0, 1, 2, 3, 4], "opens": time(9), "closes": time(17), "hours": "Mon to Fri, 9 to 5"}
    always = {"days": list(range(7)), "opens": time(0), "closes": time(0)}
    rows = (
        {"name": f"On-call manager, {first.name}", "phone": "020 7946 0018", "hours": "Any hour", "service": first},
        {"name": "Employee assistance line", "phone": "020 7946 0233", "kind": "employee_assistance", **always},
        {"name": "Occupational health", "phone": "020 7946 0440", "kind": "occupational_health", **office},
    )
    people.SupportContact.objects.bulk_create(
        people.SupportContact(position=position + number, **row) for number, row in enumerate(rows, start=1)
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


# What is written, in this order: each step builds on those before it.
STEPS: tuple[tuple[str, Callable[[Story], Any]], ...] = (
    ("organisation", lambda story: _write_organisation(story.staff)),
    ("shipped", lambda story: load_shipped(now=story.began)),
    ("ladders", lambda story: _start_every_kind(story.began)),
    ("staff", lambda story: _write_staff(story.staff)),
    ("support", lambda story: _write_support(story.staff)),
    ("policies", lambda story: publish_policies(story.staff, now=story.began)),
    ("history", lambda story: _write_history(story.history)),
    ("usual times", lambda story: _write(Series, usual_times(story.staff, now=story.now))),
    ("plan", lambda story: plan_ahead(now=story.now)),
    ("today", lambda story: hold_some_today(now=story.now)),
    ("actions", lambda story: write_actions(now=story.now)),
    ("last weeks", lambda story: live_the_last_weeks(story.history, now=story.now)),
    ("escalated", lambda story: escalate_the_past(now=story.now)),
    ("records", lambda story: write_records(now=story.now) + write_coded_records(now=story.now)),
    ("prepared", lambda story: prepare_some(now=story.now)),
    ("groups", lambda story: hold_groups(now=story.now)),
    ("agreements", lambda story: make_agreements(now=story.now)),
    ("one moves", lambda story: one_moves(now=story.now)),
    ("incidents", lambda story: write_incidents(story.staff, now=story.now)),
    ("accounts", lambda story: write_accounts(now=story.now)),
    ("what answers repeats", lambda story: answer_repeats(now=story.now)),
    ("told", lambda story: tell_what_came(now=story.now)),
    ("decisions", lambda story: write_decisions(story.staff, now=story.now) + live_decisions(now=story.now)),
    ("earlier decisions", lambda story: bring_earlier_decisions_in(began=story.began, now=story.now)),
    ("next catalogue of decisions", lambda story: draft_catalogue(now=story.now)),
    ("complaints", lambda story: register_complaints(now=story.now)),
    ("reviews", lambda story: write_reviews(story.staff) + live_reviews(now=story.now)),
    ("standards", lambda story: keep_standards(began=story.began, now=story.now)),
    ("competency", lambda story: show_competency(now=story.now)),
    ("coaching", lambda story: coach_some(now=story.now)),
    ("words", lambda story: keep_words(now=story.now) + judge_words(now=story.now)),
    ("safe contact", lambda story: keep_contact_safe(now=story.now)),
    (
        "figures",
        lambda story: bring_figures_in(story.staff, now=story.now),
    ),
    ("audits", lambda story: audit_records(now=story.now)),
    ("meetings", lambda story: hold_meetings(now=story.now)),
    ("offers of support", lambda story: write_support(now=story.now)),
    ("measures", lambda story: measure(now=story.now)),
    ("inspectors", lambda story: let_inspectors_in(now=story.now, password=PASSWORD)),
    ("board papers", lambda story: write_papers(now=story.now)),
    ("formats", lambda story: recreate_formats(FORMATS, by=administrator_to_show(), now=story.now)),
)
COUNTED = ("records", "prepared", "incidents", "decisions", "complaints", "reviews", "groups")
