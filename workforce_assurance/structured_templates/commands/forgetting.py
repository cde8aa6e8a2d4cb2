"""Letting old drafts go."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from workforce_assurance.audit.commands import record

from ..models import KeptText, ResponseSection

LEAST = timedelta(hours=20)


@transaction.atomic
def forget_old_drafts(*, now: datetime) -> int:
    """Empty the drafts and the kept texts that nobody has touched for as long as drafts are kept; answers stay."""
    before = now - max(timedelta(days=settings.DRAFTS_KEPT_DAYS), LEAST)
    drafts = ResponseSection.objects.older_than(before).update(sealed_draft=None)
    kept, _ = KeptText.objects.older_than(before).delete()
    if drafts or kept:
        facts = {"drafts": drafts, "kept": kept}
        record(action="drafts.forgotten", subject_type="drafts", subject_id="old", by=None, now=now, facts=facts)
    return drafts + kept
