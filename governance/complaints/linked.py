"""Complaints beside decisions and incidents, and these beside a complaint: each shows of the other what its reader may open."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.beside import Beside, register_beside
from workforce_assurance.action_log.sources import SOURCES
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import MOST, Panel, Row
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import Complaint
from .enums import LinkKind
from .exceptions import NoSuchRecord
from .words import found_in_words, status_of


def links_of(complaint: Complaint, viewer: Any, on: date, *, may_take_back: bool) -> list[dict[str, Any]]:
    """What it is linked to: its kind and reference, and the way to it for whoever may read that."""
    rows = list(complaint.links.all())
    found = []
    for kind in LinkKind:
        keys = [row.subject_id for row in rows if row.kind == kind]
        if not keys:
            continue
        source = SOURCES[kind]
        references = source.references(keys)
        readable = set(source.readable(viewer, on).filter(pk__in=keys).values_list("pk", flat=True))
        found += [
            {
                "key": row.pk,
                "text": f"{kind.label} {references.get(row.subject_id, '')}".strip(),
                "url": source.page(row.subject_id) if row.subject_id in readable else "",
                "may_take_back": may_take_back,
            }
            for row in rows
            if row.kind == kind
        ]
    return found


def record_by_reference(reference: str, viewer: Any, on: date) -> tuple[LinkKind, uuid.UUID]:
    """The decision or incident that is called so, among those that the viewer may read.

    :raises NoSuchRecord: when there is none, or none of theirs
    """
    for kind in LinkKind:
        source = SOURCES[kind]
        if source.called is None:
            continue
        key = source.called(reference.strip().upper())
        if key is not None and source.readable(viewer, on).filter(pk=key).exists():
            return kind, key
    raise NoSuchRecord("No decision and no incident that you may read is called so.")


def beside_record(kind: str, source_id: uuid.UUID, viewer: Any, now: datetime) -> Panel | None:
    """The complaints that are linked to a decision or an incident and that this viewer may see, the latest first."""
    if kind not in LinkKind.values:
        return None
    today = local_day(now, people.zone_for(viewer))
    rows = Complaint.objects.linked_to(kind, source_id).visible_to(viewer, on=today)
    found = list(rows.order_by("-received_on", "reference")[: MOST + 1])
    if not found:
        return None
    total = len(found) if len(found) <= MOST else rows.count()
    return Panel("complaints_linked", "Complaints about it", [_row(one, today) for one in found[:MOST]], total=total)


def _row(complaint: Complaint, today: date) -> Row:
    status = status_of(complaint, today)
    detail = f"Came on {long_day(complaint.received_on)}"
    return Row(
        text=f"Complaint {complaint.reference}", url=reverse("complaints:complaint", args=[complaint.pk]),
        detail=f"{detail}. {found_in_words(complaint)}" if complaint.found else detail, status=status.words,
        tone=status.tone,
    )  # fmt: skip


def register() -> None:
    register_beside(Beside("governance.complaints", beside_record))
