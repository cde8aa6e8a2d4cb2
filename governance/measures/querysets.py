"""What is asked of how measures stand."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

# What was a signal and is none now.
OVER = Q(is_signal=False, look="common", before__in=["improvement", "concern", "change"])
CONCERNS_FIRST = Case(
    When(look="concern", then=0), When(look="improvement", then=1), When(look="change", then=2), default=3
)
# A team says more about where than its service.
TEAMS_FIRST = (F("team").asc(nulls_last=True), "measure")


class MeasureStandingQuerySet(QuerySet):
    def signals(self) -> MeasureStandingQuerySet:
        """Where the last settled month shows special cause."""
        return self.filter(is_signal=True)

    def changed(self, *, after: datetime | None) -> MeasureStandingQuerySet:
        """Signals, and what was one and stopped after then; `is_new` says which came or went after then.

        Whoever looks for the first time (None) is told the signals, and none of them as new.
        """
        new = Q(since__gt=after) if after else Q(pk__in=[])
        return self.filter(Q(is_signal=True) | (OVER & new)).annotate(
            is_new=Case(When(new, then=Value(True)), default=Value(False), output_field=BooleanField())
        )

    def within(self, *, service_id: uuid.UUID | None) -> MeasureStandingQuerySet:
        """Of a service and its teams, or of everywhere (None)."""
        return self.filter(Q(service=service_id) | Q(team__service=service_id)) if service_id else self

    def concerns_first(self) -> MeasureStandingQuerySet:
        return self.order_by(CONCERNS_FIRST, *TEAMS_FIRST)

    def news_first(self, here: Q) -> MeasureStandingQuerySet:
        """Then concerns, and of these the place itself before what lies below it."""
        return self.order_by("-is_new", CONCERNS_FIRST, Case(When(here, then=0), default=1), *TEAMS_FIRST)
