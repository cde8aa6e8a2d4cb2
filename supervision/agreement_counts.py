"""How many workers in somebody's reach have an agreement, and how many reviews are past their date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .models import Agreement
from .words import counted


@dataclass(frozen=True)
class Counts:
    workers: int
    in_force: int
    past_their_review: int

    @property
    def words(self) -> str:
        """One sentence of counts."""
        have = f"{self.in_force} of {counted(self.workers, 'worker')} in your reach"
        past = (
            f"{counted(self.past_their_review, 'review')} past {'its' if self.past_their_review == 1 else 'their'} date"
        )
        return f"{have} {'has' if self.in_force == 1 else 'have'} an agreement in force; {past}."


def counts_for(viewer: Any, *, on: date) -> Counts | None:
    """Of the workers whom they supervise, manage or govern; None when there is nobody."""
    workers = people.workers_in_post(on=on).filter(pk__in=_circle(viewer, on).values("pk")).exclude(pk=viewer.pk)
    number = workers.count()
    if not number:
        return None
    theirs = Agreement.objects.in_force(on=on).filter(worker__in=workers.values("pk"))
    return Counts(number, theirs.count(), theirs.past_their_review(on=on).count())


def workers_without_agreement(viewer: Any, *, on: date) -> QuerySet[Any]:
    """The workers whose own supervisor the viewer is and with whom they have none, not even a draft."""
    lines = people.supervision_lines(on=on).filter(supervisor=viewer)
    theirs = Agreement.objects.not_ended().filter(worker=OuterRef("pk"), supervisor=viewer)
    workers = people.workers_in_post(on=on).filter(pk__in=lines.values("worker"))
    return workers.filter(~Exists(theirs)).order_by("full_name", "pk")


def _circle(viewer: Any, on: date) -> QuerySet[Any]:
    circle = reach.workers_supervised_by(viewer, on=on) | reach.people_managed_by(viewer, on=on)
    return circle | reach.people_governed_by(viewer, on=on) if reach.is_governance_lead(viewer) else circle
