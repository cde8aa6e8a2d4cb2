"""Conditions between the questions of a section: which there can be, how they read, which contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..enums import QuestionKind
from .outline import Condition, QuestionOutline, SectionOutline

ONE_VALUE = frozenset({QuestionKind.YES_NO, QuestionKind.ONE_OF, QuestionKind.SCALE})
YES_NO_LABELS = {"yes": "Yes", "no": "No"}
EMPTY_LABEL = "(no text yet)"


def quoted(question: QuestionOutline) -> str:
    """A question's text, short enough to stand in a sentence."""
    text = " ".join(question.text.split())
    return f"“{text if len(text) <= 80 else text[:79].rstrip() + '…'}”" if text else EMPTY_LABEL


def wanted(condition: dict[str, Any]) -> tuple[str, str, str]:
    """The question's key, `is` or `has`, and the value, each as text."""
    operator = "has" if "has" in condition else "is"
    return str(condition.get("question", "")), operator, str(condition.get(operator, ""))


def values_of(question: QuestionOutline) -> dict[str, str]:
    """What a condition can ask of the question: value → its words. Empty when it can ask nothing."""
    if question.kind == QuestionKind.YES_NO:
        return YES_NO_LABELS
    if question.kind in ONE_VALUE or question.kind == QuestionKind.SEVERAL_OF:
        return {option.code: option.label for option in question.options}
    return {}


def condition_on(question: QuestionOutline, value: str) -> dict[str, str]:
    operator = "is" if question.kind in ONE_VALUE else "has"
    return {"question": question.key, operator: value}


def may_depend_on(
    question: QuestionOutline | None, section: SectionOutline, *, group: str | None
) -> list[QuestionOutline]:
    """The questions before this one, in the same group or in none; all of them for a new question."""
    before: list[QuestionOutline] = []
    for other in section.questions:
        if question is not None and other.key == question.key:
            break
        if other.group == group and values_of(other):
            before.append(other)
    return before


def in_words(condition: Condition, section: SectionOutline) -> str:
    """Such as `“Did you feel safe?” is “No”`; empty when there is no condition."""
    if not condition:
        return ""
    key, operator, value = wanted(condition)
    other = section.question(key)
    if other is None:
        return f"a question that is not there ({key})"
    label = values_of(other).get(value, value)
    return f"{quoted(other)} {'includes' if operator == 'has' else 'is'} “{label}”"


def contradictions(section: SectionOutline) -> Iterator[str]:
    """A sentence for every question whose conditions can never be met, or miss what they refer to."""
    for question in section.questions:
        yield from contradictions_of(question, section)


def contradictions_of(question: QuestionOutline, section: SectionOutline) -> Iterator[str]:
    name = quoted(question)
    if question.required and question.required_if:
        yield f"{name} is always required and also required only sometimes. Choose one of the two."
    for label, condition in (("shown", question.shown_if), ("required", question.required_if)):
        if condition:
            yield from _missing(name, label, condition, question, section)
    yield from _never_together(question, section)


def _missing(
    name: str, label: str, condition: dict[str, Any], question: QuestionOutline, section: SectionOutline
) -> Iterator[str]:
    key, _, value = wanted(condition)
    other = section.question(key)
    if key == question.key:
        yield f"{name} is {label} only because of its own answer. Choose another question."
    elif other is None:
        yield f"{name} is {label} only because of a question that is not in this section. Choose another one."
    elif value not in values_of(other):
        yield f"{name} is {label} only for an answer that {quoted(other)} does not offer. Choose another answer."
    elif other not in may_depend_on(question, section, group=question.group):
        yield f"{name} is {label} only because of {quoted(other)}, which is after it or in another group. Move it."


def _never_together(question: QuestionOutline, section: SectionOutline) -> Iterator[str]:
    """Follow what the question needs to be shown; two answers to a question with one answer cannot both be given."""
    needed: dict[str, str] = {}
    for condition in _chain(question, section):
        key, operator, value = wanted(condition)
        other = section.question(key)
        if operator == "is" and other is not None and needed.setdefault(key, value) != value:
            labels = values_of(other)
            yield (
                f"{quoted(question)} would need two different answers to {quoted(other)}: "
                f"“{labels.get(needed[key], needed[key])}” and “{labels.get(value, value)}”. "
                "Change one of its conditions."
            )
            return


def _chain(question: QuestionOutline, section: SectionOutline) -> Iterator[dict[str, Any]]:
    """The conditions for the question to be required, to be shown, and for what it depends on to be shown."""
    waiting = [condition for condition in (question.shown_if, question.required_if) if condition]
    seen = {question.key}
    while waiting:
        condition = waiting.pop(0)
        yield condition
        key = wanted(condition)[0]
        other = section.question(key)
        if other is not None and key not in seen:
            seen.add(key)
            waiting += [other.shown_if] if other.shown_if else []
