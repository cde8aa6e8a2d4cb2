"""Questions about ladders, episodes and notices."""

from __future__ import annotations

from django.db import models


class LadderVersionQuerySet(models.QuerySet):
    def published(self) -> LadderVersionQuerySet:
        return self.filter(state="published")


class EpisodeQuerySet(models.QuerySet):
    def not_closed(self) -> EpisodeQuerySet:
        """Episodes still on their way, the reminders included."""
        return self.exclude(state="closed")

    def open(self) -> EpisodeQuerySet:
        """Episodes of obligations that ran out and are not closed."""
        return self.filter(state="open")


class NoticeQuerySet(models.QuerySet):
    def waiting(self) -> NoticeQuerySet:
        return self.filter(state="waiting")
