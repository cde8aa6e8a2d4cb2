"""Questions about responses and answers, each with the answer's name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from .readers import readable_by


class ResponseQuerySet(QuerySet):
    def visible_to(self, person: Any) -> ResponseQuerySet:
        """The records whose party somebody is; no role opens any other."""
        if not person.is_active:
            return self.none()
        return self.filter(parties__person=person.pk)


class AnswerQuerySet(QuerySet):
    def readable_by(self, person: Any) -> AnswerQuerySet:
        if not person.is_active:
            return self.none()
        return self.filter(readable_by(person))

    def released_to(self, person: Any) -> AnswerQuerySet:
        """What others released to somebody and did not change since."""
        if not person.is_active:
            return self.none()
        return self.filter(releases__to=person.pk, releases__answered_at=F("answered_at"))


class DraftQuerySet(QuerySet):
    def older_than(self, moment: datetime) -> DraftQuerySet:
        """Drafts that still hold text and were last saved before that moment."""
        return self.filter(sealed_draft__isnull=False, updated_at__lt=moment)


class KeptTextQuerySet(QuerySet):
    def of_page(self, person: Any, path: str) -> KeptTextQuerySet:
        """What this person had typed on that page, newest first."""
        return self.filter(person=person.pk, path=path).order_by("-kept_at", "-pk")

    def older_than(self, moment: datetime) -> KeptTextQuerySet:
        return self.filter(kept_at__lt=moment)
