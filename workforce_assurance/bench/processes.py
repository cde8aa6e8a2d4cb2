"""The processes beside the one that measures: broker, mail server, Celery worker, web worker."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from workforce_assurance.celery import app
from workforce_assurance.local.processes import ends_with_us
from workforce_assurance.local.valkey import Valkey

PATIENCE = 60.0


class DidNotStart(Exception):
    """A process that a measurement needs did not come up."""


@dataclass(frozen=True)
class MailServer:
    """Where mails go, and when each was there."""

    port: int
    file: Path

    def arrivals(self) -> list[float]:
        return [float(line) for line in self.file.read_text(encoding="ascii").split()]


@contextmanager
def broker() -> Iterator[str]:
    """A Valkey of this run's own, that this process rings from now on; the one of a running product is left alone."""
    with tempfile.TemporaryDirectory(prefix="wa-bench-") as folder:
        server = Valkey(Path(folder))
        server.start()
        before = app.conf.broker_url
        app.conf.update(broker_url=server.url, broker_read_url=server.url, broker_write_url=server.url)
        try:
            yield server.url
        finally:
            app.pool.force_close_all()
            app.conf.update(broker_url=before, broker_read_url=before, broker_write_url=before)
            server.stop()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with tempfile.TemporaryDirectory(prefix="wa-bench-") as folder:
        server = MailServer(free_port(), Path(folder) / "arrivals")
        server.file.touch()
        with _running("workforce_assurance.bench.mail_server", str(server.port), str(server.file), environment={}):
            _wait(lambda: _is_open(server.port), "mail server")
            yield server


@contextmanager
def celery_worker(*, database: str, broker_url: str, mail: MailServer) -> Iterator[None]:
    """One worker with one place, as the product starts it."""
    environment = _told(database) | {"REDIS_URL": broker_url, "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}"}
    options = ("--pool=prefork", "--concurrency=1", "--loglevel=ERROR")
    with _running("celery", "-A", "workforce_assurance", "worker", *options, environment=environment):
        _wait(lambda: bool(app.control.ping(timeout=0.5)), "Celery worker")
        yield


@dataclass(frozen=True)
class WebWorker:
    """One real gunicorn worker."""

    port: int
    pid: int

    @property
    def resident(self) -> float:
        """Megabytes in memory."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextmanager
def web_worker(*, database: str, broker_url: str) -> Iterator[WebWorker]:
    port = free_port()
    serving = ("--no-control-socket", f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=4", "--log-level=error")
    environment = _told(database) | {"REDIS_URL": broker_url}
    with _running("gunicorn", *serving, "workforce_assurance.wsgi", environment=environment) as master:
        _wait(lambda: _answers(port), "web worker")
        children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
        yield WebWorker(port, int(children[0]))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(module: str, *words: str, environment: dict[str, str]) -> Iterator[int]:
    with ExitStack() as stack:
        child = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=ends_with_us(),  # noqa: PLW1509 - no thread of ours runs when it is called
        )
        stack.callback(_end, child)
        yield child.pid


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _told(database: str) -> dict[str, str]:
    return {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "workforce_assurance.bench.settings"}


def _wait(is_there: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if is_there():
            return
        time.sleep(0.1)
    raise DidNotStart(f"The {what} did not start within {PATIENCE:.0f} seconds.")


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers(port: int) -> bool:
    try:
        caller = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        caller.request("GET", "/bench/loaded/")
        return caller.getresponse().status < 500
    except OSError:
        return False
