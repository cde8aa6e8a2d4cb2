"""Starts PostgreSQL and Valkey before pytest reads the settings; xdist's workers share them, each with its own keys."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from .migrated import MIGRATED, migrated_server
from .postgresql import PostgreSQL
from .processes import CannotStart
from .valkey import Valkey

PREFIX = "wa-tests-"
STARTED = pytest.StashKey[list[PostgreSQL | Valkey]]()
FOLDER = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        _own_part_of_the_broker(int(worker.removeprefix("gw")) + 1)
        return
    try:
        _start(early_config)
    except CannotStart as problem:
        _stop(early_config)
        raise pytest.UsageError(str(problem)) from problem


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    _stop(config)


def _start(config: pytest.Config) -> None:
    _clear_what_was_left()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    config.stash[FOLDER] = folder
    started = config.stash.setdefault(STARTED, [])
    if "DATABASE_URL" not in os.environ:
        database = migrated_server(folder)
        started.append(database)
        database.create_database("app")
        os.environ["DATABASE_URL"] = database.url("app")
        os.environ["TEST_DATABASE_TEMPLATE"] = MIGRATED
    if "REDIS_URL" not in os.environ:
        broker = Valkey(folder)
        started.append(broker)
        broker.start()
        os.environ["REDIS_URL"] = broker.url


def _stop(config: pytest.Config) -> None:
    started: list[PostgreSQL | Valkey] = config.stash.get(STARTED, [])
    for server in reversed(started):
        server.stop()
    if FOLDER in config.stash:
        shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


def _own_part_of_the_broker(number: int) -> None:
    """One worker's Celery must not take the tasks of another's tests."""
    url = os.environ["REDIS_URL"]
    if "?" not in url and url.startswith("redis+socket:"):
        os.environ["REDIS_URL"] = f"{url}?virtual_host={number}"


def _clear_what_was_left() -> None:
    """The folders of runs that were killed: their servers ended with them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not Path(f"/proc/{number}").exists() and Path("/proc").exists():
            shutil.rmtree(folder, ignore_errors=True)
