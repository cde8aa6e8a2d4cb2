"""Who may read what in a response: one rule, which the pages put into words above every box and the queries enforce."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from .enums import Layer
from .parties import READ_SHARED


@dataclass(frozen=True)
class Readers:
    """The people who may read an answer of one layer, by name."""

    people: frozenset[uuid.UUID]
    words: str
    private: bool = False


def readers_of(layer: str, *, names: dict[uuid.UUID, str], writer: Any, if_there: bool = False) -> Readers:
    """Who may read what `writer` writes in that layer of a response that the people of `names` read.

    `if_there` when the others of a group will read it if they were there, which is not said yet.
    """
    if layer == Layer.PRIVATE:
        return Readers(frozenset({writer.pk}), "only you. Nobody else, now or later.", private=True)
    others = sorted(name for key, name in names.items() if key != writer.pk)
    everyone = _listed(["you", *others]) + ", and nobody else"
    if if_there and others:
        everyone = f"you, and {_listed(others)} if they were there; nobody else"
    if layer == Layer.ASSURANCE:
        everyone += ". Governance counts the choices, without names"
    return Readers(frozenset(names), f"{everyone}.")


def _listed(names: list[str]) -> str:
    """ "you, Kim Lee and Sam Okoro"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def until_released(readers: Readers, *, to: Any) -> Readers:
    """The same for what its author can release to somebody later."""
    return replace(readers, words=f"only you, unless you release it to {to.full_name} later.", private=True)


def and_by_rule(readers: Readers, words: str) -> Readers:
    """The same where the practice's own rule lets others read it too, whom `words` name."""
    return readers if readers.private or not words else replace(readers, words=f"you, {words}; nobody else.")


def readable_by(person: Any) -> Q:
    """The same rule over answers: the parties read what is shared, and their own private answers.

    Whoever is only expected, or was not there, reads the latter alone.
    """
    shared = Q(private_to=None, response__parties__part__in=READ_SHARED)
    return Q(response__parties__person=person.pk) & (Q(private_to=person.pk) | shared)


def private_to(layer: str, *, writer: Any) -> Any:
    """Whom an answer of that layer is bound to when it is stored."""
    return writer if layer == Layer.PRIVATE else None
