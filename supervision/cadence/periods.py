"""Weeks, months, quarters and years, and how much of a quota is asked for in one of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from workforce_assurance.common.dates import month_start, next_month

from .clock import DAY, Leave, days_at_work
from .terms import MinutesPerMonth, Period, PerPeriod, Quota, Ratio


@dataclass(frozen=True)
class Span:
    """One period, both days included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def span_of(period: Period, day: date) -> Span:
    """The period that the day lies in."""
    if period is Period.WEEK:
        first = day - timedelta(days=day.weekday())
        return Span(first, first + timedelta(days=6))
    if period is Period.MONTH:
        return Span(month_start(day), next_month(day) - DAY)
    if period is Period.QUARTER:
        first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        return Span(first, add_months(first, 3) - DAY)
    return Span(date(day.year, 1, 1), date(day.year, 12, 31))


def period_of(quota: Quota | None) -> Period | None:
    """In which periods a quota is counted; None when it is not counted in any."""
    if isinstance(quota, PerPeriod):
        return quota.period
    return Period.MONTH if isinstance(quota, MinutesPerMonth) else None


def name_of(period: Period, span: Span) -> str:
    """The period in words: "the week of 1 March 2027", "March 2027", "January to March 2027", "2027"."""
    if period is Period.WEEK:
        return f"the week of {span.first.day} {span.first:%B %Y}"
    if period is Period.MONTH:
        return f"{span.first:%B %Y}"
    if period is Period.QUARTER:
        return f"{span.first:%B} to {span.last:%B %Y}"
    return f"{span.first.year}"


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first + timedelta(days=min(day.day, (next_month(first) - first).days) - 1)


def asked_in(quota: Quota, span: Span, *, since: date | None, leave: Iterable[Leave]) -> int:
    """How many sessions or minutes the quota asks for in that period.

    In proportion to the days since `since` that were not leave: sessions rounded to the nearest, half up; minutes
    rounded up, and none in a month of which less than half was at work.
    """
    first = span.first if since is None else max(span.first, since)
    worked = days_at_work(first, span.last, leave) if first <= span.last else 0
    if isinstance(quota, PerPeriod):
        return (2 * quota.sessions * worked + span.days) // (2 * span.days)
    if isinstance(quota, Ratio) or 2 * worked < span.days:
        return 0
    return -(-quota.minutes * worked // span.days)
