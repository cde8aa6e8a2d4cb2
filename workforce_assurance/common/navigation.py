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
    # Of more entries than the menu holds, those with the greatest number go first; the page of the menu leads to all.
    gives_way: int = 0

    def holds(self, path: str) -> bool:
        return path == self.url if self.url == "/" else path.startswith((self.url, *self.also))


ENTRIES: dict[str, Entry] = {}


def register_entry(entry: Entry) -> None:
    """:raises ValueError: when the key is taken, or more entries would never give way than the menu holds beside "More"."""
    if entry.key in ENTRIES:
        raise ValueError(f"The menu entry {entry.key} is registered already.")
    if not entry.gives_way and sum(not other.gives_way for other in ENTRIES.values()) == MOST - 1:
        raise ValueError(f"The menu holds {MOST} entries; {entry.key} would be one more.")
    ENTRIES[entry.key] = entry


def all_entries_for(viewer: Any) -> list[Entry]:
    """Every entry that concerns the viewer, in their order."""
    return [entry for entry in sorted(ENTRIES.values(), key=lambda entry: entry.order) if entry.shown_to(viewer)]


def entries_for(viewer: Any) -> list[Entry]:
    """The entries that the viewer's menu holds, five at most; the last is "More" where there are others."""
    found = all_entries_for(viewer)
    if len(found) <= MOST:
        return found
    staying = sorted(found, key=lambda entry: entry.gives_way)[: MOST - 1]
    left_out = tuple(path for entry in found if entry not in staying for path in (entry.url, *entry.also))
    return [*sorted(staying, key=lambda entry: entry.order), Entry("more", "More", "/menu/", MOST, also=left_out)]
