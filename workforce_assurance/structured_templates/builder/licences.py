"""Whose words a version holds, and what may be kept of an instrument that allows scores only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..enums import Licence, QuestionKind
from .conditions import quoted
from .outline import QuestionOutline, SectionOutline

LONGEST_NAME_OF_A_SCORE = 80
SCORES = frozenset(
    {QuestionKind.NUMBER, QuestionKind.TOTAL, QuestionKind.DATE, QuestionKind.PERSON, QuestionKind.CASE_REFERENCE}
)
"""What is left of an instrument whose words are not ours: scores, who and when."""


@dataclass(frozen=True)
class Licensed:
    """The licence of a version, and the name that goes with it."""

    licence: str = Licence.OWN
    name: str = ""


OURS = Licensed()


def licence_of(version: Any) -> Licensed:
    return Licensed(version.licence, version.licence_name)


def in_words(licensed: Licensed) -> str:
    """ "An open licence: CC BY 4.0"."""
    label = str(Licence(licensed.licence).label)
    return f"{label} ({licensed.name})" if licensed.name else label


def reasons_against_keeping(sections: Sequence[SectionOutline], licensed: Licensed) -> Iterator[str]:
    """A sentence for everything that must not be stored, published or exported under the licence."""
    if licensed.licence != Licence.OWN and not licensed.name.strip():
        yield "The licence has no name. Say which licence it is, or whose instrument."
    if licensed.licence != Licence.SCORES_ONLY:
        return
    for section in sections:
        if section.intro.strip():
            yield f"{_only_scores(licensed)} Take the introduction out of the section “{section.title}”."
        for question in section.questions:
            yield from reasons_against_words(question, licensed)


def reasons_against_words(question: QuestionOutline, licensed: Licensed) -> Iterator[str]:
    """Why this question may not be kept under the licence."""
    if licensed.licence != Licence.SCORES_ONLY:
        return
    if question.kind not in SCORES:
        label = str(QuestionKind(question.kind).label).lower()
        yield f"{_only_scores(licensed)} {quoted(question)} ({label}) could hold its words: keep a number or a total instead."
    elif question.help.strip() or len(question.text) > LONGEST_NAME_OF_A_SCORE:
        yield (
            f"{_only_scores(licensed)} Name the score {quoted(question)} in at most {LONGEST_NAME_OF_A_SCORE} "
            "characters, without help."
        )


def _only_scores(licensed: Licensed) -> str:
    return f"Of “{licensed.name}” only scores are kept; its items are neither stored nor exported."
