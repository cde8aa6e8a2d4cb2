"""Two senders that are killed at random moments, and what a counting mail server has accepted meanwhile."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, StartProcess, free_port, product_environment
from workforce_assurance.escalations.models import Notice
from workforce_assurance.outbox.models import Mail

SENDERS = 2
MOST_COPIES = 3
PATIENCE = 240


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


def kill_while_sending(senders: Senders, accepted: Path, *, mails: int, kills: int) -> None:
    """Kill a sender each time that so many mails are out, and wait until nothing waits any more."""
    deadline = time.monotonic() + PATIENCE
    for moment in sorted(random.sample(range(1, mails - 20), kills)):
        while len(lines(accepted)) < moment and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(random.random() / 100)
        senders.kill_one()
    while Mail.objects.waiting().exists() or Notice.objects.waiting().exists():
        assert time.monotonic() < deadline, "Mail still waits."
        time.sleep(0.1)


def nothing_was_lost(accepted: Path, *, mails: int, kills: int) -> None:
    """Every mail arrived under one Message-ID; it was doubled at most where a kill fell."""
    copies = Counter(line.split()[0] for line in lines(accepted))
    assert len(copies) == mails
    assert sum(copies.values()) - mails <= kills
    assert max(copies.values()) <= MOST_COPIES
    # One address for each Message-ID.
    assert len(set(lines(accepted))) == mails
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.SENT}
