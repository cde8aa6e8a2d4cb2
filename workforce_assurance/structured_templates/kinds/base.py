"""What every kind of question has in common: its fields, what was typed, its value, how that reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms

from workforce_assurance.common.forms import Option as Choice

from ..asked import Asked

Typed = dict[str, list[str]]
"""Everything as it stood in the form: names to values, valid or not."""

SEPARATOR = "."
"""Between the parts of a field's name; no key of a question holds one."""


@dataclass(frozen=True)
class Value:
    """An answer in its two parts: what may stand in the clear, and every word that somebody wrote."""

    coded: Any = None
    words: Any = None


@dataclass(frozen=True)
class Shown:
    """How an answer reads, for any page and for print: facts, then words, then rows of the same."""

    facts: tuple[str, ...] = ()
    text: str = ""
    rows: tuple[tuple[tuple[str, Shown], ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.text or self.rows)

    @property
    def plain(self) -> str:
        """The whole as text, one thing a line."""
        lines = [*self.facts, self.text]
        for row in self.rows:
            lines += [f"{label}: {shown.plain}" for label, shown in row if shown]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True)
class World:
    """What a form has to know besides its questions: whom it may name, and who the two people are."""

    people: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    worker: str = "The worker"
    supervisor: str = "The supervisor"
    # What is worked out and not typed, by the id of its question.
    totals: Mapping[int, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """One question in one form: under which name, with what typed so far, and whether an answer is needed now."""

    asked: Asked
    name: str
    typed: Mapping[str, Sequence[str]]
    world: World
    required: bool = False

    def given(self, *parts: str) -> list[str]:
        return list(self.typed.get(joined(self.name, *parts), []))


def joined(*parts: str) -> str:
    return SEPARATOR.join(parts)


class Kind:
    """One kind of question. It holds no state: everything comes in, and plain values go out."""

    template: ClassVar[str] = "records/kinds/_fields.html"
    has_rows: ClassVar[bool] = False
    # Where giving nothing is an answer, nobody can be required to give more.
    can_be_required: ClassVar[bool] = True

    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        """The fields of the form by name; the first is what an error or a jump leads to."""
        raise NotImplementedError

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        """The answer, or nothing when none was given."""
        raise NotImplementedError

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        """What the form has to show for a stored answer."""
        raise NotImplementedError

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        raise NotImplementedError

    def unanswered(self, asked: Asked) -> Shown:
        """How it reads when nothing is stored."""
        return Shown()

    def people_in(self, asked: Asked, value: Value) -> set[str]:
        """The keys of everybody that the answer names."""
        return set()


def labelled(asking: Asking, **kwargs: Any) -> dict[str, Any]:
    """What most fields take: the question as their label, its help, whether it is needed."""
    return {"label": asking.asked.text, "help_text": asking.asked.help, "required": asking.required} | kwargs


def choices_of(asked: Asked) -> list[tuple[str, str]]:
    return [(option.code, Choice(option.label, option.help)) for option in asked.options]


def choice_field(asking: Asking, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """Radios; an answer that nobody is required to give can be taken back once it was given."""
    if not asking.required and any(asking.given()):
        choices = [*choices, ("", "Leave this unanswered")]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **labelled(asking))
