"""What Today shows: each app registers its panels when it starts; the registry never changes afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


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
    most: int = 7

    @property
    def shown(self) -> list[Row]:
        return self.rows[: self.most]

    @property
    def is_cut(self) -> bool:
        return self.total > self.most


@dataclass(frozen=True)
class PanelSource:
    """Gives the panel for this viewer at this moment, or nothing when it does not concern them."""

    key: str
    order: int
    build: Callable[[Any, datetime], Panel | None]


PANELS: dict[str, PanelSource] = {}


def register_panel(source: PanelSource) -> None:
    """:raises ValueError: when the key is taken."""
    if source.key in PANELS:
        raise ValueError(f"The panel {source.key} is registered already.")
    PANELS[source.key] = source


def panels_for(viewer: Any, *, now: datetime) -> list[Panel]:
    """The panels that concern the viewer, in their order."""
    built = (source.build(viewer, now) for source in sorted(PANELS.values(), key=lambda source: source.order))
    return [panel for panel in built if panel is not None]
