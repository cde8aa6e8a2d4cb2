"""What a draft is warned of when emergencies about the same case, or with the same team, came to be reviewed late again and again."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta

from .enums import DecisionState
from .models import Decision
from .querysets import DecisionQuerySet

# From so many on it is said, of those that took effect in so many months.
REPEATED, MONTHS = 2, 6
DRAFTS = (DecisionState.DRAFTED, DecisionState.RETURNED)


def late_reviews(decision: Decision, *, now: datetime) -> str:
    """A sentence for a draft of a kind that may be an emergency; empty where nothing repeats. It warns and stops nothing."""
    if decision.state not in DRAFTS or not decision.kind.may_be_emergency:
        return ""
    late = Decision.objects.reviewed_late(now=now).filter(effective_at__gte=now - relativedelta(months=MONTHS))
    late = late.exclude(pk=decision.pk)
    of_case, of_team = late.about_case(decision.case_reference), late.filter(team=decision.team_id)
    said = [*_said(of_case, "about this person"), *_said(of_team, "with this team")]
    if not said:
        return ""
    return f"In the last {MONTHS} months {' and '.join(said)} were not reviewed in time. Ask whether this one can wait for the gate."


def _said(rows: DecisionQuerySet, where: str) -> list[str]:
    number = rows.count()
    return [f"{number} emergencies {where}"] if number >= REPEATED else []
