"""`./dev run` serves the product, keeps the data, stops whole, and says which process ended by itself."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.conftest import free_port

ROOT = Path(__file__).resolve().parents[2]
OURS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER")

pytestmark = [pytest.mark.fault, pytest.mark.slow]


class Run:
    def __init__(self, data: Path, *words: str, **told: str) -> None:
        self.port = free_port()
        self.log = data / "run.txt"
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "dev", "run", "--port", str(self.port), "--data", str(data), "--empty", *words],
                cwd=ROOT,
                env={**environment, "DEV_VENV": sys.prefix, "PYTHONUNBUFFERED": "1", **told},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def wait_until_up(self) -> None:
        deadline = time.monotonic() + 180
        while "Ctrl-C stops everything" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word: str) -> psutil.Process:
        return next(process for process in self.family() if word in process.cmdline())


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("run")


@pytest.fixture
def start(data):
    """Starts `./dev run --empty`; whatever a test leaves running is stopped."""
    started = []

    def start(*words: str, **told: str) -> Run:
        started.append(Run(data, *words, **told))
        return started[-1]

    yield start
    for run in started:
        run.process.terminate()
        run.process.wait(timeout=60)


def test_it_serves_the_pages_and_stops_whole(start):
    run = start()
    run.wait_until_up()
    family = run.family()

    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/local/mailbox/") as answer:
        assert answer.status == 200
    run.process.send_signal(signal.SIGTERM)

    assert run.process.wait(timeout=60) == 0, run.said
    assert [process for process in family if process.is_running()] == []


def test_a_process_that_ends_by_itself_is_named(start):
    run = start()
    run.wait_until_up()
    family = run.family()

    run.child("worker").kill()

    assert run.process.wait(timeout=60) == 1
    assert "The worker process ended by itself. Its log is " in run.said
    assert [process for process in family if process.is_running()] == []


def test_a_broker_that_does_not_answer_is_said_in_a_sentence(start):
    run = start(REDIS_URL="redis://127.0.0.1:1/0")

    assert run.process.wait(timeout=60) == 1
    assert run.said.startswith("The broker at 127.0.0.1:1/0 does not answer")
    assert "Traceback" not in run.said
