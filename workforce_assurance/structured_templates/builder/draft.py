"""Taking hold of a draft for one change, its order of rows, and its keys; used by every command of the builder."""

from __future__ import annotations

import re
import uuid
from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, TypeVar

from django.utils.text import slugify

from workforce_assurance.audit.commands import record

from ..enums import VersionState
from ..models import Question, Section, TemplateVersion
from .refusals import DraftChangedMeanwhile, NotADraft

Direction = Literal["up", "down"]
Placed = TypeVar("Placed", Section, Question)


def claim_draft(*, version_id: uuid.UUID, seen: int) -> TemplateVersion:
    """Lock the draft that the editor saw, and raise its revision.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    """
    version = (
        TemplateVersion.objects.select_for_update(of=("self",)).select_related("template").filter(pk=version_id).first()
    )
    if version is None or version.state != VersionState.DRAFT:
        raise NotADraft
    if version.revision != seen:
        raise DraftChangedMeanwhile
    version.revision += 1
    version.save(update_fields=["revision"])
    return version


def record_change(action: str, version: TemplateVersion, *, by: Any, now: datetime, **facts: Any) -> None:
    """Codes and keys only: the trail never repeats the texts."""
    record(
        action=f"template.{action}",
        subject_type="template_version",
        subject_id=version.pk,
        by=by,
        now=now,
        facts={"template": version.template.key, "number": version.number} | facts,
    )


def new_key(text: str, *, taken: Container[str], otherwise: str) -> str:
    """A key (or an option's code) made from the words, unlike any that is taken."""
    base = slugify(text).replace("-", "_")[:36].strip("_") or otherwise
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key


def moved(keys: Sequence[str], key: str, direction: Direction) -> list[str]:
    """The keys with this one a place earlier or later; unchanged at either end."""
    order = list(keys)
    at = order.index(key)
    to = max(0, min(len(order) - 1, at + (-1 if direction == "up" else 1)))
    order.insert(to, order.pop(at))
    return order


def place(rows: Iterable[Placed], order: Sequence[str]) -> None:
    """Number the rows in the order of their keys."""
    by_key = {row.key: row for row in rows}
    for position, key in enumerate(order, start=1):
        row = by_key[key]
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def is_code(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", text) is not None
