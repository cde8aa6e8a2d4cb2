"""Where actions come from: each practice registers its kinds of record when it starts; never changed afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .enums import BY_HAND


@dataclass(frozen=True)
class Source:
    """One kind of record from which actions come.

    - `label` is what a record of it is called in lists: "Supervision session".
    - `page(source_id)` gives the address of the record's page.
    - `references(ids)` names these records by their keys, in one query: "7KQ2M-9XDPB". No words that a person wrote.
    - `readable(viewer, on)` gives the keys of the records that this person may read, as a queryset used as a subquery:
      whoever reads the record sees the actions that came from it.
    - `became(action, now)` hears, in the same transaction, that an action from such a record was opened, done or cancelled.
    - `begins_with(source_id)` gives what the form of a new action from it begins with: {"owner": a person, …}.
    - `team(source_id)` gives the key of the team that the record belongs to: what comes of it belongs there too, whoever
      does it. Left out where a record has no team of its own.
    - `called(reference)` gives the key of the record of that reference, whoever may read it. Left out where none is looked up so.
    """

    kind: str
    label: str
    page: Callable[[uuid.UUID], str]
    references: Callable[[Collection[uuid.UUID]], Mapping[uuid.UUID, str]]
    readable: Callable[[Any, date], Any]
    became: Callable[[Any, datetime], None] | None = None
    begins_with: Callable[[uuid.UUID], Mapping[str, Any]] = lambda _source_id: {}
    team: Callable[[uuid.UUID], uuid.UUID | None] | None = None
    called: Callable[[str], uuid.UUID | None] | None = None


@dataclass(frozen=True)
class WayOn:
    """What else can be opened from a record, by a practice that the record's own knows nothing of.

    `address(kind, source_id)` gives the page on which that is done; its words are an invitation: "Ask for a decision".
    """

    key: str
    label: str
    address: Callable[[str, uuid.UUID], str]


SOURCES: dict[str, Source] = {}
WAYS_ON: dict[str, WayOn] = {}


def register_source(source: Source) -> None:
    """:raises ValueError: when the kind is taken, or means that there is no source"""
    if source.kind in SOURCES or source.kind == BY_HAND:
        raise ValueError(f"The source {source.kind} is registered already.")
    SOURCES[source.kind] = source


def register_way_on(way: WayOn) -> None:
    """:raises ValueError: when the key is taken"""
    if way.key in WAYS_ON:
        raise ValueError(f"The way on {way.key} is registered already.")
    WAYS_ON[way.key] = way


def ways_on(kind: str, source_id: uuid.UUID) -> list[tuple[str, str]]:
    """What else can be opened from that record, and is of another kind: words and address of each."""
    return [(way.label, way.address(kind, source_id)) for way in WAYS_ON.values() if way.key != kind]


def readable_by(viewer: Any, *, on: date) -> Iterator[tuple[str, Any]]:
    """For each kind of record, the keys of those that the viewer may read."""
    for kind, source in SOURCES.items():
        yield kind, source.readable(viewer, on)


def team_of(kind: str, source_id: uuid.UUID | None) -> uuid.UUID | None:
    """The team that the record belongs to, where it has one."""
    source = SOURCES.get(kind)
    return source.team(source_id) if source and source.team and source_id else None


def label_of(kind: str) -> str:
    """What records of that kind are called; the code when its practice is not installed any more."""
    if kind == BY_HAND:
        return "Opened by hand"
    return SOURCES[kind].label if kind in SOURCES else kind


def references_of(keys: Collection[tuple[str, uuid.UUID]]) -> dict[tuple[str, uuid.UUID], str]:
    """The references of these records; one query for each kind."""
    by_kind: dict[str, set[uuid.UUID]] = {}
    for kind, key in keys:
        by_kind.setdefault(kind, set()).add(key)
    return {
        (kind, key): reference
        for kind, ids in by_kind.items()
        if kind in SOURCES
        for key, reference in SOURCES[kind].references(ids).items()
    }
