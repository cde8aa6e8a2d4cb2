"""What stands across the top of every page because something is wrong, such as reminders that stopped going out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

# A banner may ask the database; a page may not do so for it every time.
KEPT_SECONDS = getattr(settings, "BANNERS_KEPT_SECONDS", 60)


@dataclass(frozen=True)
class Banner:
    """A sentence, and where to see more."""

    text: str
    url: str = ""
    link: str = ""
    tone: str = "error"


@dataclass(frozen=True)
class BannerSource:
    """Gives the banner, or nothing while all is well. It concerns everyone whom `shown_to` accepts."""

    key: str
    build: Callable[[], Banner | None]
    shown_to: Callable[[Any], bool] = lambda viewer: bool(viewer.is_authenticated)


BANNERS: dict[str, BannerSource] = {}
_kept: dict[str, tuple[float, Banner | None]] = {}


def register_banner(source: BannerSource) -> None:
    """:raises ValueError: when the key is taken."""
    if source.key in BANNERS:
        raise ValueError(f"The banner {source.key} is registered already.")
    BANNERS[source.key] = source


def banners_for(viewer: Any) -> list[Banner]:
    """The banners that concern the viewer, asked for at most once a minute in each process."""
    if not viewer.is_authenticated:
        return []
    found = [(source, _current(source)) for source in BANNERS.values()]
    return [banner for source, banner in found if banner is not None and source.shown_to(viewer)]


def forget() -> None:
    """Ask again for every banner at the next page."""
    _kept.clear()


def _current(source: BannerSource) -> Banner | None:
    asked_at, banner = _kept.get(source.key, (float("-inf"), None))
    if time.monotonic() - asked_at >= KEPT_SECONDS:
        banner = source.build()
        _kept[source.key] = (time.monotonic(), banner)
    return banner
