"""A scratch database on the same server for the time of a run: made once, copied for every part, dropped at the end."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection


class Scratch:
    """Databases of this run, and the connection that is turned to one of them."""

    def __init__(self) -> None:
        self.home = connection.settings_dict["NAME"]
        self.stem = f"bench_{secrets.token_hex(4)}"
        self._made: list[str] = []

    def prepare(self) -> None:
        """Make the template of all others: migrated, and empty. The tests have one to copy."""
        migrated = connection.settings_dict["TEST"].get("TEMPLATE")
        self._create(self.stem, template=migrated)
        if not migrated:
            self._turn_to(self.stem)
            call_command("migrate", verbosity=0)

    @contextmanager
    def fresh(self, name: str) -> Iterator[str]:
        """A copy of the template; gives its address for other processes, and drops it afterwards."""
        copied = f"{self.stem}_{name}"
        self._create(copied, template=self.stem)
        self._turn_to(copied)
        try:
            yield _address(copied)
        finally:
            self._turn_to(self.home)
            self._drop(copied)

    def close(self) -> None:
        self._turn_to(self.home)
        for name in reversed(self._made):
            self._drop(name)

    def _create(self, name: str, template: str | None = None) -> None:
        self._turn_to(self.home)
        suffix = f' TEMPLATE "{template}"' if template else ""
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"{suffix}')
        self._made.append(name)

    def _drop(self, name: str) -> None:
        if name in self._made:
            self._made.remove(name)
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _turn_to(self, name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name


def _address(name: str) -> str:
    """The address of that database, in the form that every process reads from DATABASE_URL."""
    given = connection.settings_dict
    host = given["HOST"] or given["OPTIONS"].get("host", "")
    who = quote(given["USER"] or "")
    if given["PASSWORD"]:
        who += f":{quote(given['PASSWORD'])}"
    if host.startswith("/") or not host:
        return f"postgresql://{who}@/{name}?host={quote(host)}" + (f"&port={given['PORT']}" if given["PORT"] else "")
    return f"postgresql://{who}@{host}:{given['PORT'] or 5432}/{name}"
