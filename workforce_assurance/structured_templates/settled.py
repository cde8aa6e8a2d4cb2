"""Shared texts that have stood for a while, for a program that looks for wordings in them and keeps none of their words."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from .contents import value_of
from .models import Answer
from .queries import parties_of
from .vault import VaultError


@dataclass(frozen=True)
class SettledText:
    """One answer in words; `words` are None when they cannot be opened."""

    answer_id: uuid.UUID
    purpose: str
    subject_id: uuid.UUID
    answered_at: datetime
    words: str | None


def settled_texts(
    *, purposes: Collection[str], since: datetime | None, before: datetime, read: QuerySet, most: int
) -> list[SettledText]:
    """The first shared answers in words that were saved from `since` and before `before`, but for those that were read.

    :param read: rows that have the key of an answer in `answer_id`
    """
    rows = Answer.objects.filter(
        private_to=None, sealed__isnull=False, response__purpose__in=purposes, answered_at__lt=before
    )
    if since:
        rows = rows.filter(answered_at__gte=since)
    rows = rows.filter(~Exists(read.filter(answer_id=OuterRef("pk"))))
    found = rows.select_related("response").order_by("answered_at", "pk")[:most]
    return [SettledText(a.pk, a.response.purpose, a.response.subject_id, a.answered_at, _opened(a)) for a in found]


def has_no_part_in(person: Any, answer_id: uuid.UUID) -> bool:
    """Whether somebody neither wrote this shared answer nor is one of the people of its record; not where it is gone."""
    answer = Answer.objects.select_related("response").filter(pk=answer_id, private_to=None).first()
    return answer is not None and answer.author_id != person.pk and parties_of(answer.response).part_of(person) is None


def _opened(answer: Answer) -> str | None:
    # One that cannot be opened holds up no other.
    try:
        return words_in(value_of(answer).words)
    except VaultError:
        return None


def words_in(words: Any) -> str:
    """Every text of an answer, its rows one below the other."""
    return "\n".join(_texts(words))


def _texts(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        for key in sorted(words):
            yield from _texts(words[key])
    elif isinstance(words, list):
        for one in words:
            yield from _texts(one)
