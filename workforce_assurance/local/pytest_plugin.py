"""Starts PostgreSQL and Valkey before pytest reads the settings; the workers of xdist inherit their addresses."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from .postgresql import PostgreSQL
from .valkey import Valkey

STARTED = pytest.StashKey[Any]()
FOLDER = pytest.StashKey[Path]()


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if _is_worker():
        return
    folder = Path(tempfile.mkdtemp(prefix="wa-tests-"))
    early_config.stash[FOLDER] = folder
    started = early_config.stash.setdefault(STARTED, [])
    if "DATABASE_URL" not in os.environ:
        database = PostgreSQL(folder, durable=False)
        database.start()
        started.append(database)
        database.create_database("app")
        os.environ["DATABASE_URL"] = database.url("app")
    if "REDIS_URL" not in os.environ:
        broker = Valkey(folder)
        broker.start()
        started.append(broker)
        os.environ["REDIS_URL"] = broker.url


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    servers: list[Any] = config.stash.get(STARTED, [])
    for server in reversed(servers):
        server.stop()
    if FOLDER in config.stash:
        shutil.rmtree(config.stash[FOLDER], ignore_errors=True)
