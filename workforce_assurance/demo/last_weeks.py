"""The last weeks, lived day by day by the product's own commands: sweeps, mails, sessions held late."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.test.utils import override_settings

from supervision.commands import hold_session, move_session, watch_coverage
from supervision.enums import Reason, Side
from supervision.models import Session
from workforce_assurance.escalations.commands import acknowledge, sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.people.queries import calendar

from .history import LIVED_DAYS, History, Later
from .sign_ins import supervisor_to_show
from .staff import ZONE, instant

DAY = timedelta(days=1)
SWEPT_AT = time(7, 30)
# One in so many first notices was acknowledged that day.
ACKNOWLEDGED = 3
TIMES_TODAY = (time(11), time(14, 30))


def live_the_last_weeks(history: History, *, now: datetime) -> None:
    """Sweep and send on every working day, and hold late what was held late; the last sweep's mails stay waiting."""
    today = now.astimezone(ZONE).date()
    later: dict[date, list[Later]] = defaultdict(list)
    for held in history.later:
        later[held.held_at.astimezone(ZONE).date()].append(held)
    working = calendar()
    for day in (today - n * DAY for n in range(LIVED_DAYS, 0, -1)):
        if working.is_working(day):
            _sweep(instant(day, SWEPT_AT))
            _mails_arrive(instant(day, SWEPT_AT))
            _some_acknowledge(instant(day, time(9, 40)))
        for held in later[day]:
            _hold(held)
    _sweep(now)


def hold_some_today(*, now: datetime) -> None:
    """Whoever is shown as supervisor has sessions today, whatever day of the week it is."""
    supervisor = supervisor_to_show()
    today = now.astimezone(ZONE).date()
    coming = Session.objects.open().filter(supervisor=supervisor, due_on__gte=today).order_by("due_on", "reference")
    workers = set()
    for session in coming:
        if len(workers) == len(TIMES_TODAY):
            return
        if session.worker_id not in workers:
            at = instant(today, TIMES_TODAY[len(workers)])
            move_session(session=session, to=at, side=Side.SUPERVISOR, reason=Reason.TRAINING, by=supervisor, now=now)
            workers.add(session.worker_id)


def _sweep(at: datetime) -> None:
    """Nobody was there to say whether it was a storm."""
    watch_coverage(now=at)
    with override_settings(ESCALATIONS_STORM_FACTOR=0):
        sweep(now=at)


def _mails_arrive(at: datetime) -> None:
    """What went out in the past went nowhere: the ledger has it, the mailbox does not."""
    nowhere = "django.core.mail.backends.dummy.EmailBackend"
    with override_settings(EMAIL_BACKEND=nowhere, OUTBOX_SEND_PER_MINUTE=0):
        send_waiting(clock=lambda: at)


def _some_acknowledge(at: datetime) -> None:
    first = Notice.objects.filter(position=1, created_at__date=at.date(), recipient__isnull=False)
    for notice in (
        first.exclude(episode__state=Episode.State.CLOSED).select_related("episode", "recipient").order_by("id")
    ):
        if notice.episode.subject_id.int % ACKNOWLEDGED == 0:
            acknowledge(episodes=[notice.episode], by=notice.recipient, now=at)


def _hold(held: Later) -> None:
    done = held.held_at + timedelta(minutes=held.minutes + 5)
    hold_session(session=held.session, held_at=held.held_at, minutes=held.minutes, by=held.by, now=done)
