"""Sessions to come that their workers prepared, and an adjustment that three sessions carried on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from supervision.commands import (
    add_topic,
    agree_adjustments,
    carry_adjustment,
    prepare_session,
    release_prepared,
    set_check_date,
)
from supervision.enums import AdjustmentKind, NewDateReason
from supervision.models import Adjustment, Session
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import read_own, save_section
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.purposes import AdjustmentRow

from .notes import ON_MY_MIND, TOPICS, WANT_TO_BRING
from .sign_ins import supervisor_to_show, worker_to_show
from .staff import ZONE

CARRIED = 3
DAY = timedelta(days=1)


# Of the next sessions, which answers are released: some, none, all that is said. Who comes after that prepared nothing.
RELEASED = (("want_to_bring",), (), ("on_my_mind", "want_to_bring", "need_most"))
WRITTEN = {
    "on_my_mind": Value(words=ON_MY_MIND),
    "want_to_bring": Value(words=WANT_TO_BRING),
    "need_most": Value(coded="relief"),
}


def prepare_some(*, now: datetime) -> int:
    """Prepare the next sessions of the supervisor to show, each in another way; gives how many."""
    coming = Session.objects.open().filter(supervisor=supervisor_to_show(), planned_at__gte=now)
    sessions = coming.select_related("worker", "supervisor").order_by("planned_at", "reference")[: len(RELEASED)]
    for session, released in zip(sessions, RELEASED, strict=False):
        _prepare(session, released, now)
        _add_topics(session, now)
    _carry_one(now)
    return len(sessions)


def _prepare(session: Session, released: tuple[str, ...], now: datetime) -> None:
    worker = session.worker
    response = prepare_session(session=session, by=worker, now=now)
    section = asked_by(response.version_id).sections[0]
    save_section(response=response, section=section, values=WRITTEN, revision=0, seen="", by=worker, now=now)
    for own in read_own(response=response, by=worker, now=now):
        if own.shown.key in released:
            release_prepared(session=session, answer_id=own.id, seen=own.seen, by=worker, now=now)


def _add_topics(session: Session, now: datetime) -> None:
    """Two of the worker, one of the supervisor."""
    for by, text in zip((session.worker, session.supervisor, session.worker), TOPICS, strict=True):
        add_topic(session=session, text=text, once=text, by=by, now=now)


def _carry_one(now: datetime) -> None:
    """Agreed four sessions ago, carried by the three since; looked at later than was first agreed."""
    held = Session.objects.took_place().of_worker(worker_to_show()).select_related("supervisor", "worker")
    *later, first = held.order_by("-held_at")[: CARRIED + 1]
    by, day = first.supervisor, first.held_at.astimezone(ZONE).date()
    row = AdjustmentRow("carried", AdjustmentKind.PAIRED_WORK, by.pk, day, None, day + 28 * DAY)
    agree_adjustments(first.pk, [row], by, first.held_at)
    adjustment: Any = Adjustment.objects.get(session=first, row="carried")
    for session in reversed(later):
        carry_adjustment(adjustment=adjustment, session=session, by=session.supervisor, now=session.held_at)
    check_on = now.astimezone(ZONE).date() + 14 * DAY
    set_check_date(
        adjustment=adjustment, check_on=check_on, reason=NewDateReason.WAITS, by=later[0].supervisor, now=now
    )
