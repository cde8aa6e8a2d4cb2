"""Ringing at a broker that is away, or takes calls and never answers: a short try, and never what a form waits for."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu.exceptions import OperationalError

from workforce_assurance.celery import app
from workforce_assurance.common.doorbell import IMPATIENT, Doorbell
from workforce_assurance.outbox.ringing import ring

pytestmark = pytest.mark.django_db
# The client tries once more than it is told to.
TRIES = IMPATIENT["max_retries"] + 1


class BlackHole:
    """A socket that takes every call and never says a word."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen(16)
        self.calls: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self.calls.append(self.socket.accept()[0])
            except OSError:
                return

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        for call in self.calls:
            call.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where the broker is said to listen."""
    path = tmp_path / "broker"
    app.conf.broker_write_url = f"redis+socket://{path}"
    yield path
    app.conf.broker_write_url = None


@pytest.fixture
def black_hole(place: Path) -> Iterator[BlackHole]:
    hole = BlackHole(place)
    yield hole
    hole.close()


def test_all_tries_together_take_less_than_a_second() -> None:
    longest = max(IMPATIENT["socket_timeout"], IMPATIENT["socket_connect_timeout"])
    assert TRIES * longest < 1
    assert IMPATIENT["connect_retries_timeout"] < 1
    assert {IMPATIENT[name] for name in ("interval_start", "interval_step", "interval_max")} == {0}


def test_a_broker_that_refuses_is_given_up_at_once(place: Path) -> None:
    with pytest.raises(OperationalError):
        ring()


def test_a_broker_that_never_answers_is_tried_no_more_than_twice(black_hole: BlackHole) -> None:
    with pytest.raises(OperationalError):
        ring()
    assert 1 <= len(black_hole.calls) <= TRIES


def test_the_sockets_give_up_when_the_options_say_so(place: Path) -> None:
    transport = app.connection_for_write(transport_options=IMPATIENT).transport_options
    assert {name: transport[name] for name in IMPATIENT} == IMPATIENT


def test_whoever_saves_rings_a_dead_broker_once_and_sees_no_error(
    black_hole: BlackHole, django_capture_on_commit_callbacks: object
) -> None:
    bell = Doorbell("the rest comes")
    bell.connect(ring)
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            bell.ring()
    assert len(black_hole.calls) <= TRIES
