"""Telling the sender that mail waits. The broker is a doorbell: unheard, the next beat does the work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)
# A broker that did not answer is left alone for so many seconds, so that it slows nobody down twice.
QUIET = 30.0


class Doorbell:
    """Rings once the transaction has committed; never raises."""

    def __init__(self) -> None:
        self._ring: Callable[[], Any] | None = None
        self._quiet_until = 0.0

    def connect(self, ring: Callable[[], Any]) -> None:
        """Say what starts the sender; called once, when the program starts."""
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
            logger.warning(
                "The broker did not answer (%s); waiting mail goes out with the next beat.", type(error).__name__
            )


doorbell = Doorbell()
