"""What can be printed: each app registers its printables when it starts; the registry never changes afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# A table in a file is that long at most; the rest is in the CSV of the same page.
MOST_ROWS = 300


@dataclass(frozen=True)
class Document:
    """One file to be: its title, and the template of its HTML with what that shows. Never a word of a record."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Printable:
    """A list or report that can be asked for as a PDF.

    `asks` names what its address may narrow it by. `may` says whether this viewer may have it now: it is asked when the file is
    asked for, made and fetched. `build` gives the document as this viewer may see it.
    """

    key: str
    label: str
    # The address of the page that it is asked for on.
    page: Callable[[], str]
    may: Callable[[Any], bool]
    build: Callable[[Any, Mapping[str, str], datetime], Document]
    asks: tuple[str, ...] = ()


PRINTABLES: dict[str, Printable] = {}


def register_printable(printable: Printable) -> None:
    """:raises ValueError: when the key is taken"""
    if printable.key in PRINTABLES:
        raise ValueError(f"The printable {printable.key} is registered already.")
    PRINTABLES[printable.key] = printable
