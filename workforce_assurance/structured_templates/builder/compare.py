"""What differs between two versions, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..enums import Layer, QuestionKind
from .conditions import in_words, quoted
from .outline import OptionOutline, QuestionOutline, SectionOutline

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Keyed = TypeVar("Keyed", SectionOutline, QuestionOutline)


@dataclass(frozen=True)
class Change:
    """One sentence, and the words before and after where words were replaced."""

    section: str
    kind: str
    sentence: str
    before: str = ""
    after: str = ""


def compare(
    before: Sequence[SectionOutline], after: Sequence[SectionOutline], *, areas: dict[str, str]
) -> list[Change]:
    """Everything that changed, in the order of the later version; areas are named by `areas`."""
    changes = list(_order("The sections are", "", before, after))
    earlier, later = _by_key(before), _by_key(after)
    for section in after:
        if section.key in earlier:
            changes += _section(earlier[section.key], section, areas)
        else:
            changes += _whole(section, ADDED)
    for section in before:
        if section.key not in later:
            changes += _whole(section, REMOVED)
    return changes


def _by_key(things: Sequence[Keyed]) -> dict[str, Keyed]:
    return {thing.key: thing for thing in things}


def _order(what: str, section: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Change]:
    """Whether what both versions hold stands in another order."""
    earlier, later = [thing.key for thing in before], [thing.key for thing in after]
    if [key for key in earlier if key in later] != [key for key in later if key in earlier]:
        yield Change(section, CHANGED, f"{what} in a different order.")


def _whole(section: SectionOutline, kind: str) -> Iterator[Change]:
    yield Change(section.title, kind, f"The section is {'new' if kind == ADDED else 'no longer there'}.")
    for question in section.questions:
        yield _whole_question(section.title, question, kind)


def _whole_question(title: str, question: QuestionOutline, kind: str) -> Change:
    label = str(QuestionKind(question.kind).label).lower()
    words = f"{'New' if kind == ADDED else 'No longer asked'}: {quoted(question)} ({label}"
    return Change(title, kind, f"{words}, required)." if question.required and kind == ADDED else f"{words}).")


def _section(before: SectionOutline, after: SectionOutline, areas: dict[str, str]) -> Iterator[Change]:
    yield from _heading(before, after, areas)
    yield from _order("The questions are", after.title, before.questions, after.questions)
    earlier, later = _by_key(before.questions), _by_key(after.questions)
    for question in after.questions:
        if question.key in earlier:
            yield from _question(earlier[question.key], question, after)
        else:
            yield _whole_question(after.title, question, ADDED)
    for question in before.questions:
        if question.key not in later:
            yield _whole_question(after.title, question, REMOVED)


def _heading(before: SectionOutline, after: SectionOutline, areas: dict[str, str]) -> Iterator[Change]:
    title = after.title
    if before.title != title:
        yield Change(title, CHANGED, "The section has a new title.", before.title, title)
    if before.area != after.area:
        names = [areas.get(area, area) or "none" for area in (before.area, after.area)]
        yield Change(title, CHANGED, "The section covers another area.", *names)
    if before.intro != after.intro:
        yield Change(title, CHANGED, "The introduction is reworded.", before.intro, after.intro)


def _question(before: QuestionOutline, after: QuestionOutline, later: SectionOutline) -> Iterator[Change]:
    title, name = later.title, quoted(after)
    if before.text != after.text:
        yield Change(title, CHANGED, f"Reworded: {name}", before.text, after.text)
    if before.help != after.help:
        yield Change(title, CHANGED, f"{name} has different help.", before.help, after.help)
    if before.kind != after.kind:
        kinds = [str(QuestionKind(kind).label) for kind in (before.kind, after.kind)]
        yield Change(title, CHANGED, f"{name} is answered in another way.", *kinds)
    if before.layer != after.layer:
        layers = [str(Layer(layer).label) for layer in (before.layer, after.layer)]
        yield Change(title, CHANGED, f"Other people can read the answer to {name}.", *layers)
    yield from _demands(before, after, later)
    yield from _options(title, name, before.options, after.options)


def _demands(before: QuestionOutline, after: QuestionOutline, later: SectionOutline) -> Iterator[Change]:
    title, name = later.title, quoted(after)
    if (before.required, before.required_if) != (after.required, after.required_if):
        yield Change(title, CHANGED, f"{name} is {required_in_words(after, later)}.")
    if before.shown_if != after.shown_if:
        shown = in_words(after.shown_if, later)
        yield Change(
            title, CHANGED, f"{name} is now shown only when {shown}." if shown else f"{name} is now always shown."
        )


def required_in_words(question: QuestionOutline, section: SectionOutline) -> str:
    if question.required:
        return "now required"
    condition = in_words(question.required_if, section)
    return f"now required when {condition}" if condition else "no longer required"


def _options(
    title: str, name: str, before: Sequence[OptionOutline], after: Sequence[OptionOutline]
) -> Iterator[Change]:
    earlier, later = {option.code: option for option in before}, {option.code: option for option in after}
    for code, option in later.items():
        if code not in earlier:
            yield Change(title, ADDED, f"{name} now offers “{option.label}”.")
        elif option != earlier[code]:
            yield Change(title, CHANGED, f"An option of {name} is reworded.", *map(_label, (earlier[code], option)))
    for code, option in earlier.items():
        if code not in later:
            yield Change(title, REMOVED, f"{name} no longer offers “{option.label}”.")
    if [code for code in earlier if code in later] != [code for code in later if code in earlier]:
        yield Change(title, CHANGED, f"The options of {name} are in a different order.")


def _label(option: OptionOutline) -> str:
    return f"{option.label} ({option.help})" if option.help else option.label
