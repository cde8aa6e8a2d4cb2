"""The written records of the invented organisation, made by the commands that pages use: sealed, signed, amended."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from supervision.commands import check_adjustment, start_session
from supervision.enums import AdjustmentEffect, AdjustmentOutcome
from supervision.models import Adjustment, Session
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import (
    add_statement,
    amend,
    finish_response,
    save_section,
    sign,
)
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Response

from .notes import (
    AMENDED_BECAUSE,
    AMENDMENT,
    CASES_ALONE,
    NOTES,
    STATEMENT,
    STATEMENT_OF_SUPERVISOR,
    Agreed,
    Note,
)
from .sign_ins import other_worker_to_show, supervisor_to_show, worker_to_show
from .staff import ZONE, instant
from .teams import SLIPPED

WRITTEN = 15
# Of the records, newest first: what is special about some of them.
TO_SIGN_BY_WORKER, WITH_STATEMENT, AMENDED = (0, 3), 1, 2
# So many of the last sessions of the worker to show have a record, so that something can be seen over time.
EARLIER, CASES_ALONE_IN_A_ROW = 8, 3
WHAT_BECAME = (
    (AdjustmentEffect.YES, AdjustmentOutcome.KEPT),
    (AdjustmentEffect.PARTLY, AdjustmentOutcome.CHANGED),
    (AdjustmentEffect.NO, AdjustmentOutcome.ENDED),
    (AdjustmentEffect.UNKNOWN, AdjustmentOutcome.ENDED),
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def write_records(*, now: datetime) -> int:
    """Write the records of the last sessions of the team to show; gives how many."""
    sessions = list(_sessions())
    cases_alone = other_worker_to_show()
    for number, session in enumerate(sessions):
        note = CASES_ALONE if session.worker_id == cases_alone.pk else NOTES[number % len(NOTES)]
        _write(session, note, number, now)
    earlier = _earlier(worker_to_show(), EARLIER)
    for number, session in enumerate(earlier):
        _write(session, NOTES[(number + 1) % len(NOTES)], WRITTEN + number, now)
    _check_adjustments(earlier, now)
    others = _earlier(cases_alone, CASES_ALONE_IN_A_ROW)
    for session in others:
        _write(session, CASES_ALONE, WRITTEN, now)
    return len(sessions) + len(earlier) + len(others)


def _earlier(worker: Any, number: int) -> list[Session]:
    """Of the last sessions of that worker with the supervisor to show, those that have no record yet."""
    held = Session.objects.took_place().of_worker(worker).filter(supervisor=supervisor_to_show())
    last = list(held.select_related("worker", "supervisor", "closed_by").order_by("-held_at")[:number])
    written = set(Response.objects.filter(subject_id__in=[one.pk for one in last]).values_list("subject_id", flat=True))
    return [session for session in last if session.pk not in written]


def _check_adjustments(sessions: list[Session], now: datetime) -> None:
    """What these agreed was looked at on its day, and helped, helped in part, or did not."""
    today = now.astimezone(ZONE).date()
    due = Adjustment.objects.open().filter(session__in=sessions, check_on__lt=today).order_by("check_on", "row")
    for number, adjustment in enumerate(due.select_related("owner")):
        helped, outcome = WHAT_BECAME[number % len(WHAT_BECAME)]
        at = instant(adjustment.check_on, time(11))
        check_adjustment(adjustment=adjustment, helped=helped, outcome=outcome, by=adjustment.owner, now=at)


def _sessions() -> list[Session]:
    """The last sessions of the team, first the one of the worker to show with the supervisor to show."""
    held = Session.objects.took_place().filter(team__name=SLIPPED).select_related("worker", "supervisor", "closed_by")
    recent = list(held.order_by("-held_at", "reference")[:WRITTEN])
    shown = held.filter(worker=worker_to_show(), supervisor=supervisor_to_show()).order_by("-held_at").first()
    return [shown, *(session for session in recent if session != shown)] if shown else recent


def _write(session: Session, note: Note, number: int, now: datetime) -> None:
    author = session.supervisor
    begun = session.held_at
    response = start_session(session=session, by=author, now=begun)
    sections = dict(note.sections)
    if note.agreed:
        sections["adjustments"] = {"agreed": _agreed(note.agreed, session, begun.astimezone(ZONE).date())}
    for minute, (key, answers) in enumerate(sections.items()):
        _save(response, key, answers, author, begun + minute * MINUTE)
    ended = begun + timedelta(minutes=session.held_minutes)
    response = finish_response(response=response, by=author, now=ended)
    read = min(ended + DAY, now)
    if number == WITH_STATEMENT:
        for side, words in ((session.worker, STATEMENT), (author, STATEMENT_OF_SUPERVISOR)):
            add_statement(response=response, text=words, once="demo", by=side, now=read)
    seen = read if number == WITH_STATEMENT else ended + MINUTE
    sign(response=response, seen_sha256=response.content_sha256, by=author, now=seen)
    if number in TO_SIGN_BY_WORKER:
        return
    sign(response=response, seen_sha256=response.content_sha256, by=session.worker, now=read)
    if number == AMENDED:
        amend(
            response=response, reason=AMENDED_BECAUSE, text=AMENDMENT, once="demo", by=author, now=min(read + DAY, now)
        )


def _save(response: Response, key: str, answers: dict[str, Value], by: Any, now: datetime) -> None:
    section = asked_by(response.version_id).section(key)
    if section is not None:
        save_section(response=response, section=section, values=answers, revision=0, seen="", by=by, now=now)


def _agreed(agreed: tuple[Agreed, ...], session: Session, day: date) -> Value:
    coded = [
        {
            "row": f"r{number}",
            "kind": one.kind,
            "owner": str(session.supervisor_id),
            "starts_on": day.isoformat(),
            "ends_on": (day + one.days * DAY).isoformat(),
            "check_on": (day + one.check_after * DAY).isoformat(),
        }
        for number, one in enumerate(agreed)
    ]
    return Value(coded=coded, words={f"r{number}": one.what for number, one in enumerate(agreed)})
