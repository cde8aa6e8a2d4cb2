"""Real servers for the tests: a mail server that keeps what it gets, the product's own processes, a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import redis
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

from tests import databases
from tests.architecture.budgets import above
from workforce_assurance.common import banners

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop of its own

databases.install()

# Nothing asserts wall time: a machine with other work to do is no fault of the code.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(autouse=True)
def banners_were_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A banner asks the database once a minute in each process: no count of queries may depend on when that was."""
    monkeypatch.setattr(banners, "_kept", dict.fromkeys(banners.BANNERS, (time.monotonic(), None)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class MailServer:
    """What a real SMTP server accepted, in order."""

    port: int
    messages: list[Message] = field(default_factory=list)
    # Addresses that the server refuses for good (550), or for now (451).
    refuses: set[str] = field(default_factory=set)
    defers: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def forget(self) -> None:
        self.messages.clear()
        self.refuses.clear()
        self.defers.clear()

    def wait_for(self, count: int, seconds: float = 30) -> list[Message]:
        deadline = time.monotonic() + seconds
        while len(self.messages) < count and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.messages


class _Keep:
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.server.refuses:
            return "550 no such address"
        if address in self.server.defers:
            return "451 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.server.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 kept"


@pytest.fixture(scope="session")
def mail_server_of_the_run() -> Iterator[MailServer]:
    server = MailServer(port=free_port())
    controller = Controller(_Keep(server), hostname="127.0.0.1", port=server.port)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def mail_server(mail_server_of_the_run: MailServer, settings: Any) -> MailServer:
    """A real SMTP server, empty at the start of each test; Django's own settings point at it."""
    server = mail_server_of_the_run
    server.forget()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    return server


def product_environment(**more: str) -> dict[str, str]:
    """The environment in which a process of ours works on the database of this test."""
    database = connection.settings_dict
    host = database["OPTIONS"].get("host") or database["HOST"]
    url = f"postgresql://{database['USER'] or 'postgres'}@/{database['NAME']}?host={host}"
    base = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "workforce_assurance.settings.test"}
    return {**base, "PYTHONPATH": str(ROOT), **more}


def broker_client() -> redis.Redis:
    """The part of the broker that belongs to this test process."""
    place, _, part = settings.REDIS_URL.partition("?virtual_host=")
    return redis.Redis.from_url(place.replace("redis+socket://", "unix://"), db=int(part or 0))


def spawn(*words: str, log: Path, **environment: str) -> subprocess.Popen[bytes]:
    """`python -m <words>` as a process of its own on the database of the tests."""
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=product_environment(**environment),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )


def end(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait(timeout=5)


StartProcess = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start_process(transactional_db: None, tmp_path: Path) -> Iterator[StartProcess]:
    """Starts `python -m <words>` as a real process on this test's database; all are stopped at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str, **environment: str) -> subprocess.Popen[bytes]:
        process = spawn(*words, log=tmp_path / f"process-{len(started)}.log", **environment)
        started.append(process)
        return process

    yield start
    end(*started)


@pytest.fixture
def celery_worker(start_process: StartProcess, mail_server: MailServer) -> subprocess.Popen[bytes]:
    """A real Celery worker whose mail goes to `mail_server`."""
    words = ("celery", "-A", "workforce_assurance", "worker", "--concurrency=1", "--loglevel=INFO")
    return start_process(*words, EMAIL_URL=mail_server.url)


@pytest.fixture(scope="session")
def web_of_the_run(
    django_db_setup: None, mail_server_of_the_run: MailServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """One gunicorn on the database of the tests: starting it takes longer than most of them."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    words = ("gunicorn", "--no-control-socket", "--workers=1", "--threads=4", f"--bind=127.0.0.1:{port}")
    # What a page keeps for a minute would be of the test before.
    environment = {"EMAIL_URL": mail_server_of_the_run.url, "SITE_URL": address, "BANNERS_KEPT_SECONDS": "0"}
    process = spawn(*words, "workforce_assurance.wsgi", log=tmp_path_factory.mktemp("web") / "web.log", **environment)
    try:
        wait_for_web(process, address)
        yield address
    finally:
        end(process)


@pytest.fixture
def web(web_of_the_run: str, mail_server: MailServer, transactional_db: None) -> Iterator[str]:
    """The address of a real gunicorn on this test's database, left with nothing under way."""
    yield web_of_the_run
    deadline = time.monotonic() + 10
    while _under_way() and time.monotonic() < deadline:
        time.sleep(0.02)


def _under_way() -> int:
    """How many other processes are in the middle of something in this test's database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'"
        )
        return int(cursor.fetchone()[0])


def wait_for_web(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/help-now/", timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("gunicorn did not answer")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": {"width": 1280, "height": 900}}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left with it at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    for item in items:
        # A browser or a process that was killed is tried once more, for the machine may have other work; the last line counts it.
        if item.get_closest_marker("browser") or item.get_closest_marker("fault"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """After a run of everything: what is above the sizes that we steer by."""
    if config.args_source == pytest.Config.ArgsSource.TESTPATHS and (over := above()):
        terminalreporter.section("above the sizes to steer by")
        terminalreporter.write("".join(f"{each}\n" for each in over))
