"""Telling a worker that something waits. The broker is a doorbell: unheard, the next beat does the work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)
# A broker that did not answer is left alone for so many seconds, so that it slows nobody down twice.
QUIET = 30.0
# One short try, because somebody who saved a form may be waiting for it. The client's own habit is to try for six seconds;
# a broker that is well answers within milliseconds. Two tries are the fewest that the client makes: less than a second together.
IMPATIENT = {
    "socket_connect_timeout": 0.4,
    "socket_timeout": 0.4,
    "retry_on_timeout": False,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "connect_retries_timeout": 0.8,
}


class Doorbell:
    """Rings once the transaction has committed; never raises. `waits` says what the next beat does instead."""

    def __init__(self, waits: str) -> None:
        self._waits = waits
        self._ring: Callable[[], Any] | None = None
        self._quiet_until = 0.0

    def connect(self, ring: Callable[[], Any]) -> None:
        """Say what starts the work; called once, when the program starts."""
        self._ring = ring

    def ring(self) -> None:
        transaction.on_commit(self._ring_now)

    def _ring_now(self) -> None:
        if self._ring is None or time.monotonic() < self._quiet_until:
            return
        try:
            self._ring()
        except Exception as error:  # noqa: BLE001 - whatever the broker's client raises, the work is safe in its rows
            self._quiet_until = time.monotonic() + QUIET
            logger.warning("The broker did not answer (%s); %s with the next beat.", type(error).__name__, self._waits)


def start_impatiently(task: Any) -> None:
    """Start a task without arguments; raises what the broker's client raises.

    Celery is a third of what a web process would hold in memory: it is loaded with the first ring.
    """
    from kombu.pools import producers

    from workforce_assurance.celery import app

    line = app.connection_for_write(transport_options=IMPATIENT)
    with producers[line].acquire(block=True, timeout=IMPATIENT["connect_retries_timeout"]) as producer:
        task.apply_async(producer=producer, retry=False)
