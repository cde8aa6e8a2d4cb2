"""Why a command could not start, in a sentence that says what to do: no database, no broker, no mail server, no key."""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from psycopg import errors


def in_words(error: BaseException) -> str | None:
    """A sentence for an error of the surroundings; None for an error of our own, which keeps its traceback."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, ProgrammingError) and isinstance(error.__cause__, errors.UndefinedTable):
        return "The tables are not there or not up to date. Run: manage.py migrate"
    if isinstance(error, OperationalError):
        return _about_the_database(error)
    if isinstance(error, smtplib.SMTPException):
        return f"The mail server did not take the mail: {_first_line(error)}. Look at EMAIL_URL."
    if _is_of_the_broker(error):
        return f"The broker at {place_of(settings.REDIS_URL)} does not answer. Start Valkey, or set REDIS_URL."
    return None


def _about_the_database(error: OperationalError) -> str | None:
    # An error with a code came from a server that answers; only one about the connection is about the surroundings.
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if state and not state.startswith(("08", "28", "3D", "53", "57P")):
        return None
    return f"The database does not answer: {_first_line(error)}. Start PostgreSQL, or set DATABASE_URL."


def _is_of_the_broker(error: BaseException) -> bool:
    names = {f"{kind.__module__.split('.')[0]}.{kind.__name__}" for kind in type(error).__mro__}
    return bool(names & {"kombu.OperationalError", "redis.ConnectionError", "redis.TimeoutError"})


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def place_of(url: str) -> str:
    """Where a URL leads, without the password that it may hold."""
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2] + parts.path
