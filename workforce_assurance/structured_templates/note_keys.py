"""Whether NOTE_KEYS holds the keys that notes were sealed with: said at start, at /healthz and across every page."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import DatabaseError, connection

from workforce_assurance.common.banners import Banner
from workforce_assurance.common.watched import OK

from .commands.key_checks import open_checks, remember_note_key
from .vault import VaultError

logger = logging.getLogger(__name__)


def trouble() -> str:
    """What is wrong with the keys and what to do, in sentences; empty while all open what they sealed."""
    try:
        open_checks()
    except VaultError as refused:
        return str(refused)
    return ""


def look_at_start() -> None:
    """Try the keys, remember a new one, and say what is wrong in the log; never raises for keys or database."""
    try:
        remember_note_key()
    except VaultError as refused:
        # The sentence says all: a traceback of it would only bury it.
        logger.error("Notes cannot be written or read as they should: %s", refused)  # noqa: TRY400
    except DatabaseError:
        logger.warning("NOTE_KEYS could not be tried, because the database did not answer or has no tables yet.")
    finally:
        if not connection.in_atomic_block:
            connection.close()


def watched(_now: datetime) -> str:
    return "a note key is missing or wrong" if trouble() else OK


def banner() -> Banner | None:
    """A sentence across every page while notes cannot be opened."""
    if not trouble():
        return None
    return Banner(
        "Notes cannot be written or read at the moment: a key of theirs is missing or wrong. Everything else works. "
        "An administrator finds what to do in the log."
    )
