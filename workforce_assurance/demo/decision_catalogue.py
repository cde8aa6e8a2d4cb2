"""The next version of the catalogue of decisions, as an administrator left it in the middle of the work."""

from __future__ import annotations

from datetime import datetime, timedelta

from boundaries.catalogue.commands import add_ground, copy_catalogue, edit_kind

from .sign_ins import administrator_to_show


def draft_catalogue(*, now: datetime) -> None:
    """Begin it and change two things; nothing of it is in force."""
    said = {"by": administrator_to_show(), "now": now - timedelta(days=1)}
    copy_catalogue(**said)
    edit_kind(code="warning", changes={"longest_days": 90}, **said)
    add_ground(label="Somebody's things were taken", plain="Something that belongs to somebody else was taken.", **said)
