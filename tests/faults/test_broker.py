"""The broker is a doorbell: wiped, absent or late, it costs delay and never a notice."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.conftest import MailServer, StartProcess, broker_client
from tests.factories.escalations import Cast, cast
from tests.practice.dates import KIND
from tests.practice.models import PromisedDate
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Notice, Sweep
from workforce_assurance.people.models import Person

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PEOPLE = 60
SWEEP_SECONDS = 4
PATIENCE = 90
TWO_SWEEPS = 2

Process = subprocess.Popen[bytes]


@pytest.fixture
def people() -> Cast:
    people = cast()
    start_kind(kind=KIND, by=None, now=timezone.now())
    return people


def one_date_for_each_of(count: int, people: Cast) -> None:
    now = timezone.now()
    supervisors = Person.objects.bulk_create(
        Person(full_name=f"Supervisor {n}", email=f"s{n}@harbour.example", manager=people.manager, password="!")
        for n in range(count)
    )
    ran_out = now - timedelta(minutes=1)
    PromisedDate.objects.bulk_create(
        PromisedDate(
            reference=f"P-{n:05}",
            about=people.worker,
            responsible=supervisor,
            due_at=ran_out,
            runs_out_at=ran_out,
            next_check=ran_out,
        )
        for n, supervisor in enumerate(supervisors)
    )


def wait_until(true: Callable[[], Any], seconds: float = PATIENCE) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return bool(true())


def broker() -> Any:
    return broker_client()


@pytest.fixture
def worker_and_beat(start_process: StartProcess, mail_server: MailServer, tmp_path: Any) -> Process:
    """A real worker and a real beat whose sweep comes every few seconds."""
    environment = {
        "EMAIL_URL": mail_server.url,
        "SWEEP_SECONDS": str(SWEEP_SECONDS),
        "SEND_SECONDS": str(SWEEP_SECONDS),
    }
    celery = ("celery", "-A", "workforce_assurance")
    worker = start_process(*celery, "worker", "--concurrency=2", "--loglevel=INFO", **environment)
    start_process(*celery, "beat", "--loglevel=INFO", f"--schedule={tmp_path}/beat", **environment)
    return worker


def test_notices_outlive_a_wiped_broker(people: Cast, worker_and_beat: Process, mail_server: MailServer) -> None:
    assert wait_until(Sweep.objects.exists), "The sweep never ran."
    # The worker holds its breath, so that everything is still queued when the broker forgets it.
    os.killpg(worker_and_beat.pid, signal.SIGSTOP)
    one_date_for_each_of(PEOPLE, people)
    sweep(now=timezone.now())
    assert Notice.objects.waiting().count() == PEOPLE
    broker().flushall()
    os.killpg(worker_and_beat.pid, signal.SIGCONT)
    swept = Sweep.objects.count()
    wait_until(lambda: not Notice.objects.waiting().exists())
    assert (Notice.objects.waiting().count(), Sweep.objects.count() - swept <= TWO_SWEEPS) == (0, True)
    assert sorted(message["To"] for message in mail_server.messages) == sorted(
        f"s{n}@harbour.example" for n in range(PEOPLE)
    )


def test_without_a_broker_the_sweep_is_kept_and_slowed_no_more_than_once(
    people: Cast, settings: Any, start_process: StartProcess
) -> None:
    one_date_for_each_of(PEOPLE, people)
    begun = time.monotonic()
    words = ("django", "sweep")
    process = start_process(*words, REDIS_URL="redis://127.0.0.1:1/0", ESCALATIONS_BATCH="10")
    assert process.wait(timeout=PATIENCE) == 0
    assert (Notice.objects.waiting().count(), time.monotonic() - begun < PATIENCE) == (PEOPLE, True)


def test_mail_waits_for_a_server_that_is_away_and_goes_when_it_is_back(
    people: Cast, mail_server: MailServer, start_process: StartProcess
) -> None:
    one_date_for_each_of(5, people)
    sweep(now=timezone.now())
    away = start_process("django", "send_mail_waiting", EMAIL_URL="smtp://127.0.0.1:1")
    assert away.wait(timeout=PATIENCE) == 0
    assert Notice.objects.waiting().count() == 5
    back = start_process("django", "send_mail_waiting", EMAIL_URL=mail_server.url)
    assert back.wait(timeout=PATIENCE) == 0
    # Two were put off by a minute when the server was away; the other three go at once.
    assert len(mail_server.wait_for(3)) == 3
    assert Notice.objects.waiting().count() == 2


def test_two_sweeps_beside_each_other_tell_everybody_once(people: Cast, start_process: StartProcess) -> None:
    one_date_for_each_of(PEOPLE, people)
    sweeps: list[Process] = [start_process("django", "sweep", ESCALATIONS_BATCH="7") for _ in range(2)]
    assert [process.wait(timeout=PATIENCE) for process in sweeps] == [0, 0]
    recipients = list(Notice.objects.values_list("recipient", flat=True))
    assert (len(recipients), len(set(recipients))) == (PEOPLE, PEOPLE)


def test_a_sweep_that_is_killed_leaves_whole_batches_and_the_next_one_does_the_rest(
    people: Cast, start_process: StartProcess
) -> None:
    one_date_for_each_of(PEOPLE, people)
    process = start_process("django", "sweep", ESCALATIONS_BATCH="1")
    wait_until(lambda: Notice.objects.count() >= 5 or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=PATIENCE)
    sweep(now=timezone.now())
    recipients = list(Notice.objects.values_list("recipient", flat=True))
    assert (len(recipients), len(set(recipients))) == (PEOPLE, PEOPLE)


def test_nobody_restarts_a_worker_whose_database_connections_were_cut(
    people: Cast, worker_and_beat: Process, mail_server: MailServer
) -> None:
    assert wait_until(Sweep.objects.exists), "The sweep never ran."
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    one_date_for_each_of(5, people)
    assert wait_until(lambda: len(mail_server.messages) >= 5)
    assert worker_and_beat.poll() is None
