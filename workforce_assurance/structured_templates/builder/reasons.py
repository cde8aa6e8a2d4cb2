"""Why a draft cannot be published yet: a sentence for each reason, saying what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..enums import Layer, QuestionKind
from ..purposes import Purpose
from .conditions import contradictions, quoted
from .licences import OURS, Licensed, reasons_against_keeping
from .outline import WITH_OPTIONS, QuestionOutline, SectionOutline, is_never_required
from .scoring import reasons_against_total

MOST_SECTIONS = 20
MOST_QUESTIONS = 7
"""What fits on one section's page without becoming a form that is too long; texts to read do not count."""
MOST_ROWS = 30
MOST_OPTIONS = 60
MOST_ITEMS = 12
WRITTEN = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT, QuestionKind.GROUP, QuestionKind.ADJUSTMENTS})
"""The kinds whose answers hold words, which the assurance layer never does."""


def reasons_against_publishing(
    sections: tuple[SectionOutline, ...], purpose: Purpose | None, licence: Licensed = OURS
) -> list[str]:
    """Every reason; empty when the version may be published."""
    if not sections:
        return ["There is no section yet. Add one."]
    reasons = [*_areas(sections, purpose), *reasons_against_keeping(sections, licence)]
    if len(sections) > MOST_SECTIONS:
        reasons.append(f"There are {len(sections)} sections; at most {MOST_SECTIONS} can be published. Remove some.")
    for section in sections:
        reasons += _section(section)
        for question in section.questions:
            if question.kind == QuestionKind.TOTAL:
                reasons += reasons_against_total(question, sections)
    return reasons


def _areas(sections: tuple[SectionOutline, ...], purpose: Purpose | None) -> Iterator[str]:
    if purpose is None:
        yield "Nothing here uses templates of this purpose, so it cannot be published."
        return
    covered = {section.area for section in sections if any(question.is_typed for question in section.questions)}
    for code, name in purpose.areas.items():
        if code in purpose.required_areas and code not in covered:
            yield f"No section asks about “{name}”. Choose it as the area of a section with a question to answer."
    for section in sections:
        if section.area and section.area not in purpose.areas:
            yield f"The section “{section.title}” has an area that is not known here. Choose another one."


def _section(section: SectionOutline) -> Iterator[str]:
    if not section.title.strip():
        yield "A section has no title. Give it one."
    if not section.questions:
        yield f"The section “{section.title}” has no question. Add one, or remove the section."
    asked = [question for question in section.questions if question.group is None and question.is_typed]
    if len(asked) > MOST_QUESTIONS:
        yield (
            f"The section “{section.title}” asks {len(asked)} questions; a page holds at most {MOST_QUESTIONS}. "
            "Move some to another section."
        )
    for question in section.questions:
        yield from _question(question, section)
    yield from contradictions(section)


def _question(question: QuestionOutline, section: SectionOutline) -> Iterator[str]:
    name = quoted(question)
    if not question.text.strip():
        yield f"A question in “{section.title}” has no text. Write it, or remove the question."
    if is_never_required(question.kind) and (question.required or question.required_if):
        yield f"{name} is of a kind that nobody can be required to answer. Let it be skipped."
    if question.layer == Layer.ASSURANCE and question.kind in WRITTEN:
        yield f"{name} is answered in words, and governance counts never hold words. Choose who else may read it."
    if question.kind == QuestionKind.GROUP and not any(inner.group == question.key for inner in section.questions):
        yield f"The group {name} has no question inside it. Add one, or remove the group."
    if question.kind == QuestionKind.GROUP and question.group is not None:
        yield f"The group {name} stands inside another group. Move its questions out."
    yield from _options(question, name)
    yield from _items(question, name)


def _items(question: QuestionOutline, name: str) -> Iterator[str]:
    if question.kind != QuestionKind.MATRIX:
        return
    if not question.items:
        yield f"The matrix {name} has no item. Add the items that are answered on its scale."
    if len(question.items) > MOST_ITEMS:
        yield f"The matrix {name} has {len(question.items)} items; at most {MOST_ITEMS} fit on a page. Remove some."
    codes = Counter(item.code for item in question.items)
    if any(times > 1 for times in codes.values()) or any(not i.label.strip() or not i.code for i in question.items):
        yield f"The matrix {name} has an item without words, or two with one code. Complete it, or remove it."


def _options(question: QuestionOutline, name: str) -> Iterator[str]:
    if question.kind not in WITH_OPTIONS:
        return
    fewest = WITH_OPTIONS[QuestionKind(question.kind)]
    if len(question.options) < fewest:
        yield f"{name} offers {_so_many(len(question.options))}; it needs at least {fewest}. Add some."
    if len(question.options) > MOST_OPTIONS:
        yield f"{name} offers {len(question.options)} options; at most {MOST_OPTIONS} can be shown. Remove some."
    for code, times in Counter(option.code for option in question.options).items():
        if times > 1:
            yield f"{name} uses the code “{code}” {times} times. Give each option its own."
    if any(not option.label.strip() or not option.code for option in question.options):
        yield f"{name} has an option without words or without a code. Complete it, or remove it."


def _so_many(count: int) -> str:
    return {0: "no option", 1: "one option"}.get(count, f"{count} options")
