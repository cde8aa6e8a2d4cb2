"""What Today shows: each app registers its panels when it starts; the registry never changes afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Window

from .kept_questions import question
from .together import fetch_asked

# So many rows a panel shows.
MOST = 7


@dataclass(frozen=True)
class Way:
    """One of several things to do with a row: its words, where it leads, and whether pressing it changes something."""

    label: str
    url: str
    posts: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a panel: what, where it leads, and its status in a word."""

    text: str
    url: str = ""
    status: str = ""
    # One of the status tag's kinds: "info", "done", "due_soon", "past_date", "private".
    tone: str = ""
    detail: str = ""
    # The label of the row's button, when there is something to do at once ("Start").
    action: str = ""
    # Set when that button changes something: it then posts there, and the text leads to `url`.
    posts_to: str = ""
    # What somebody wrote, for a viewer who may read it on this page; its display leaves a row in the trail.
    words: str = ""
    # When there are several things to do with it: they stand below its text.
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Panel:
    """A block of Today. The page shows at most so many rows and then the way to all of them."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    empty: str = ""
    all_url: str = ""
    total: int = 0
    most: int = MOST

    @property
    def shown(self) -> list[Row]:
        return self.rows[: self.most]

    @property
    def is_cut(self) -> bool:
        return self.total > self.most


@dataclass(frozen=True)
class Found:
    """What a question found: the first of its rows, in their order, and how many there are of them."""

    rows: Sequence[Any]
    total: int


@dataclass(frozen=True)
class RowsSource:
    """A panel of rows: which they are for this viewer at this moment, and what is shown of those that were found.

    The rows of all such panels are asked for together. The queryset says their order, and by `only` the columns that are
    shown; None says that the panel does not concern the viewer. Where nothing is found there is no panel.
    """

    key: str
    order: int
    rows: Callable[[Any, datetime], QuerySet | None]
    build: Callable[[Any, datetime, Found], Panel | None]

    def first_rows(self, viewer: Any, now: datetime) -> QuerySet | None:
        """As many as are shown, each with `in_all`, how many there are."""
        rows = self.rows(viewer, now)
        return None if rows is None else rows.annotate(in_all=Window(Count("*")))[:MOST]


@dataclass(frozen=True)
class PanelSource:
    """A panel of another kind, which asks for itself what it needs; nothing when it does not concern the viewer."""

    key: str
    order: int
    build: Callable[[Any, datetime], Panel | None]


PANELS: dict[str, RowsSource | PanelSource] = {}


def register_panel(source: RowsSource | PanelSource) -> None:
    """:raises ValueError: when the key is taken."""
    if source.key in PANELS:
        raise ValueError(f"The panel {source.key} is registered already.")
    PANELS[source.key] = source


def panels_for(viewer: Any, *, now: datetime) -> list[Panel]:
    """The panels that concern the viewer, in their order."""
    found = _found_for(viewer, now)
    built = []
    for source in sorted(PANELS.values(), key=lambda source: source.order):
        if isinstance(source, PanelSource):
            built.append(source.build(viewer, now))
        elif source.key in found:
            built.append(source.build(viewer, now, found[source.key]))
    return [panel for panel in built if panel is not None]


def _found_for(viewer: Any, now: datetime) -> dict[str, Found]:
    """What the panels of rows have to show, without those that have nothing."""
    asked = {}
    for source in PANELS.values():
        if isinstance(source, RowsSource) and (one := question(source.first_rows, viewer, now)) is not None:
            asked[source.key] = one
    fetch_asked(list(asked.values()))
    rows = {key: one.queryset for key, one in asked.items()}
    return {key: Found(found, found[0].in_all) for key, found in rows.items() if found}
