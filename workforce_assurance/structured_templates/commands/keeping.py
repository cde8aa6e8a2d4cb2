"""Keeping what somebody had typed when their form could not be accepted, for them alone."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from ..kinds import Typed
from ..models import KeptText
from ..places import place_of
from ..vault import seal

MOST_KEPT = 20
LONGEST_PATH = 300


@transaction.atomic
def keep_text(*, person_id: uuid.UUID, path: str, typed: Typed, now: datetime) -> KeptText | None:
    """Seal what was typed on that page until its writer signs in again; nothing when nothing was typed.

    The same text is kept once. Of one page the newest are kept, so that nobody can fill the table.
    """
    if len(path) > LONGEST_PATH or not any(value.strip() for values in typed.values() for value in values):
        return None
    kept = KeptText(id=uuid.uuid4(), person_id=person_id, path=path, kept_at=now)
    kept.sealed = seal(typed, place_of(kept, "sealed"))
    kept.save(force_insert=True)
    of_page = KeptText.objects.filter(person=person_id, path=path).order_by("-kept_at", "-pk")
    KeptText.objects.filter(pk__in=list(of_page.values_list("pk", flat=True)[MOST_KEPT:])).delete()
    return kept


@transaction.atomic
def forget_kept(*, kept_id: Any, by: Any) -> None:
    """Let a kept text go, once its writer has used it or thrown it away."""
    try:
        key = uuid.UUID(str(kept_id))
    except ValueError:
        return
    KeptText.objects.filter(pk=key, person=by.pk).delete()
