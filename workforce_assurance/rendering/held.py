"""Which files were made for a person, for their own eyes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import in_words
from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.people.queries import zone_for

from .models import File
from .words import label_of


def files_for(person: Any, now: datetime) -> Holding:
    zone = zone_for(person)

    def cells(file: File) -> tuple[Any, ...]:
        page = Cell(label_of(file), reverse("rendering:file", args=[file.pk]))
        return (page, in_words(file.asked_at, zone), file.get_state_display(), in_words(file.expires_at, zone))

    found = File.objects.visible_to(person, now=now).defer("content")
    columns = ("File", "Asked for", "State", "Deleted")
    return Holding("rendering.files", "Files made for you", columns, Rows(found, cells), "No file is kept for you.")


def register() -> None:
    register_holding(HoldingSource("rendering.files", 65, files_for))
