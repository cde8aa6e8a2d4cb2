"""What a cadence policy says, as values, and which of several policies applies. Pure: no clock, no database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ..credit import CreditRules


class Period(StrEnum):
    """What sessions are counted in: weeks begin on Monday, the others with the calendar."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Step:
    """At most `gap_days` between sessions, up to and including a day counted from the start or the return.

    It ends on day `until_day`, or so many calendar months later when `until_months` is given.
    """

    until_day: int | None
    gap_days: int
    until_months: int | None = None


@dataclass(frozen=True)
class PerPeriod:
    """So many sessions in every period."""

    sessions: int
    period: Period


@dataclass(frozen=True)
class MinutesPerMonth:
    """So many minutes in every calendar month; what is too much in one month counts in no other."""

    minutes: int


@dataclass(frozen=True)
class Ratio:
    """One hour of supervision for every so many practice hours, of which a week has so many."""

    practice_hours: int
    hours_a_week: int

    def days_for(self, minutes: int) -> int:
        """For how many days that many minutes are enough, at least one."""
        return max(1, minutes * self.practice_hours * 7 // (60 * self.hours_a_week))


Quota = PerPeriod | MinutesPerMonth | Ratio


@dataclass(frozen=True)
class Cadence:
    """What a published policy says: a longest gap, a quota, or both.

    Without `minimum_minutes` every session counts; with it, sessions are added up until they reach it. Periods and
    months are asked for from `counts_from` on, the day that the policy was published.
    """

    name: str
    longest_gap_days: int | None
    grace_working_days: int
    minutes: int
    phase_in: tuple[Step, ...] = ()
    policy_id: uuid.UUID | None = None
    quota: Quota | None = None
    returning: tuple[Step, ...] = ()
    minimum_minutes: int = 0
    long_leave_days: int = 28
    credit: CreditRules = field(default_factory=CreditRules)
    counts_from: date | None = None


@dataclass(frozen=True)
class Agreed:
    """What a worker and their supervisor agreed beyond the policy, from the day that both had signed: it only tightens."""

    agreed_on: date
    longest_gap_days: int
    least_minutes: int

    @property
    def name(self) -> str:
        return f"agreement of {self.agreed_on.day} {self.agreed_on:%B %Y}"


def applicable(
    *,
    person: Cadence | None,
    role: Cadence | None = None,
    team: Cadence | None,
    service: Cadence | None = None,
    organisation: Cadence | None,
) -> Cadence | None:
    """The narrowest policy: the person's before their role's, their team's, their service's, the organisation's."""
    return person or role or team or service or organisation
