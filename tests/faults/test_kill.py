"""Senders killed at random moments lose nothing, and double no more than the mail that was on its way."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, StartProcess, free_port, product_environment
from tests.factories.escalations import END_OF_FRIDAY, MONDAY, cast
from tests.practice.dates import KIND
from tests.practice.models import PromisedDate
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Notice
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.models import Person

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NOTICES = 2000
KILLS = 50
SENDERS = 2
MOST_COPIES = 3
PATIENCE = 240


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


class Senders:
    """Two senders; whoever is killed is followed by another."""

    def __init__(self, **environment: str) -> None:
        self.nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.sender_nursery"],
            cwd=ROOT,
            env=product_environment(**environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
        )
        self.pids = [self._start() for _ in range(SENDERS)]

    def _start(self) -> int:
        self.nursery.stdin.write("start\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def kill_one(self) -> None:
        victim = random.randrange(SENDERS)
        os.kill(self.pids[victim], signal.SIGKILL)
        self.pids[victim] = self._start()

    def end(self) -> None:
        for pid in self.pids:
            os.kill(pid, signal.SIGKILL)
        self.nursery.stdin.close()
        self.nursery.wait(timeout=10)


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    path = tmp_path / "accepted"
    path.touch()
    return path


@pytest.fixture
def senders(accepted: Path, start_process: StartProcess) -> Iterator[Senders]:
    port = free_port()
    start_process("tests.faults.counting_server", str(port), str(accepted))
    senders = Senders(
        EMAIL_URL=f"smtp://127.0.0.1:{port}", OUTBOX_LEASE="3", OUTBOX_SMTP_TIMEOUT="1", OUTBOX_BATCH="25"
    )
    yield senders
    senders.end()


def lines(accepted: Path) -> list[str]:
    return accepted.read_text().splitlines()


def test_fifty_kills_lose_nothing_and_double_at_most_fifty(
    senders: Senders, accepted: Path, record_property: Any, settings: Any
) -> None:
    settings.ESCALATIONS_STORM_FACTOR = 0
    one_date_for_each_of(NOTICES)
    moments = sorted(random.sample(range(1, NOTICES - 20), KILLS))
    deadline = time.monotonic() + PATIENCE
    for moment in moments:
        while len(lines(accepted)) < moment and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(random.random() / 100)
        senders.kill_one()
    while Mail.objects.waiting().exists() or Notice.objects.waiting().exists():
        assert time.monotonic() < deadline, "Mail still waits."
        time.sleep(0.1)
    copies = Counter(line.split()[0] for line in lines(accepted))
    doubled = sum(copies.values()) - NOTICES
    record_property("doubles", doubled)
    record_property("most_copies", max(copies.values()))
    assert len(copies) == NOTICES
    assert doubled <= KILLS
    assert max(copies.values()) <= MOST_COPIES
    assert len({line.split()[1] for line in lines(accepted)}) == NOTICES
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.SENT}
