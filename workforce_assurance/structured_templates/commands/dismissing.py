"""No longer being shown a hint."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..models import DismissedHint, Response
from .parties import claim_to_write


@transaction.atomic
def dismiss_hint(*, response: Response, code: str, by: Any, now: datetime) -> None:
    """Never point that wording out to this writer in this record again; theirs alone, so nothing is in the trail.

    :raises MayNotWrite, RecordNotOpen: when they cannot write in the record now
    """
    response = claim_to_write(response, by=by, now=now)
    DismissedHint.objects.get_or_create(response=response, person=by, code=code)
