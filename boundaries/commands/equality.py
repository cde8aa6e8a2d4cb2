"""Saying in codes whom a decision is about; counted, and shown nowhere by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ..exceptions import NoCaseReference
from ..models import Decision, EqualityFacts
from .decisions import lock_own, note


@transaction.atomic
def note_equality(*, decision: Decision, said: Mapping[str, str], by: Any, now: datetime) -> None:
    """Keep these codes over what was said before; the trail says that they were, and not which.

    :raises NotTheirDecision: when somebody else asked for it
    :raises NoCaseReference: when it is about nobody in particular
    """
    locked = lock_own(decision, by)
    if not locked.kind.is_about_a_person:
        raise NoCaseReference("It is a rule for everybody, so there is no person to say this of.")
    EqualityFacts.objects.update_or_create(decision=locked, defaults=dict(said))
    note("equality facts noted", locked, by, now)
