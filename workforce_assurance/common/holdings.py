"""What is held about a person: each app registers what its tables hold; the registry never changes afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Rows(Sequence[Sequence[Any]]):
    """The rows of a query, fetched when they are shown: the page takes the first of them, the file takes all."""

    found: Any
    cells: Callable[[Any], Sequence[Any]]

    def __len__(self) -> int:
        return int(self.found.count())

    def __getitem__(self, which: Any) -> Any:
        if isinstance(which, slice):
            return [self.cells(row) for row in self.found[which]]
        return self.cells(self.found[which])

    def __iter__(self) -> Iterator[Sequence[Any]]:
        return (self.cells(row) for row in self.found)


@dataclass(frozen=True)
class Holding:
    """One table of what is held, for the person's own eyes; a cell is words, or a `tables.Cell` that leads to a page."""

    key: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    empty: str = "Nothing is held."


@dataclass(frozen=True)
class HoldingSource:
    key: str
    order: int
    build: Callable[[Any, datetime], Holding]


HOLDINGS: dict[str, HoldingSource] = {}


def register_holding(source: HoldingSource) -> None:
    """:raises ValueError: when the key is taken."""
    if source.key in HOLDINGS:
        raise ValueError(f"The holding {source.key} is registered already.")
    HOLDINGS[source.key] = source


def holdings_of(person: Any, *, now: datetime) -> list[Holding]:
    """Everything that is held about the person, in order."""
    return [source.build(person, now) for source in sorted(HOLDINGS.values(), key=lambda source: source.order)]
