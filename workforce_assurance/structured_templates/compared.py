"""What stands in shared answers, for a job that compares it and keeps none of it; never for a page, a file, a mail or a log."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from .contents import value_of
from .models import Answer
from .vault import VaultError


def shared_answers(purpose: str) -> QuerySet[Answer]:
    """The answers in words of that purpose that all readers of their record share."""
    return Answer.objects.filter(response__purpose=purpose, private_to=None, sealed__isnull=False)


def shared_words(purpose: str, subject_ids: Collection[uuid.UUID] | QuerySet[Any, Any]) -> dict[uuid.UUID, str]:
    """All of those words of each of these records, by the key of its subject; an answer that cannot be opened is left out."""
    rows = shared_answers(purpose).filter(response__subject_id__in=subject_ids).select_related("response")
    found: dict[uuid.UUID, list[str]] = {}
    for answer in rows.order_by("response", "question__section__position", "question__position"):
        try:
            words = value_of(answer).words
        except VaultError:
            continue
        if isinstance(words, str):
            found.setdefault(answer.response.subject_id, []).append(words)
    return {key: "\n".join(parts) for key, parts in found.items()}
