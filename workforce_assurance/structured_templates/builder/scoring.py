"""What a computed total may be made of: which questions there are for it, and why one cannot stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..enums import Layer, QuestionKind
from ..totals import SCORED
from .conditions import quoted
from .outline import QuestionOutline, SectionOutline

READ_BY_MORE = (Layer.PRIVATE, Layer.SHARED, Layer.ASSURANCE)


def parts_on_offer(sections: Sequence[SectionOutline]) -> list[tuple[SectionOutline, QuestionOutline]]:
    """Every question that a total can count, with its section."""
    return [
        (section, question)
        for section in sections
        for question in section.questions
        if question.kind in SCORED and question.group is None and _has_points(question)
    ]


def _has_points(question: QuestionOutline) -> bool:
    return question.kind == QuestionKind.NUMBER or any(option.points is not None for option in question.options)


def reasons_against_total(total: QuestionOutline, sections: Sequence[SectionOutline]) -> Iterator[str]:
    """A sentence for everything that keeps this total from being worked out, or would tell more than its parts may."""
    name = quoted(total)
    if total.group is not None:
        yield f"{name} stands in a repeating group, where nothing is added up. Move it out."
    if total.computed is None or not total.computed.of:
        yield f"{name} has nothing to work with. Choose the questions that it adds up."
        return
    known = {(section.key, question.key): question for section in sections for question in section.questions}
    offered = {(section.key, question.key) for section, question in parts_on_offer(sections)}
    for key in total.computed.of:
        part = known.get(key)
        if part is None:
            yield f"{name} adds up a question that is not there ({key[0]}: {key[1]}). Choose another one."
        elif key not in offered:
            yield f"{name} adds up {quoted(part)}, whose answers have no points. Give them points, or choose another one."
        elif not _may_tell(total, part):
            yield f"{name} and {quoted(part)} are read by different people. A total is read by whom its parts are read by."


def _may_tell(total: QuestionOutline, part: QuestionOutline) -> bool:
    """What is private goes into nothing but what is private; governance counts come from governance counts alone."""
    if Layer.PRIVATE in (total.layer, part.layer):
        return total.layer == part.layer
    return READ_BY_MORE.index(Layer(part.layer)) >= READ_BY_MORE.index(Layer(total.layer))


def totals_with(section_key: str, keys: set[str], sections: Sequence[SectionOutline]) -> list[str]:
    """The totals that add up one of these questions of the section and are not among them, quoted."""
    wanted = {(section_key, key) for key in keys}
    return [
        quoted(question)
        for section in sections
        for question in section.questions
        if question.computed and wanted & set(question.computed.of) and (section.key, question.key) not in wanted
    ]
