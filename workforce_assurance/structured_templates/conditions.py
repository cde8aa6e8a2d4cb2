"""Which questions are asked, and which have to be answered, given what stands in the form. Pure; the same for stored answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .asked import Asked, Condition

ROOT = "q"
"""How the name of every field of an answer begins."""

Given = Mapping[str, Sequence[str]]


def is_met(condition: Condition, siblings: Sequence[Asked], given: Given, prefix: str) -> bool:
    """Whether the other question is shown, and its answer is or includes the value."""
    other = next((question for question in siblings if question.key == condition.key), None)
    if other is None or condition.value not in given.get(f"{prefix}.{condition.key}", ()):
        return False
    # A ring of conditions cannot be published; this ends on one all the same.
    before = tuple(question for question in siblings if question is not other)
    return other.shown_if is None or is_met(other.shown_if, before, given, prefix)


def is_shown(asked: Asked, siblings: Sequence[Asked], given: Given, prefix: str = ROOT) -> bool:
    return asked.shown_if is None or is_met(asked.shown_if, siblings, given, prefix)


def is_required(asked: Asked, siblings: Sequence[Asked], given: Given, prefix: str = ROOT) -> bool:
    if not is_shown(asked, siblings, given, prefix):
        return False
    return asked.required or (asked.required_if is not None and is_met(asked.required_if, siblings, given, prefix))
