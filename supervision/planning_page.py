"""What the pages where a time is chosen show: free times, and what speaks against the time there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day

from .clashes import Diaries, clashes
from .diaries import diaries_of
from .models import Session, Weekday
from .slots import Usual, free_slots
from .usual_times import usual_times
from .words import counted, long_day

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Choice:
    """A session whose time is being chosen, with all that is known about the two diaries."""

    session: Session
    diaries: Diaries
    usual: Usual | None

    @property
    def people(self) -> tuple[object, ...]:
        return (self.session.worker_id, self.session.supervisor_id)

    def clashes(self, at: datetime | None = None, minutes: int | None = None) -> list[str]:
        """What speaks against this time, or against the one that the session has."""
        session = self.session
        return clashes(at or session.planned_at, minutes or session.minutes, self.people, self.diaries, but=session.pk)  # type: ignore[arg-type]

    def free(self) -> list[datetime]:
        """Free times for both, up to the due date."""
        session, of = self.session, self.diaries.of
        mine = [of[person] for person in self.people if person in of]  # type: ignore[index]
        return free_slots(
            local_day(session.planned_at, self.diaries.zone), until=session.due_on, where=self.diaries.place,
            minutes=session.minutes, busy=[span for diary in mine for span in diary.busy(but=session.pk)],
            away=[leave for diary in mine for leave in diary.leave], usual=self.usual,
        )  # fmt: skip


def choices_of(
    sessions: Iterable[Session], *, now: datetime, zone: ZoneInfo, until: date | None = None
) -> list[Choice]:
    """These sessions with both diaries of each, in the same number of queries for any number of them.

    The sessions come with their worker and their supervisor. `until` is the last day that is looked at besides.
    """
    sessions = list(sessions)
    diaries = _diaries(sessions, now, zone, until)
    usual = usual_times({session.worker_id: session.supervisor_id for session in sessions})
    return [Choice(session, diaries, usual.get(session.worker_id)) for session in sessions]


def clashes_of(session: Session, *, now: datetime, zone: ZoneInfo) -> list[str]:
    """What speaks against the time that the session has."""
    return Choice(session, _diaries([session], now, zone), None).clashes()


def _diaries(sessions: list[Session], now: datetime, zone: ZoneInfo, until: date | None = None) -> Diaries:
    names = {session.worker_id: session.worker.full_name for session in sessions}
    names |= {session.supervisor_id: session.supervisor.full_name for session in sessions}
    days = [day for session in sessions for day in (session.due_on, session.planned_at.date())]
    today = now.date()
    first, last = min([today, *days]), max([today + AHEAD, *days, *([until] if until else [])])
    return diaries_of(names, first=first, last=last, now=now, zone=zone)


def usual_words(usual: Usual | None, zone: ZoneInfo | None = None) -> str:
    """ "Tuesdays at 10:00, every 4 weeks"; nothing without a series."""
    if usual is None:
        return ""
    every = "every week" if usual.every_weeks == 1 else f"every {counted(usual.every_weeks, 'week')}"
    return f"{Weekday(usual.weekday).label}s at {usual.clock:%H:%M}, {every}"


def warning(sentences: Iterable[str]) -> str:
    """What speaks against a time, as the end of a message; nothing when nothing does."""
    found = " ".join(sentences)
    return f" Please look again: {found}" if found else ""


__all__ = ["Choice", "choices_of", "long_day", "usual_words", "warning"]
