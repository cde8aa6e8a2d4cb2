"""A standard in plain words, to be given by hand to whoever uses the service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.rendering.registry import Document, Printable, register_printable

from ..models import StandardVersion
from .differences import lines

KEY = "boundaries.standard"


def plain_words(_viewer: Any, asked: Mapping[str, str], _now: datetime) -> Document:
    """One standard, or all of them when none is named: what is in force, in plain words."""
    rows = StandardVersion.objects.published().order_by("standard__position")
    if code := asked.get("standard", ""):
        rows = rows.filter(standard__code=code)
    cards = [{"title": one.title, "lines": lines(one.plain)} for one in rows]
    return Document("How we work with you", "pdf/standards.html", {"cards": cards})


def register() -> None:
    register_printable(
        Printable(
            KEY, "Standards in plain words", lambda: reverse("standards:library"), lambda viewer: bool(viewer.is_active),
            plain_words, ("standard",),
        )
    )  # fmt: skip
