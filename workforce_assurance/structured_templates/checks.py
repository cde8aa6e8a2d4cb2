"""What the database and the settings must agree on before notes can be kept."""

from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as Warned
from django.db import DatabaseError, transaction

from .note_keys import trouble


def note_keys_open_what_was_sealed(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Asked at `migrate` and `check --database default`. A warning: a wrong key must not hold up a migration."""
    if not databases:
        return []
    try:
        with transaction.atomic():
            sentence = trouble()
    except DatabaseError:
        # Before the first migration there is nothing to open.
        return []
    return [Warned(sentence, id="structured_templates.W001")] if sentence else []
