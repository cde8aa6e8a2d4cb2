"""What differs between two versions, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..asked import Computed
from ..enums import Function, Layer, QuestionKind
from .conditions import in_words, quoted
from .licences import Licensed
from .licences import in_words as licence_in_words
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


def compare_licences(before: Licensed, after: Licensed) -> list[Change]:
    if before == after:
        return []
    return [
        Change("", CHANGED, "The words have another licence.", *(licence_in_words(each) for each in (before, after)))
    ]


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
    yield from _purpose(title, name, before, after)
    yield from _options(title, name, before.options, after.options)
    yield from _items(title, name, before.items, after.items)


def _purpose(title: str, name: str, before: QuestionOutline, after: QuestionOutline) -> Iterator[Change]:
    """What it is for, and what it is worked out from."""
    if before.functions != after.functions:
        words = (", ".join(str(Function(code).label) for code in each.functions) or "None" for each in (before, after))
        yield Change(title, CHANGED, f"{name} serves other functions of supervision.", *words)
    if before.computed != after.computed:
        words = (computed_in_words(each.computed) for each in (before, after))
        yield Change(title, CHANGED, f"{name} is worked out in another way.", *words)


def computed_in_words(computed: Computed | None) -> str:
    """By keys: the questions may stand in other sections, and their words may change."""
    if computed is None:
        return ""
    how = "Mean" if computed.how == "mean" else "Sum"
    return f"{how} of {', '.join(f'{section}: {key}' for section, key in computed.of)}"


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


Options = Sequence[OptionOutline]


def _options(title: str, name: str, before: Options, after: Options) -> Iterator[Change]:
    yield from _coded(title, name, ("offers", "option"), before, after)
    earlier = {option.code: option.points for option in before}
    for option in after:
        if option.code in earlier and option.points != earlier[option.code]:
            points = (_so_many(each) for each in (earlier[option.code], option.points))
            yield Change(title, CHANGED, f"“{option.label}” of {name} counts differently in totals.", *points)


def _items(title: str, name: str, before: Options, after: Options) -> Iterator[Change]:
    yield from _coded(title, name, ("asks about", "item"), before, after)


def _coded(title: str, name: str, words: tuple[str, str], before: Options, after: Options) -> Iterator[Change]:
    """What came, went, was reworded or stands elsewhere, in a list where every entry has its code."""
    does, each = words
    earlier, later = {option.code: option for option in before}, {option.code: option for option in after}
    for code, option in later.items():
        if code not in earlier:
            yield Change(title, ADDED, f"{name} now {does} “{option.label}”.")
        elif _label(option) != _label(earlier[code]):
            yield Change(title, CHANGED, f"An {each} of {name} is reworded.", *map(_label, (earlier[code], option)))
    for code, option in earlier.items():
        if code not in later:
            yield Change(title, REMOVED, f"{name} no longer {does} “{option.label}”.")
    if [code for code in earlier if code in later] != [code for code in later if code in earlier]:
        yield Change(title, CHANGED, f"The {each}s of {name} are in a different order.")


def _so_many(points: int | None) -> str:
    return "no points" if points is None else f"{points} points"


def _label(option: OptionOutline) -> str:
    return f"{option.label} ({option.help})" if option.help else option.label
