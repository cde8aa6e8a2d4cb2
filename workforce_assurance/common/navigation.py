"""The menu, of at most five entries: each app registers its own when it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MOST = 5


def everybody(viewer: Any) -> bool:
    return bool(viewer.is_authenticated)


@dataclass(frozen=True)
class Entry:
    """One way into the product. `url` is a path; every page below it, or below one of `also`, belongs to the entry."""

    key: str
    label: str
    url: str
    order: int
    shown_to: Callable[[Any], bool] = everybody
    also: tuple[str, ...] = ()
    # Left out for whoever has more entries than the menu holds; the page of the menu and Today lead there all the same.
    gives_way: bool = False

    def holds(self, path: str) -> bool:
        return path == self.url if self.url == "/" else path.startswith((self.url, *self.also))


ENTRIES: dict[str, Entry] = {}


def register_entry(entry: Entry) -> None:
    """:raises ValueError: when the key is taken or the menu is full."""
    if entry.key in ENTRIES:
        raise ValueError(f"The menu entry {entry.key} is registered already.")
    if not entry.gives_way and sum(not other.gives_way for other in ENTRIES.values()) == MOST:
        raise ValueError(f"The menu holds {MOST} entries; {entry.key} would be one more.")
    ENTRIES[entry.key] = entry


def all_entries_for(viewer: Any) -> list[Entry]:
    """Every entry that concerns the viewer, in their order."""
    return [entry for entry in sorted(ENTRIES.values(), key=lambda entry: entry.order) if entry.shown_to(viewer)]


def entries_for(viewer: Any) -> list[Entry]:
    """The entries that the viewer's menu holds, five at most."""
    found = all_entries_for(viewer)
    return found if len(found) <= MOST else [entry for entry in found if not entry.gives_way]
