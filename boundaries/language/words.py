"""What the label monitor looks for, as data: terms by category, and the words that say whom a sentence is about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from .threats import Takings
from .tokens import Token, phrase, stands_at

SHIPPED = Path(__file__).resolve().parent.parent / "shipped" / "label_words.json"


class Category(StrEnum):
    """Why a wording is pointed out."""

    CHARACTER = "character"
    COMPLIANCE = "compliance"
    DOUBT = "doubt"
    IDENTITY = "identity"
    THREAT = "threat"


class Kind(StrEnum):
    """How a term stands in a sentence, which says where to look for whom it is about."""

    ADJECTIVE = "adjective"
    NOUN = "noun"
    VERB = "verb"


@dataclass(frozen=True)
class Form:
    """A wording by its stems; by its words too where another word has the same stem ("alcoholic", "alcohol")."""

    stems: tuple[str, ...]
    as_written: tuple[str, ...] = ()

    def is_at(self, clause: Sequence[Token], place: int) -> bool:
        if not stands_at(self.stems, clause, place):
            return False
        return not self.as_written or all(clause[place + n].word == word for n, word in enumerate(self.as_written))


@dataclass(frozen=True)
class Term:
    """One wording: its forms, whom it may be about, and what could be said instead."""

    code: str
    category: Category
    kind: Kind
    alternative: str
    forms: tuple[Form, ...]
    # Phrases in which it means something else ("treatment-resistant").
    means_otherwise: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class WordList:
    """A version of the list. `people` maps a stem to whom it names: served, other, professional, staff, thing or trait."""

    version: int
    terms: tuple[Term, ...]
    people: Mapping[str, str]
    takings: Takings
    threat_alternative: str
    # By the first stem of a form, so that a text is read once.
    by_first: Mapping[str, tuple[tuple[Form, Term], ...]] = field(repr=False)
    finds_threats: bool = True


def word_list(description: Mapping[str, Any]) -> WordList:
    """A list from its description, as it is shipped and kept.

    :raises KeyError, ValueError: when the description is none
    """
    terms = tuple(_term(one) for one in description["terms"])
    people = {
        word: who for who, named in description["people"].items() for one in named for word in (one, *phrase(one))
    }
    by_first: dict[str, list[tuple[Form, Term]]] = {}
    for term in terms:
        for form in term.forms:
            by_first.setdefault(form.stems[0], []).append((form, term))
    longest_first = {stem: tuple(sorted(found, key=lambda one: -len(one[0].stems))) for stem, found in by_first.items()}
    threats = description["threats"]
    takings = Takings(**{form: tuple(threats[form]) for form in ("active", "refused", "passive", "what", "losing")})
    finds_threats = description.get("finds_threats", True)
    return WordList(
        description["version"], terms, people, takings, threats["alternative"], longest_first, finds_threats
    )


def _term(one: Mapping[str, Any]) -> Term:
    return Term(
        code=one["code"],
        category=Category(one["category"]),
        kind=Kind(one["kind"]),
        alternative=one["alternative"],
        forms=tuple(
            dict.fromkeys(
                [
                    *(Form(phrase(form)) for form in one["forms"]),
                    *(Form(phrase(form), tuple(form.split())) for form in one.get("as_written", ())),
                ]
            )
        ),
        means_otherwise=tuple(phrase(words) for words in one.get("means_otherwise", ())),
    )


@cache
def shipped_words() -> WordList:
    """The list as it is shipped."""
    return word_list(json.loads(SHIPPED.read_text()))
