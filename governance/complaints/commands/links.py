"""Linking a complaint to decisions and incidents."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from ...models import Complaint, ComplaintLink
from ..enums import LinkKind
from .recording import lock
from .trail import note


@transaction.atomic
def link_complaint(
    *, complaint: Complaint, kind: LinkKind, subject_id: uuid.UUID, by: Any, now: datetime
) -> ComplaintLink:
    """Again gives the link that there is. Whether they may read the record is asked before."""
    locked = lock(complaint)
    link, new = ComplaintLink.objects.get_or_create(
        complaint=locked, kind=kind, subject_id=subject_id, defaults={"linked_at": now, "linked_by": by}
    )
    if new:
        note("complaint linked", locked, by, now, kind=kind, record=str(subject_id))
    return link


@transaction.atomic
def unlink_complaint(*, link: ComplaintLink, by: Any, now: datetime) -> None:
    """Take a link back that was wrong; that it stood there stays in the trail."""
    gone, _ = ComplaintLink.objects.filter(pk=link.pk).delete()
    if gone:
        note("complaint unlinked", link.complaint, by, now, kind=link.kind, record=str(link.subject_id))
