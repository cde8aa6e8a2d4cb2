"""Opening what is sealed in a record: answers as values, drafts as they were typed, and the hash that signatures stand for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .asked import AskedSection, AskedVersion
from .conditions import ROOT, is_shown
from .kinds import KINDS, Typed, Value, joined
from .models import Answer, ResponseSection
from .places import place_of
from .vault import seal, unseal

Values = dict[int, Value]
"""Answers by the id of their question."""


@dataclass(frozen=True)
class Draft:
    """What an author had typed, and which shared answers they saw when they began."""

    typed: Typed
    seen: str = ""


def values_of(answers: Iterable[Answer]) -> Values:
    """:raises VaultError: when one of them cannot be opened"""
    return {answer.question_id: value_of(answer) for answer in answers}


def value_of(answer: Answer) -> Value:
    words = unseal(answer.sealed, place_of(answer, "sealed")) if answer.sealed is not None else None
    return Value(coded=answer.coded, words=words)


def typed_of(section: AskedSection, values: Values) -> Typed:
    """What the form of the section has to show for these answers."""
    typed: Typed = {}
    for asked in section.answered:
        if value := values.get(asked.id):
            typed |= KINDS[asked.kind].typed(asked, joined(ROOT, asked.key), value)
    return typed


def draft_of(row: ResponseSection | None) -> Draft | None:
    """:raises VaultError: when it cannot be opened"""
    if row is None or row.sealed_draft is None:
        return None
    found = unseal(row.sealed_draft, place_of(row, "sealed_draft"))
    return Draft(typed=found["typed"], seen=found["seen"])


def sealed_draft(row: ResponseSection, draft: Draft) -> bytes:
    return seal({"typed": draft.typed, "seen": draft.seen}, place_of(row, "sealed_draft"))


def stand_of(section: AskedSection, answers: Iterable[Answer]) -> str:
    """A short name for how the shared answers stand: unlike any other once one of them was changed. Empty for none.

    A total follows from what is saved elsewhere: nobody's typing stands against it.
    """
    computed = {asked.id for asked in section.answered if asked.is_computed}
    typed = (a for a in answers if a.private_to_id is None and a.question_id not in computed)
    shared = sorted(f"{a.pk}{a.answered_at.timestamp()}" for a in typed)
    return hashlib.sha256("".join(shared).encode()).hexdigest()[:20] if shared else ""


def asked_now(section: AskedSection, values: Values) -> list[Any]:
    """The questions of the section that are asked, given the answers to the others."""
    given = typed_of(section, values)
    return [asked for asked in section.questions if is_shown(asked, section.questions, given)]


def content_sha256(version: AskedVersion, values: Values) -> str:
    """SHA-256 over every shared answer that is part of the record, in the order of the version."""
    parts: list[Any] = [str(version.id)]
    for section in version.sections:
        for asked in asked_now(section, values):
            value = values.get(asked.id)
            if asked.is_answered and not asked.is_private and value is not None:
                parts.append([section.key, asked.key, value.coded, value.words])
    return hashlib.sha256(json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
