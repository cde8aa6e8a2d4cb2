"""Who may read what in a response: one rule, which the pages put into words above every box and the queries enforce."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from .enums import Layer


@dataclass(frozen=True)
class Readers:
    """The people who may read an answer of one layer, by name."""

    people: frozenset[uuid.UUID]
    words: str
    private: bool = False


def readers_of(layer: str, *, names: dict[uuid.UUID, str], writer: Any) -> Readers:
    """Who may read what `writer` writes in that layer of a response whose two people are `names`."""
    if layer == Layer.PRIVATE:
        return Readers(frozenset({writer.pk}), "only you. Nobody else, now or later.", private=True)
    others = [name for key, name in names.items() if key != writer.pk]
    both = " and ".join(["you", *others]) + ", and nobody else"
    if layer == Layer.ASSURANCE:
        both += ". Governance counts the choices, without names"
    return Readers(frozenset(names), f"{both}.")


def until_released(readers: Readers, *, to: Any) -> Readers:
    """The same for what its author can release to somebody later."""
    return replace(readers, words=f"only you, unless you release it to {to.full_name} later.", private=True)


def readable_by(person: Any) -> Q:
    """The same rule over answers: the parties read what is shared, and their own private answers."""
    own = Q(private_to=None) | Q(private_to=person.pk)
    return own & Q(response__parties__person=person.pk)


def private_to(layer: str, *, writer: Any) -> Any:
    """Whom an answer of that layer is bound to when it is stored."""
    return writer if layer == Layer.PRIVATE else None
