"""Questions about the trail."""

from __future__ import annotations

import uuid

from django.db import models


class TrailEntryQuerySet(models.QuerySet):
    def reads_about(self, person_id: uuid.UUID) -> TrailEntryQuerySet:
        """Who was shown a confidential record of that person, the latest first."""
        return self.filter(about_id=person_id, kind="read").order_by("-at", "-id")

    def changes_about(self, person_id: uuid.UUID) -> TrailEntryQuerySet:
        """What was changed about that person, or refused, the latest first."""
        return self.filter(about_id=person_id, kind__in=["write", "refused"]).order_by("-at", "-id")

    def of(self, subject_type: str, subject_id: object) -> TrailEntryQuerySet:
        """What was done to one record, the oldest first."""
        return self.filter(subject_type=subject_type, subject_id=str(subject_id)).order_by("id")

    def unlinked(self) -> TrailEntryQuerySet:
        """Entries that the chain does not hold; there are none unless somebody took a trigger away."""
        return self.filter(link__isnull=True)
