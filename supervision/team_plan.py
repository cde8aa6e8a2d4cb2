"""The plan of a team: each coming session with its due date, a proposed time, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.people import reach

from .models import Session
from .planning_forms import RowForm
from .planning_page import Choice, choices_of, usual_words
from .querysets import SessionQuerySet
from .words import Status, long_day, long_instant, status_of

# What one form holds; the rest comes with the next one.
MOST = 30
PASSED = "Its time has passed: record on its page what became of it, or choose a new time."
WEEKS = 4


@dataclass
class Row:
    """One session with its form."""

    choice: Choice
    form: RowForm
    status: Status
    due: str
    now_at: str
    usual: str
    proposed: str = ""
    clashes: list[str] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.choice.session

    @property
    def name(self) -> str:
        return self.session.worker.full_name

    @property
    def by_call(self) -> bool:
        return bool(self.session.call_link)

    @property
    def is_changed(self) -> bool:
        chosen = self.form.chosen
        return chosen.to != self.session.planned_at or (chosen.at is not None and chosen.at.place != self.session.place)

    @property
    def changes_what_was_agreed(self) -> bool:
        return self.session.set_by_hand and self.form.chosen.to != self.session.planned_at


def teams_of(viewer: Any, *, on: date) -> list[tuple[str, str]]:
    """The teams that the viewer manages, to choose from."""
    rows = reach.teams_managed_by(viewer, on=on).select_related("service").order_by("service__name", "name")
    return [(str(team.pk), f"{team.service.name}: {team.name}") for team in rows]


def sessions_to_plan(viewer: Any, *, team: str, weeks: int, on: date) -> SessionQuerySet:
    """Open sessions due within so many weeks whose record nobody opened: of a team they manage, or those they hold."""
    rows = Session.objects.open()
    rows = rows.managed_by(viewer, on=on).filter(team=team) if team else rows.supervised_by(viewer, on=on)
    rows = rows.exclude(worker=viewer).filter(started_at__isnull=True, due_on__lte=on + timedelta(weeks=weeks))
    return rows.select_related("worker", "supervisor").order_by("due_on", "worker__full_name", "pk")


def rows_of(sessions: Iterable[Session], *, now: datetime, zone: ZoneInfo, typed: Any = None) -> list[Row]:
    """A row for each. The form holds the planned time; where planning alone chose it and something speaks against it,

    it holds a free one instead. What a person chose, or whose time has passed, is never changed by pressing Save.
    """
    taken: set[datetime] = set()
    found = []
    for choice in choices_of(sessions, now=now, zone=zone):
        session, against = choice.session, choice.clashes()
        passed = session.planned_at <= now
        proposal = _proposal(choice, taken) if against or passed else session.planned_at
        taken.add(proposal)
        held = session.planned_at if passed or session.set_by_hand else proposal
        local = held.astimezone(zone)
        initial = {"day": local.date(), "clock": local.time(), "place": session.place, "seen": session.planned_at}
        form = RowForm(typed, session=session, zone=zone, initial=initial)
        found.append(
            Row(
                choice, form, status_of(session, now=now, zone=zone), long_day(session.due_on),
                long_instant(session.planned_at, zone), usual_words(choice.usual),
                _words(proposal, held, session, zone), [*([PASSED] if passed else []), *against],
            )
        )  # fmt: skip
    return found


def _words(proposal: datetime, held: datetime, session: Session, zone: ZoneInfo) -> str:
    """What is proposed, and whether the form holds it already."""
    if proposal == session.planned_at:
        return ""
    at = long_instant(proposal, zone)
    return f"We propose {at} instead." if held == proposal else f"A free time would be {at}."


def _proposal(choice: Choice, taken: set[datetime]) -> datetime:
    """The nearest free time that was not proposed to somebody else on this page."""
    free = [at for at in choice.free() if at not in taken]
    return min(free, key=lambda at: abs(at - choice.session.planned_at), default=choice.session.planned_at)
