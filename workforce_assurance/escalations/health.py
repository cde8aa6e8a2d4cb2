"""Whether all is well: database, broker, heartbeat, outbox, what other apps watch. Asked by machines at /healthz and shown as a banner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from workforce_assurance.common.watched import OK, WATCHED
from workforce_assurance.outbox.queries import oldest_due

from .queries import heard_last, open_hold, sweep_interval, sweep_is_missed, waiting_starts

# With the shipped cap of 60 a minute, mail that is due for longer than this is stuck.
OUTBOX_PATIENCE = timedelta(minutes=30)
BROKER_SECONDS = 2


def check_all(*, now: datetime) -> dict[str, str]:
    """Each part with "ok", or a word for what is wrong; no address, no secret, no error text."""
    checks: dict[str, Callable[[datetime], str]] = {
        "database": _database,
        "broker": _broker,
        "sweep": _sweep,
        "outbox": _outbox,
        "held": _held,
        **WATCHED,
    }
    return {name: _answer(check, now) for name, check in checks.items()}


def _answer(check: Callable[[datetime], str], now: datetime) -> str:
    try:
        return check(now)
    except Exception:  # noqa: BLE001 - a part that cannot be asked is not well, whatever it raises
        return "no answer"


def _database(_now: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _broker(_now: datetime) -> str:
    # Only a process that is asked how it is holds the client of the broker.
    import redis

    # Celery's word for the part of the broker is the client's "db".
    address = settings.REDIS_URL.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    client = redis.Redis.from_url(address, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS)
    try:
        client.ping()
    finally:
        client.close()
    return OK


def _sweep(now: datetime) -> str:
    if heard_last() is None:
        return "never ran"
    return f"missed two intervals of {sweep_interval()}" if sweep_is_missed(now=now) else OK


def _held(_now: datetime) -> str:
    """Whatever waits for an administrator's word is seen from outside too."""
    if open_hold():
        return "more alerts than usual are kept back"
    return "the first alerts wait to be started" if waiting_starts() else OK


def _outbox(now: datetime) -> str:
    oldest = oldest_due()
    return OK if oldest is None or now - oldest < OUTBOX_PATIENCE else "mail waits for too long"
