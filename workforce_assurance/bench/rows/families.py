"""The families by name, in the order in which they are measured."""

from __future__ import annotations

from . import Family
from .pages import paging
from .sweep import sweeping

FAMILIES: dict[str, Family] = {
    "sweep": sweeping,
    "pages": paging,
}
