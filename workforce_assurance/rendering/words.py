"""How a file is said."""

from __future__ import annotations

from .models import File
from .registry import PRINTABLES


def label_of(file: File) -> str:
    """Its title, or what was asked for while it has none."""
    if file.title:
        return file.title
    return PRINTABLES[file.key].label if file.key in PRINTABLES else file.key


def file_name_of(file: File) -> str:
    """Of the kind of list and the day alone: a name of somebody never stands in a file's name."""
    return f"{file.key.replace('.', '-').replace('_', '-')}-{file.asked_at:%Y-%m-%d}.pdf"
