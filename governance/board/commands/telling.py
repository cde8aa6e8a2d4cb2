"""Telling those whom a paper is for that it is there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from workforce_assurance.outbox.commands import enqueue
from workforce_assurance.people import queries as people

from ...models import BoardPaper
from ..mail import KIND


def tell(paper: BoardPaper, readers: Iterable[uuid.UUID], now: datetime) -> None:
    """One mail to each, once for a paper."""
    there = people.people_in_post(on=people.today(now=now)).filter(pk__in=list(readers)).order_by("pk")
    for person in there:
        key = f"{KIND}:{paper.pk}:{person.pk}"
        enqueue(kind=KIND, dedupe_key=key, recipient=person, payload={"paper": str(paper.pk)}, now=now)
