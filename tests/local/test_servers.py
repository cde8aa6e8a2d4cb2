"""The embedded servers start, keep their data over a restart, and stop without leaving anything behind."""

from pathlib import Path

import psycopg
import redis

from workforce_assurance.local.postgresql import PostgreSQL
from workforce_assurance.local.valkey import Valkey


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
