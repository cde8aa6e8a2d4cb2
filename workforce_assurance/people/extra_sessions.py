"""One session more for a worker: the practice that plans sessions connects itself at start; others ask for one here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class Ask(Protocol):
    def __call__(self, *, worker: Any, within_days: int, cause_id: uuid.UUID, by: Any, now: datetime) -> bool:
        """Plan one more within so many days; whether one is planned for it. The same cause counts once."""


class TakeBack(Protocol):
    def __call__(self, *, worker: Any, cause_id: uuid.UUID, by: Any, now: datetime) -> None:
        """Take back what was asked for that cause, as long as nothing came of it."""


@dataclass(frozen=True)
class ExtraSessions:
    ask: Ask
    take_back: TakeBack


CONNECTED: list[ExtraSessions] = []


def register_extra_sessions(sessions: ExtraSessions) -> None:
    """:raises ValueError: when a practice has registered already"""
    if CONNECTED:
        raise ValueError("Sessions are planned in one place.")
    CONNECTED.append(sessions)


def ask_for_session(*, worker: Any, within_days: int, cause_id: uuid.UUID, by: Any, now: datetime) -> bool:
    """Ask for one session more of this worker within so many days; whether one is planned for it."""
    return any(one.ask(worker=worker, within_days=within_days, cause_id=cause_id, by=by, now=now) for one in CONNECTED)


def take_session_back(*, worker: Any, cause_id: uuid.UUID, by: Any, now: datetime) -> None:
    """Take back what was asked for that cause; where nothing was, nothing happens."""
    for one in CONNECTED:
        one.take_back(worker=worker, cause_id=cause_id, by=by, now=now)
