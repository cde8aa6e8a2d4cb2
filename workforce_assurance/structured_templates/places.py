"""The place that each sealed column is bound to, by a key that is known before its row is written."""

from __future__ import annotations

from typing import Any

from .models import Amendment, Answer, KeptText, ResponseSection, Statement
from .vault import Place

SEALED_COLUMNS: dict[type, tuple[str, ...]] = {
    Answer: ("sealed",),
    ResponseSection: ("sealed_draft",),
    Statement: ("sealed",),
    Amendment: ("sealed_reason", "sealed_text"),
    KeptText: ("sealed",),
}
"""Every column that holds ciphertext: what key rotation goes over."""


def place_of(row: Any, column: str) -> Place:
    key = f"{row.response_id}/{row.section_id}/{row.author_id}" if isinstance(row, ResponseSection) else str(row.pk)
    return Place(table=row._meta.db_table, row=key, column=column)
