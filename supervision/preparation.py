"""Reminders to prepare: for which sessions they are due, and what the mail says, checked again at the door."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.template.loader import get_template
from django.urls import reverse

from workforce_assurance.common.dates import WorkingCalendar, end_of_day
from workforce_assurance.outbox.registry import MailKind, Prepared, Queued, Superseded, register_mail_kind
from workforce_assurance.people import queries as people

from .enums import SessionState
from .models import NoPreparationReminder, PreparationReminder, PreparationTimes, Session
from .querysets import SessionQuerySet
from .words import counted, long_instant

KIND = "supervision.preparation"
DAY = timedelta(days=1)
PARTS = ("worker", "supervisor")
LISTED = 20
GONE = "The session was moved, has an outcome, or is no longer theirs to prepare."
AWAY = "The person is on leave."
NOT_WANTED = "The person wants no reminder to prepare."
LEFT = "The person has no e-mail address any more, or has left."

_template = cache(get_template)


def times() -> PreparationTimes:
    """The organisation's setting; the shipped one where nobody changed it."""
    return PreparationTimes.objects.first() or PreparationTimes()


def is_reminded(person: Any) -> bool:
    return not NoPreparationReminder.objects.filter(person=person).exists()


def when_words() -> str:
    """When reminders come, in a sentence."""
    said = times()
    parts = [("worker", said.worker_working_days), ("supervisor", said.supervisor_working_days)]
    found = [f"{counted(days, 'working day')} before a session as {part}" for part, days in parts if days]
    return f"A mail comes {' and '.join(found)}." if found else "The organisation sends no reminders to prepare."


def last_day(today: date, working_days: int, calendar: WorkingCalendar) -> date:
    """The last planned day whose reminder has come by `today`."""
    day = calendar.add(today, working_days)
    while calendar.subtract(day + DAY, working_days) <= today:
        day += DAY
    return day


def due(part: str, working_days: int, *, now: datetime) -> SessionQuerySet:
    """Sessions of which this part was not told yet for the time they have, though its reminder has come."""
    zone, today = people.zone(), people.today(now=now)
    told = PreparationReminder.objects.filter(
        session=OuterRef("pk"), planned_at=OuterRef("planned_at"), person=OuterRef(part)
    )
    until = end_of_day(last_day(today, working_days, people.calendar()), zone)
    present = people.people_in_post(on=today).present(on=today).filter(email__isnull=False)
    unwilling = NoPreparationReminder.objects.filter(person=OuterRef(part))
    rows = Session.objects.open().filter(planned_at__gt=now, planned_at__lt=until)
    rows = rows.filter(~Exists(told), ~Exists(unwilling), **{f"{part}__in": present.values("pk")})
    return rows.order_by("planned_at", "pk")


def due_for_deputies(working_days: int, *, now: datetime) -> list[tuple[uuid.UUID, datetime, uuid.UUID]]:
    """The same for sessions whose supervisor is away: session, time, and the deputy who takes over."""
    today = people.today(now=now)
    deputies = people.standing_in(on=today)
    if not deputies:
        return []
    until = end_of_day(last_day(today, working_days, people.calendar()), people.zone())
    rows = Session.objects.open().filter(planned_at__gt=now, planned_at__lt=until, supervisor__in=deputies)
    wanted = [
        (key, at, deputies[supervisor])
        for key, at, worker, supervisor in rows.values_list("pk", "planned_at", "worker_id", "supervisor_id")
        if deputies[supervisor] != worker
    ]
    reachable = people.people_in_post(on=today).filter(pk__in={who for *_, who in wanted}, email__isnull=False)
    willing = set(
        reachable.filter(~Exists(NoPreparationReminder.objects.filter(person=OuterRef("pk")))).values_list(
            "pk", flat=True
        )
    )
    told = PreparationReminder.objects.filter(session__in=[key for key, *_ in wanted])
    known = set(told.values_list("session_id", "planned_at", "person_id"))
    return [row for row in wanted if row[2] in willing and row not in known]


def write(mails: Sequence[Queued], now: datetime) -> dict[uuid.UUID, Prepared | Superseded]:
    """What each mail says, or why it does not go out; asked right before it does, in the same number of queries."""
    desk = _Desk.at(mails, now)
    return {mail.pk: desk.write(mail) for mail in mails}


@dataclass
class _Desk:
    """What a batch of these mails needs to know."""

    now: datetime
    today: date
    zone: Any
    organisation: str
    sessions: dict[uuid.UUID, list[Session]]
    present: set[uuid.UUID]
    in_post: set[uuid.UUID]
    unwilling: set[uuid.UUID]

    @classmethod
    def at(cls, mails: Sequence[Queued], now: datetime) -> _Desk:
        organisation = people.organisation()
        zone, today = people.zone(), people.today(now=now)
        deputies = people.standing_in(on=today)
        who = {mail.recipient_id for mail in mails}
        sessions: dict[uuid.UUID, list[Session]] = defaultdict(list)
        rows = PreparationReminder.objects.filter(mail__in=[mail.pk for mail in mails], planned_at__gt=now)
        rows = rows.filter(session__state=SessionState.PLANNED, session__planned_at=F("planned_at"))
        for row in rows.select_related("session").order_by("planned_at", "session_id"):
            theirs = (row.session.worker_id, row.session.supervisor_id, deputies.get(row.session.supervisor_id))
            if row.person_id in theirs:
                sessions[row.mail_id].append(row.session)
        in_post = people.people_in_post(on=today).filter(pk__in=who)
        return cls(
            now, today, zone, organisation.name or "Workforce Assurance", sessions,
            set(in_post.present(on=today).values_list("pk", flat=True)), set(in_post.values_list("pk", flat=True)),
            set(NoPreparationReminder.objects.filter(person__in=who).values_list("person_id", flat=True)),
        )  # fmt: skip

    def write(self, mail: Queued) -> Prepared | Superseded:
        key, person = mail.recipient_id, mail.recipient
        if person is None or not person.email or key not in self.in_post:
            return Superseded(LEFT)
        if key not in self.present:
            return Superseded(AWAY)
        if key in self.unwilling:
            return Superseded(NOT_WANTED)
        sessions = self.sessions[mail.pk]
        return self._mail(person, sessions) if sessions else Superseded(GONE)

    def _mail(self, person: Any, sessions: list[Session]) -> Prepared:
        said = {
            "organisation": self.organisation,
            "headline": _headline(sessions),
            "lines": self._lines(person, sessions),
            "link": settings.SITE_URL + _where(person, sessions),
            "preferences": settings.SITE_URL + reverse("supervision:my_calendar"),
            "help_now": settings.SITE_URL + reverse("help_now"),
        }
        return Prepared(
            to_address=person.email,
            subject=_headline(sessions),
            text=_template("emails/supervision/preparation.txt").render(said),
            html=_template("emails/supervision/preparation.html").render(said),
        )

    def _lines(self, person: Any, sessions: list[Session]) -> list[str]:
        lines = []
        for session in sessions[:LISTED]:
            part = "you are the worker" if session.worker_id == person.pk else "you hold it"
            lines.append(f"{long_instant(session.planned_at, self.zone)}, {session.reference}: {part}")
        more = len(sessions) - LISTED
        return [*lines, f"and {more} more"] if more > 0 else lines


def _where(person: Any, sessions: Sequence[Session]) -> str:
    """The worker's page to prepare on, the page of the session for who holds it, the calendar for several."""
    if len(sessions) > 1:
        return reverse("supervision:calendar")
    (session,) = sessions
    name = "preparation" if session.worker_id == person.pk else "session"
    return reverse(f"supervision:{name}", args=[session.pk])


def _headline(sessions: Sequence[Session]) -> str:
    return f"Time to prepare for {counted(len(sessions), 'supervision session')}"


def register() -> None:
    register_mail_kind(MailKind(KIND, "Reminder to prepare for supervision", write))
