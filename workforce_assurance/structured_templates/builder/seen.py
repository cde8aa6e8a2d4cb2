"""What each reader gets to see of a section: the same rule as of the records, told before there is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from ..asked import Asked, AskedSection
from ..enums import Layer


class Reader(models.TextChoices):
    """From where a version is looked at."""

    WRITER = "writer", "Whoever writes it"
    OTHER = "other", "The others it is about"
    GOVERNANCE = "governance", "Governance"
    EVERYBODY = "everybody", "Everybody else"


# What they get of an answer in that layer; whoever is not named gets nothing.
GETS = {
    (Reader.OTHER, Layer.PRIVATE): "An answer of their own, which nobody else reads. Never the writer's.",
    (Reader.OTHER, Layer.SHARED): "Reads the answer.",
    (Reader.OTHER, Layer.ASSURANCE): "Reads the answer.",
    (Reader.GOVERNANCE, Layer.ASSURANCE): "How often each choice was made, without names.",
}
NOTHING = "Nothing."


@dataclass(frozen=True)
class Seen:
    """One question and what a reader gets of its answer."""

    text: str
    gets: str


def seen_by(reader: Reader, section: AskedSection) -> Iterator[Seen]:
    """Of each question that is answered; what a total is of its parts, so it is read like them."""
    for asked in section.answered:
        yield Seen(asked.text, _gets(reader, asked))


def _gets(reader: Reader, asked: Asked) -> str:
    return GETS.get((reader, Layer(asked.layer)), NOTHING)
