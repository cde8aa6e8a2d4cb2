"""What the product ships as data: each app registers a loader of its ladders, templates or policies; twice is as once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Shipped:
    """One loader. It leaves alone whatever an administrator has made of its data since."""

    key: str
    order: int
    load: Callable[[datetime], None]


SHIPPED: dict[str, Shipped] = {}


def register_shipped(shipped: Shipped) -> None:
    """:raises ValueError: when the key is taken."""
    if shipped.key in SHIPPED:
        raise ValueError(f"The shipped data {shipped.key} is registered already.")
    SHIPPED[shipped.key] = shipped


def load_shipped(*, now: datetime) -> None:
    """Load what is missing, in order."""
    for shipped in sorted(SHIPPED.values(), key=lambda shipped: shipped.order):
        shipped.load(now)
