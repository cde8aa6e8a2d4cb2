"""Senders killed at random moments lose nothing, and double no more than the mail that was on its way."""

from pathlib import Path
from typing import Any

import pytest

from tests.factories.escalations import END_OF_FRIDAY, MONDAY, cast
from tests.faults.killing import Senders, kill_while_sending, lines, nothing_was_lost
from tests.faults.killing import accepted as accepted  # noqa: PLC0414
from tests.faults.killing import senders as senders  # noqa: PLC0414
from tests.practice.dates import KIND
from tests.practice.models import PromisedDate
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.models import Person

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NOTICES = 2000
KILLS = 50


def one_date_for_each_of(count: int) -> None:
    people = cast()
    start_kind(kind=KIND, by=None, now=MONDAY)
    supervisors = Person.objects.bulk_create(
        Person(full_name=f"Supervisor {n}", email=f"s{n}@harbour.example", manager=people.manager, password="!")
        for n in range(count)
    )
    PromisedDate.objects.bulk_create(
        PromisedDate(
            reference=f"P-{n:05}",
            about=people.worker,
            responsible=supervisor,
            due_at=END_OF_FRIDAY,
            runs_out_at=END_OF_FRIDAY,
            next_check=END_OF_FRIDAY,
        )
        for n, supervisor in enumerate(supervisors)
    )
    sweep(now=MONDAY)
    Mail.objects.update(created_at=MONDAY, next_attempt_at=MONDAY)


def test_fifty_kills_lose_nothing_and_double_at_most_fifty(senders: Senders, accepted: Path, settings: Any) -> None:
    settings.ESCALATIONS_STORM_FACTOR = 0
    one_date_for_each_of(NOTICES)
    kill_while_sending(senders, accepted, mails=NOTICES, kills=KILLS)
    nothing_was_lost(accepted, mails=NOTICES, kills=KILLS)
    # Each is somebody else's.
    assert len({line.split()[1] for line in lines(accepted)}) == NOTICES
