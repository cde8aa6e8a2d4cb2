"""Questions about caseload adjustments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value, When

from workforce_assurance.people import reach

from .enums import CaseloadState

STANDING = (CaseloadState.PROPOSED, CaseloadState.AGREED)
# So long before its end whoever agreed it is asked, and so long after it.
PROMPT, ASKED_AFTER = timedelta(days=7), timedelta(days=28)


class CaseloadAdjustmentQuerySet(models.QuerySet):
    def visible_to(self, viewer: Any, *, on: date) -> CaseloadAdjustmentQuerySet:
        """Their own, those they agreed, and those of whom they supervise or manage."""
        if not viewer.is_active:
            return self.none()
        supervised, managed = reach.workers_supervised_by(viewer, on=on), reach.people_managed_by(viewer, on=on)
        theirs = Q(worker__in=supervised.values("pk")) | Q(worker__in=managed.values("pk"))
        return self.filter(Q(worker=viewer) | Q(agreed_by=viewer) | theirs)

    def of_worker(self, person: Any) -> CaseloadAdjustmentQuerySet:
        return self.filter(worker=person)

    def in_force(self, *, on: date) -> CaseloadAdjustmentQuerySet:
        """Agreed by both, begun, and not over on that day."""
        return self.filter(state=CaseloadState.AGREED, starts_on__lte=on, ends_on__gte=on)

    def to_answer(self, person: Any) -> CaseloadAdjustmentQuerySet:
        """Proposals that wait for this worker's yes or no."""
        return self.filter(worker=person, state=CaseloadState.PROPOSED)

    def past_their_end(self, *, on: date) -> CaseloadAdjustmentQuerySet:
        """Those whose last day is over and that nobody ended."""
        return self.filter(state__in=STANDING, ends_on__lt=on)

    def to_review(self, person: Any, *, on: date) -> CaseloadAdjustmentQuerySet:
        """What this person agreed and is asked to look at: its day has come, it ends within a week, or it is over."""
        day_has_come = Q(review_on__lte=on, reviewed_at__isnull=True)
        going = Q(state=CaseloadState.AGREED) & (day_has_come | Q(ends_on__lt=on + PROMPT))
        over = Q(state=CaseloadState.LAPSED, reviewed_at__isnull=True, ends_on__gt=on - ASKED_AFTER)
        return self.filter(going | over, agreed_by=person)

    def in_order(self) -> CaseloadAdjustmentQuerySet:
        """What stands first, by its end; then what is over, the latest first."""
        stands = Case(When(state__in=STANDING, then=Value(0)), default=Value(1))
        return self.order_by(stands, Case(When(state__in=STANDING, then=F("ends_on"))), "-ends_on", "pk")
