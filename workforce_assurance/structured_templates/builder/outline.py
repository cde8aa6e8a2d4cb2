"""A version as plain values: what comparing, checking and showing need, without its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..asked import Computed, computed_of
from ..description import settled
from ..enums import QuestionKind
from ..kinds import KINDS
from ..models import Question, Section, TemplateVersion

NOT_ANSWERED = frozenset({QuestionKind.SCRIPT, QuestionKind.SPOKEN})
WITH_OPTIONS = {
    QuestionKind.ONE_OF: 2,
    QuestionKind.SEVERAL_OF: 1,
    QuestionKind.SCALE: 2,
    QuestionKind.DRIFT_SIGNS: 1,
    QuestionKind.ADJUSTMENTS: 1,
    QuestionKind.MATRIX: 2,
}
"""The kinds that offer options, and how many they need at least."""
COUNTED = frozenset({QuestionKind.SCALE, QuestionKind.MATRIX})
"""The kinds whose options get points when they are written; a choice of one can be given some."""
WITH_POINTS = COUNTED | {QuestionKind.ONE_OF}


def is_never_required(kind: str) -> bool:
    """Whether nobody can be required to answer: nothing is asked, or giving nothing is an answer too."""
    return kind in NOT_ANSWERED or not KINDS[kind].can_be_required


Condition = dict[str, Any] | None


@dataclass(frozen=True)
class OptionOutline:
    code: str
    label: str
    help: str = ""
    points: int | None = None


@dataclass(frozen=True)
class QuestionOutline:
    """A question; `group` is the key of the repeating group it stands in."""

    key: str
    kind: str
    text: str
    help: str = ""
    required: bool = False
    required_if: Condition = None
    shown_if: Condition = None
    layer: str = "shared"
    options: tuple[OptionOutline, ...] = ()
    group: str | None = None
    items: tuple[OptionOutline, ...] = ()
    computed: Computed | None = None
    functions: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        return self.kind not in NOT_ANSWERED

    @property
    def is_typed(self) -> bool:
        """Whether somebody answers it; a total is worked out."""
        return self.is_answered and self.kind != QuestionKind.TOTAL


@dataclass(frozen=True)
class SectionOutline:
    key: str
    title: str
    area: str = ""
    intro: str = ""
    questions: tuple[QuestionOutline, ...] = ()

    def question(self, key: str) -> QuestionOutline | None:
        return next((question for question in self.questions if question.key == key), None)


def options_of(question: Question, part: str = "options") -> tuple[OptionOutline, ...]:
    """What the question offers to choose, or (`items`) what its matrix asks."""
    return tuple(
        OptionOutline(
            code=str(row.get("code", "")),
            label=str(row.get("label", "")),
            help=str(row.get("help", "")),
            points=row.get("points"),
        )
        for row in getattr(question, part) or []
    )


def outline_of(version: TemplateVersion) -> tuple[SectionOutline, ...]:
    """The sections of the version in order, in two queries."""
    rows = version.sections.order_by("position", "id").prefetch_related("questions")
    return tuple(outline_of_section(section) for section in rows)


def outline_of_section(section: Section) -> SectionOutline:
    rows = sorted(section.questions.all(), key=lambda row: (row.position, row.pk))
    return SectionOutline(
        key=section.key,
        title=section.title,
        area=section.area,
        intro=section.intro,
        questions=tuple(_outline_of_question(row, keys={row.pk: row.key for row in rows}) for row in _in_order(rows)),
    )


def _in_order(rows: list[Question]) -> Iterable[Question]:
    """Each group is followed by the questions inside it."""
    for row in rows:
        if row.group_id is None:
            yield row
            yield from (inner for inner in rows if inner.group_id == row.pk)


def outline_of_description(description: dict[str, Any]) -> tuple[SectionOutline, ...]:
    """The same of a description that no version holds yet."""
    return tuple(
        SectionOutline(
            key=section["key"],
            title=section["title"],
            area=section["area"],
            intro=section["intro"],
            questions=tuple(_outlines(section["questions"])),
        )
        for section in settled(description)
    )


def _outlines(questions: list[dict[str, Any]], group: str | None = None) -> Iterable[QuestionOutline]:
    for question in questions:
        same = ("key", "kind", "text", "help", "required", "required_if", "shown_if", "layer")
        yield QuestionOutline(
            **{name: question[name] for name in same},
            options=tuple(OptionOutline(**option) for option in question["options"]),
            items=tuple(OptionOutline(**item) for item in question["items"]),
            computed=computed_of(question["computed"]),
            functions=tuple(question["functions"]),
            group=group,
        )
        yield from _outlines(question["questions"], question["key"])


def _outline_of_question(question: Question, *, keys: dict[int, str]) -> QuestionOutline:
    return QuestionOutline(
        key=question.key,
        kind=question.kind,
        text=question.text,
        help=question.help,
        required=question.required,
        required_if=question.required_if,
        shown_if=question.shown_if,
        layer=question.layer,
        options=options_of(question),
        group=keys.get(question.group_id) if question.group_id else None,
        items=options_of(question, "items"),
        computed=computed_of(question.computed),
        functions=tuple(question.functions or []),
    )
