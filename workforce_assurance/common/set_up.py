"""What the set-up page leads to: each app registers its pages when it starts; the registry never changes afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SetUpPage:
    """One page of set-up: its name, where it is, and what it is for in a sentence."""

    key: str
    label: str
    url: str
    about: str
    order: int
    shown_to: Callable[[Any], bool]


SET_UP_PAGES: dict[str, SetUpPage] = {}


def register_set_up_page(page: SetUpPage) -> None:
    """:raises ValueError: when the key is taken"""
    if page.key in SET_UP_PAGES:
        raise ValueError(f"The set-up page {page.key} is registered already.")
    SET_UP_PAGES[page.key] = page


def set_up_pages_for(viewer: Any) -> list[SetUpPage]:
    """The pages that this viewer may open, in order."""
    return [page for page in sorted(SET_UP_PAGES.values(), key=lambda page: page.order) if page.shown_to(viewer)]
