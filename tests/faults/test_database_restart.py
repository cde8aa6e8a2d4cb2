"""PostgreSQL stops and comes back, as in an update of its machine: nobody restarts a web process, a worker or beat."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MailServer, StartProcess
from tests.faults.promised_dates import PASSWORD, SUPERVISOR
from tests.faults.test_error_answers import Visitor, start_web
from workforce_assurance.local.migrated import MIGRATED, migrated_server
from workforce_assurance.local.postgresql import PostgreSQL

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SWEEP_SECONDS = 3
PATIENCE = 120


@pytest.fixture
def database(tmp_path: Path) -> Iterator[PostgreSQL]:
    """A server of this test's own: that of the run is everybody's."""
    server = migrated_server(tmp_path / "own")
    yield server
    server.stop()


@pytest.fixture
def start(database: PostgreSQL, start_process: StartProcess, mail_server: MailServer) -> StartProcess:
    """Starts a process on the server of this test."""
    environment = {"DATABASE_URL": database.url(MIGRATED), "EMAIL_URL": mail_server.url}
    environment |= dict.fromkeys(("SWEEP_SECONDS", "SEND_SECONDS"), str(SWEEP_SECONDS))
    return lambda *words, **more: start_process(*words, **{**environment, **more})


def do(start: StartProcess, *words: str) -> None:
    assert start(*words).wait(timeout=PATIENCE) == 0, words


def until(true: Callable[[], Any], words: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, words
        time.sleep(0.2)


def swept(visitor: Visitor) -> bool:
    return json.loads(visitor.get("/healthz")[1])["checks"]["sweep"] == "ok"


def said(log: Path) -> str:
    return log.read_text(errors="replace")


def test_web_worker_and_beat_carry_on_when_the_database_was_restarted(
    database: PostgreSQL, start: StartProcess, mail_server: MailServer, tmp_path: Path
) -> None:
    do(start, "tests.faults.promised_dates", "people")
    visitor = Visitor(start_web(start))
    visitor.post("/accounts/login/", login=SUPERVISOR, password=PASSWORD)
    celery = ("celery", "-A", "workforce_assurance")
    worker = start(*celery, "worker", "--concurrency=1", "--loglevel=INFO")
    beat = start(*celery, "beat", "--loglevel=INFO", f"--schedule={tmp_path}/beat")
    log = tmp_path / "process-2.log"
    until(lambda: "Task escalations.sweep" in said(log) and "succeeded" in said(log), "The sweep never ran.")
    until(lambda: swept(visitor), "The sweep was not heard of.")

    database.stop()
    status, page = visitor.get("/")
    assert (status, "We are away for a moment" in page) == (503, True)
    until(lambda: "OperationalError" in said(log), "No sweep came while the database was away.")
    database.start()

    status, page = visitor.get("/")
    assert (status, "<h1>Today</h1>" in page) == (200, True)
    do(start, "tests.faults.promised_dates", "one")
    assert [mail["To"] for mail in mail_server.wait_for(1, seconds=PATIENCE)] == [SUPERVISOR]
    until(lambda: swept(visitor), "No sweep came after the database was back.")
    assert (worker.poll(), beat.poll()) == (None, None)
