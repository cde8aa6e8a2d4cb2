"""The embedded servers start, keep their data over a restart, and stop without leaving anything behind."""

import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from workforce_assurance.local.postgresql import PostgreSQL, ServerDidNotStart
from workforce_assurance.local.sockets import LONGEST_FOLDER, socket_folder
from workforce_assurance.local.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]


def test_postgresql_keeps_its_data_over_a_restart(tmp_path: Path) -> None:
    first = PostgreSQL(tmp_path, durable=True)
    first.start()
    first.create_database("kept")
    first.stop()
    second = PostgreSQL(tmp_path, durable=True)
    second.start()
    try:
        with psycopg.connect(second.url("kept")) as connection:
            assert connection.execute("SELECT current_database()").fetchone() == ("kept",)
    finally:
        second.stop()
    assert second.process.poll() is not None


def test_valkey_keeps_its_data_over_a_restart(tmp_path: Path) -> None:
    first = Valkey(tmp_path)
    first.start()
    redis.Redis(unix_socket_path=str(first.socket)).set("kept", "yes")
    first.stop()
    second = Valkey(tmp_path)
    second.start()
    try:
        assert redis.Redis(unix_socket_path=str(second.socket)).get("kept") == b"yes"
    finally:
        second.stop()


def test_a_long_data_folder_has_its_sockets_in_a_short_one_that_everybody_finds(tmp_path: Path) -> None:
    place = tmp_path / ("long" * 25)

    folder = socket_folder(place)

    assert len(str(folder)) <= LONGEST_FOLDER
    assert (folder.stat().st_mode & 0o777, socket_folder(place)) == (0o700, folder)
    folder.rmdir()


def test_a_second_postgresql_on_the_same_data_is_refused_in_words(tmp_path: Path) -> None:
    first = PostgreSQL(tmp_path, durable=False)
    first.start()
    try:
        with pytest.raises(ServerDidNotStart, match="Something is using the data in"):
            PostgreSQL(tmp_path, durable=False).start()
    finally:
        first.stop()


def test_a_server_that_does_not_come_up_shows_the_end_of_its_log(tmp_path: Path) -> None:
    server = PostgreSQL(tmp_path, durable=False)
    server.start()
    server.stop()
    (tmp_path / server.folder.name / "global" / "pg_control").unlink()

    with pytest.raises(ServerDidNotStart, match=r"could not (find|open).*|PANIC"):
        PostgreSQL(tmp_path, durable=False).start()


STARTER = """
import os, signal, sys
from pathlib import Path
from workforce_assurance.local.postgresql import PostgreSQL
from workforce_assurance.local.valkey import Valkey
servers = [PostgreSQL(Path(sys.argv[1]), durable=False), Valkey(Path(sys.argv[1]))]
for server in servers:
    server.start()
print(*(server.process.pid for server in servers), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_servers_end_when_whoever_started_them_is_killed(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", STARTER, tmp_path], cwd=ROOT, capture_output=True, check=False)
    started = [int(number) for number in done.stdout.split()]

    _, alive = psutil.wait_procs([psutil.Process(pid) for pid in started if psutil.pid_exists(pid)], timeout=20)

    assert len(started) == 2
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
