"""What a version asks, as plain values: the one description that form, page and print are built from."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from .enums import Layer, QuestionKind
from .models import Question, Section, TemplateVersion

UNANSWERED = frozenset({QuestionKind.SCRIPT, QuestionKind.SPOKEN})


@dataclass(frozen=True)
class Option:
    code: str
    label: str
    help: str = ""
    points: int | None = None


@dataclass(frozen=True)
class Item:
    """One line of a matrix."""

    code: str
    label: str


@dataclass(frozen=True)
class Computed:
    """How a total is worked out: "sum" or "mean" of questions, each as (key of its section, its own key)."""

    how: str
    of: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Condition:
    """Met when the answer to the question with that key is, or includes, the value."""

    key: str
    value: str


@dataclass(frozen=True)
class Asked:
    """One question of a version, with those inside it when it is a repeating group."""

    id: int
    key: str
    kind: str
    text: str
    help: str
    required: bool
    required_if: Condition | None
    shown_if: Condition | None
    layer: str
    options: tuple[Option, ...]
    inner: tuple[Asked, ...] = ()
    items: tuple[Item, ...] = ()
    computed: Computed | None = None
    functions: tuple[str, ...] = ()

    @property
    def is_computed(self) -> bool:
        """Worked out when its parts are saved, and never typed."""
        return self.kind == QuestionKind.TOTAL

    @property
    def is_answered(self) -> bool:
        return self.kind not in UNANSWERED

    @property
    def is_private(self) -> bool:
        return self.layer == Layer.PRIVATE

    @property
    def holds_words(self) -> bool:
        """The assurance layer holds codes alone, so it offers no box for words."""
        return self.layer != Layer.ASSURANCE

    def label_of(self, code: str) -> str:
        return next((option.label for option in self.options if option.code == code), code)


@dataclass(frozen=True)
class AskedSection:
    id: int
    key: str
    title: str
    area: str
    intro: str
    questions: tuple[Asked, ...]

    @property
    def answered(self) -> tuple[Asked, ...]:
        return tuple(question for question in self.questions if question.is_answered)

    @property
    def is_private(self) -> bool:
        """Whether something is answered in it, and nothing but for oneself alone."""
        return bool(self.answered) and all(question.is_private for question in self.answered)

    def private_part(self) -> AskedSection:
        """What of it somebody writes for themselves alone, with the texts to read."""
        return replace(self, questions=tuple(q for q in self.questions if q.is_private or not q.is_answered))

    def question(self, key: str) -> Asked | None:
        return next((question for question in self.questions if question.key == key), None)


@dataclass(frozen=True)
class AskedVersion:
    id: uuid.UUID
    name: str
    number: int
    sections: tuple[AskedSection, ...]

    def section(self, key: str) -> AskedSection | None:
        return next((section for section in self.sections if section.key == key), None)

    def private_part(self) -> AskedVersion:
        """The sections in which there is something to write for oneself alone."""
        parts = (section.private_part() for section in self.sections)
        return replace(self, sections=tuple(part for part in parts if part.answered))

    def questions(self) -> Iterator[Asked]:
        for section in self.sections:
            yield from section.answered

    def computed(self) -> list[Asked]:
        return [asked for asked in self.questions() if asked.is_computed]


@lru_cache(maxsize=64)
def asked_by(version_id: uuid.UUID) -> AskedVersion:
    """What the version asks. Only for versions that were published: those never change, so they are read once."""
    return read_asked(TemplateVersion.objects.select_related("template").get(pk=version_id))


def read_asked(version: TemplateVersion) -> AskedVersion:
    """What the version asks at this moment, a draft too."""
    sections = version.sections.order_by("position", "pk").prefetch_related("questions")
    return AskedVersion(version.pk, version.template.name, version.number, tuple(_section(row) for row in sections))


def _section(section: Section) -> AskedSection:
    rows = sorted(section.questions.all(), key=lambda row: (row.position, row.pk))
    questions = tuple(_question(row, rows) for row in rows if row.group_id is None)
    return AskedSection(section.pk, section.key, section.title, section.area, section.intro, questions)


def _question(row: Question, rows: list[Question]) -> Asked:
    return Asked(
        id=row.pk,
        key=row.key,
        kind=row.kind,
        text=row.text,
        help=row.help,
        required=row.required,
        required_if=_condition(row.required_if),
        shown_if=_condition(row.shown_if),
        layer=row.layer,
        options=tuple(_option(option) for option in row.options or []),
        inner=tuple(_question(inner, rows) for inner in rows if inner.group_id == row.pk),
        items=tuple(Item(str(item["code"]), str(item["label"])) for item in row.items or []),
        computed=computed_of(row.computed),
        functions=tuple(row.functions or []),
    )


def _option(option: dict[str, Any]) -> Option:
    return Option(str(option["code"]), str(option["label"]), str(option.get("help", "")), option.get("points"))


def computed_of(described: dict[str, Any] | None) -> Computed | None:
    if not described:
        return None
    parts = (str(part).partition(".") for part in described.get("of", []))
    return Computed(str(described.get("how", "sum")), tuple((section, key) for section, _, key in parts))


def _condition(condition: dict[str, str] | None) -> Condition | None:
    if not condition:
        return None
    return Condition(str(condition.get("question", "")), str(condition.get("has", condition.get("is", ""))))
