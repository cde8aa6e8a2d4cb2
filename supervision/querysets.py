"""Questions about sessions, policies and adjustments."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from .enums import SessionState


class SessionQuerySet(models.QuerySet):
    def open(self) -> SessionQuerySet:
        """Sessions with no outcome yet."""
        return self.filter(state=SessionState.PLANNED)

    def missed(self, *, now: datetime) -> SessionQuerySet:
        """Sessions whose grace has run out without being held."""
        return self.open().filter(missed_after__lte=now)


class CadencePolicyQuerySet(models.QuerySet):
    def published(self) -> CadencePolicyQuerySet:
        return self.filter(state="published")


class AdjustmentQuerySet(models.QuerySet):
    def open(self) -> AdjustmentQuerySet:
        """Adjustments that nobody has checked yet."""
        return self.filter(outcome="")
