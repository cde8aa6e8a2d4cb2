"""What differs between two versions of a standard, in lines that went and lines that are new. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PARTS = (
    ("can", "What we can do"), ("cannot", "What we cannot do"), ("say", "How we say it"), ("plain", "In plain words"),
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """Of one part of a card the lines that went and those that are new, each in its own order."""

    label: str
    gone: list[str]
    new: list[str]


def lines(text: str) -> list[str]:
    """The sentences of a text, one to a line, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def differences(before: Any, after: Any) -> list[Difference]:
    """The parts that differ. A line that moved is neither gone nor new."""
    found = []
    if before.title != after.title:
        found.append(Difference("Title", [before.title], [after.title]))
    for name, label in PARTS:
        old, new = lines(getattr(before, name)), lines(getattr(after, name))
        gone, come = [line for line in old if line not in new], [line for line in new if line not in old]
        if gone or come:
            found.append(Difference(label, gone, come))
    return found
