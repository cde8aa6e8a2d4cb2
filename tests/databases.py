"""The databases of the tests: copied instead of migrated, emptied row by row, dropped whoever is connected."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.db.backends.postgresql.creation import DatabaseCreation
from django.test import TransactionTestCase

# Most tables are empty: deleting nothing is much faster than TRUNCATE. What a migration leaves behind for Django stays.
EMPTY = """
DO $$
DECLARE each regclass;
BEGIN
    -- Past the triggers that keep the trail from being emptied, and in any order.
    SET LOCAL session_replication_role = replica;
    FOR each IN
        SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
    LOOP
        EXECUTE format('DELETE FROM %s', each);
    END LOOP;
END $$
"""


def install() -> None:
    """Put what follows in the place of Django's own."""
    DatabaseCreation.create_test_db = _copy_the_migrated_one  # type: ignore[method-assign]
    DatabaseCreation._destroy_test_db = _drop_whoever_is_connected  # type: ignore[method-assign]
    TransactionTestCase._fixture_teardown = _empty_what_was_filled  # type: ignore[method-assign]


_plain_create_test_db = DatabaseCreation.create_test_db


def _copy_the_migrated_one(self: DatabaseCreation, *args: Any, **options: Any) -> str:
    """Without a template, on a server of one's own, the migrations are run."""
    if not self.connection.settings_dict["TEST"]["TEMPLATE"]:
        return _plain_create_test_db(self, *args, **options)
    name = self._create_test_db(verbosity=0, autoclobber=True)
    self.connection.close()
    for known in (settings.DATABASES[self.connection.alias], self.connection.settings_dict):
        known["NAME"] = name
    return name


def _drop_whoever_is_connected(self: DatabaseCreation, test_database_name: str, verbosity: int) -> None:
    """A process of ours that is still ending may hold a connection to the test database that is dropped last of all."""
    with self._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {self.connection.ops.quote_name(test_database_name)} WITH (FORCE)")


_kept = False


@contextmanager
def kept() -> Iterator[None]:
    """What is written stays from one test to the next until the end of this, and goes then."""
    global _kept  # noqa: PLW0603 - whether the tables are emptied is one fact about them
    _kept = True
    try:
        yield
    finally:
        _kept = False
        _empty()


def _empty_what_was_filled(_self: TransactionTestCase) -> None:
    if not _kept:
        _empty()


def _empty() -> None:
    """A process of ours that still ends a request may hold a row, and wait for another."""
    for tries_left in reversed(range(5)):
        try:
            with connection.cursor() as cursor:
                cursor.execute(EMPTY)
        except OperationalError:
            if not tries_left:
                raise
            time.sleep(0.5)
        else:
            return
