"""Whether the broker and the mail server that the environment names can be reached, said before anything starts."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from workforce_assurance.common.start_errors import place_of

from .processes import CannotStart

SECONDS = 3


def broker_must_answer(url: str) -> None:
    """:raises CannotStart: when the broker at this URL does not answer"""
    from kombu.connection import Connection

    try:
        with Connection(url, connect_timeout=SECONDS) as broker:
            broker.connect()
    except Exception as error:
        raise CannotStart(
            f"The broker at {place_of(url)} does not answer: {error}. Start Valkey there, or take REDIS_URL away."
        ) from error


def why_mail_waits(url: str) -> str | None:
    """None when something listens there; a mail that cannot go out waits, so this stops nothing."""
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "localhost", parts.port or 25), timeout=SECONDS).close()
    except OSError as error:
        return f"No mail server answers at {place_of(url)} ({error}): mails wait until one does. Look at EMAIL_URL."
    return None
