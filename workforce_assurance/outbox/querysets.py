"""Questions about mails."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q


class MailQuerySet(models.QuerySet):
    def waiting(self) -> MailQuerySet:
        """Mails that go out as soon as they are due."""
        return self.filter(state="waiting")

    def kept_back(self) -> MailQuerySet:
        """Mails that go out once somebody says so."""
        return self.filter(state="kept_back")

    def to_any(self, recipients: Iterable[uuid.UUID | None]) -> MailQuerySet:
        """Mails to any of these people; None stands for the safety-net mailbox."""
        recipients = set(recipients)
        to_somebody = Q(recipient__in=recipients - {None})
        return self.filter(to_somebody | Q(recipient__isnull=True) if None in recipients else to_somebody)

    def due(self, *, now: datetime) -> MailQuerySet:
        """Mails to send now that no sender holds."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
        return self.waiting().filter(free, next_attempt_at__lte=now)

    def held(self, *, now: datetime) -> MailQuerySet:
        """Mails that some sender holds at this moment."""
        return self.waiting().filter(leased_until__gt=now)

    def sent_since(self, instant: datetime) -> MailQuerySet:
        return self.filter(state="sent", ended_at__gt=instant)

    def waiting_too_long(self, *, now: datetime) -> MailQuerySet:
        """Mails that have waited for more than a day: each is visible to an administrator."""
        return self.waiting().filter(created_at__lte=now - timedelta(days=1))

    def to_settle(self) -> MailQuerySet:
        """Mails that ended and whose kind was not told yet."""
        return self.filter(settled=False, ended_at__isnull=False)
