"""A version's sections and questions as the builder shows them: everything in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..enums import Function, Layer, QuestionKind
from .compare import computed_in_words
from .conditions import in_words, quoted
from .outline import WITH_OPTIONS, OptionOutline, QuestionOutline, SectionOutline, is_never_required


@dataclass(frozen=True)
class ShownQuestion:
    key: str
    name: str
    text: str
    help: str
    kind: str
    demand: str
    shown: str
    readers: str
    offers_options: bool
    is_group: bool
    options: tuple[OptionOutline, ...]
    items: tuple[OptionOutline, ...] = ()
    computed: str = ""
    functions: str = ""
    inner: list[ShownQuestion] = field(default_factory=list)


@dataclass(frozen=True)
class ShownSection:
    key: str
    title: str
    area: str
    intro: str
    questions: list[ShownQuestion]


def shown_sections(sections: tuple[SectionOutline, ...], areas: dict[str, str]) -> list[ShownSection]:
    return [shown_section(section, areas) for section in sections]


def shown_section(section: SectionOutline, areas: dict[str, str]) -> ShownSection:
    questions = [_question(row, section) for row in section.questions if row.group is None]
    return ShownSection(section.key, section.title, areas.get(section.area, section.area), section.intro, questions)


def _question(question: QuestionOutline, section: SectionOutline) -> ShownQuestion:
    kind = QuestionKind(question.kind)
    return ShownQuestion(
        key=question.key,
        name=quoted(question),
        text=question.text,
        help=question.help,
        kind=str(kind.label),
        demand=_demand(question, section),
        shown=in_words(question.shown_if, section),
        readers=str(Layer(question.layer).label) if question.is_answered and not question.group else "",
        offers_options=kind in WITH_OPTIONS,
        is_group=kind == QuestionKind.GROUP,
        options=question.options,
        items=question.items,
        computed=computed_in_words(question.computed),
        functions=", ".join(str(Function(code).label) for code in question.functions),
        inner=[_question(row, section) for row in section.questions if row.group == question.key],
    )


def _demand(question: QuestionOutline, section: SectionOutline) -> str:
    if is_never_required(question.kind):
        return ""
    if question.required:
        return "Required"
    condition = in_words(question.required_if, section)
    return f"Required when {condition}" if condition else "May be skipped"
