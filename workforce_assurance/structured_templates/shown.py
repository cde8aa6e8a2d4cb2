"""A record as plain values that any page, and print, can show: sections, questions as they were asked, answers as they read."""

from __future__ import annotations

from dataclasses import dataclass

from .asked import Asked, AskedSection, AskedVersion
from .contents import Values, asked_now
from .enums import Layer, QuestionKind
from .kinds import KINDS, Shown, World


@dataclass(frozen=True)
class ShownAnswer:
    """One question with its answer; text to read stands without one."""

    key: str
    question: str
    shown: Shown
    private: bool = False
    is_text: bool = False
    needed: bool = False


@dataclass(frozen=True)
class ShownSection:
    key: str
    title: str
    intro: str
    answers: tuple[ShownAnswer, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it is answered, but only said or kept for oneself."""
        return all(answer.is_text for answer in self.answers)


def shown_record(
    version: AskedVersion, values: Values, world: World, *, missing: dict[str, list[Asked]] | None = None
) -> tuple[ShownSection, ...]:
    """Every section with the questions that are asked, given the answers; a retired version as it was asked."""
    needed = {asked.id for questions in (missing or {}).values() for asked in questions}
    return tuple(_section(section, values, world, needed) for section in version.sections)


def _section(section: AskedSection, values: Values, world: World, needed: set[int]) -> ShownSection:
    # What was only there to be talked about, and private questions that hold nothing, are no part of a record.
    asked = [
        q for q in asked_now(section, values) if q.kind != QuestionKind.SPOKEN and (not q.is_private or q.id in values)
    ]
    answers = tuple(_answer(question, values, world, needed) for question in asked)
    return ShownSection(section.key, section.title, section.intro, answers)


def _answer(asked: Asked, values: Values, world: World, needed: set[int]) -> ShownAnswer:
    value, kind = values.get(asked.id), KINDS[asked.kind]
    return ShownAnswer(
        key=asked.key,
        question=asked.text,
        shown=kind.shown(asked, value, world) if value else kind.unanswered(asked),
        private=asked.layer == Layer.PRIVATE,
        is_text=not asked.is_answered,
        needed=asked.id in needed,
    )
