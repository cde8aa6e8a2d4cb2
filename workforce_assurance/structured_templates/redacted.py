"""Who may read a record without names, though they are none of its people: rules that whoever stands above registers at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from workforce_assurance.common.redaction import Redactor

from .asked import Asked, AskedVersion
from .enums import QuestionKind
from .kinds import Shown
from .models import Response
from .shown import ShownAnswer, ShownSection

MayRead = Callable[[Response, Any, datetime], bool]
"""Whether this person was asked to read this record without names, now."""

RULES: list[MayRead] = []
# What is chosen of a list that a template offers holds no word of theirs.
CHOSEN = frozenset({QuestionKind.YES_NO, QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF, QuestionKind.SCALE})
NOT_SHOWN = Shown(facts=("Given, and not shown in an audit",))


def register_redacted_reading(rule: MayRead) -> None:
    RULES.append(rule)


def may_read_redacted(response: Response, person: Any, now: datetime) -> bool:
    return bool(person.is_active) and any(rule(response, person, now) for rule in RULES)


def redacted(sections: tuple[ShownSection, ...], version: AskedVersion, redactor: Redactor) -> tuple[ShownSection, ...]:
    """The same sections without names; questions stay as they were asked."""
    kinds = {(section.key, asked.key): asked for section in version.sections for asked in section.questions}
    return tuple(
        replace(section, answers=tuple(_answer(one, kinds[section.key, one.key], redactor) for one in section.answers))
        for section in sections
    )


def _answer(answer: ShownAnswer, asked: Asked, redactor: Redactor) -> ShownAnswer:
    if answer.is_text or not answer.shown:
        return answer
    if asked.kind == QuestionKind.CASE_REFERENCE:
        return replace(answer, shown=NOT_SHOWN)
    return replace(answer, shown=_shown(answer.shown, redactor, chosen=asked.kind in CHOSEN))


def _shown(shown: Shown, redactor: Redactor, *, chosen: bool = False) -> Shown:
    facts = shown.facts if chosen else tuple(redactor.redact(one) for one in shown.facts)
    rows = tuple(tuple((label, _shown(cell, redactor)) for label, cell in row) for row in shown.rows)
    return Shown(facts=facts, text=redactor.redact(shown.text), rows=rows)
