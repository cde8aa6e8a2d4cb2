"""Django's management commands against the local servers; PostgreSQL is started for the time of the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .environment import DATABASE, ROOT, default_data, environment
from .postgresql import PostgreSQL
from .processes import CannotStart
from .sockets import socket_folder


def main(words: list[str]) -> int:
    data = Path(os.environ.get("DEV_DATA", default_data()))
    if "DATABASE_URL" in os.environ:
        return _manage(words, environment(data))
    try:
        server = PostgreSQL(data, durable=True)
        running = server.answers()
        if not running:
            server.start()
            server.create_database(DATABASE)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    try:
        return _manage(words, environment(data, DATABASE_URL=server.url(DATABASE), REDIS_URL=_broker(data)))
    finally:
        if not running:
            server.stop()


def _broker(data: Path) -> str:
    return f"redis+socket://{socket_folder(data / 'valkey') / 'valkey.sock'}"


def _manage(words: list[str], told: dict[str, str]) -> int:
    return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=told, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
