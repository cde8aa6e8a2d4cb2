"""The way to the outbox, which stands a floor above and connects itself when the program starts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from .models import Person


class Enqueue(Protocol):
    def __call__(
        self, *, kind: str, dedupe_key: str, recipient: Person, payload: dict[str, Any], now: datetime
    ) -> object: ...


class Post:
    """Queues a mail in the caller's transaction."""

    def __init__(self) -> None:
        self._enqueue: Enqueue | None = None

    def connect(self, enqueue: Enqueue) -> None:
        """Say what queues a mail; called once, when the program starts."""
        self._enqueue = enqueue

    def send(self, *, kind: str, dedupe_key: str, recipient: Person, payload: dict[str, Any], now: datetime) -> None:
        """:raises RuntimeError: when no outbox is installed"""
        if self._enqueue is None:
            raise RuntimeError("No outbox is connected.")
        self._enqueue(kind=kind, dedupe_key=dedupe_key, recipient=recipient, payload=payload, now=now)


post = Post()
