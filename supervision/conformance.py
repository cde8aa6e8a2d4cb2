"""Whether what was held is what a policy asks for, counted as the policy says and never averaged. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .cadence import Cadence, Leave, MinutesPerMonth, Span, asked_in, elapsed, gap_after, period_of, span_of
from .cadence.clock import DAY
from .cadence.periods import name_of
from .cadence.standing import Parts
from .credit import Contact, credit


@dataclass(frozen=True)
class PeriodResult:
    """How many sessions or minutes one period asked for and got."""

    span: Span
    asked: int
    got: int

    @property
    def is_met(self) -> bool:
        return self.got >= self.asked


@dataclass(frozen=True)
class Breach:
    """One way in which a policy was not kept, in a sentence."""

    day: date
    sentence: str


def minutes_in(span: Span, contacts: Iterable[Contact], cadence: Cadence) -> int:
    """The minutes credited in that span."""
    return sum(credit(one, cadence.credit) for one in contacts if span.first <= one.day <= span.last)


def whole_sessions(contacts: Iterable[Contact], cadence: Cadence) -> list[date]:
    """The days on which a session was whole: real minutes are added up until they reach the least that counts."""
    parts = Parts(cadence)
    ordered = sorted(contacts, key=lambda one: one.day)
    return [one.day for one in ordered if parts.add(one.day, credit(one, cadence.credit)) is None]


def of_period(
    cadence: Cadence, day: date, contacts: Iterable[Contact], *, since: date | None = None, leave: Iterable[Leave] = ()
) -> PeriodResult:
    """What the period of that day asked for and got; a quota that counts in no period asks for nothing."""
    quota, period = cadence.quota, period_of(cadence.quota)
    if quota is None or period is None:
        return PeriodResult(Span(day, day), 0, 0)
    span = span_of(period, day)
    if isinstance(quota, MinutesPerMonth):
        got = minutes_in(span, contacts, cadence)
    else:
        got = sum(span.first <= whole <= span.last for whole in whole_sessions(contacts, cadence))
    return PeriodResult(span, asked_in(quota, span, since=since, leave=leave), got)


def breaches(
    cadence: Cadence,
    contacts: Iterable[Contact],
    *,
    first: date,
    last: date,
    started_on: date | None = None,
    leave: Iterable[Leave] = (),
) -> list[Breach]:
    """Everything between those days that the policy does not allow: gaps, and periods that lie within them whole.

    The gap before the first session is counted from `first`, the open one after the last session until `last`.
    """
    contacts, leave = list(contacts), tuple(leave)
    return sorted(
        [
            *_gaps(cadence, whole_sessions(contacts, cadence), first, last, started_on, leave),
            *_periods(cadence, contacts, first, last, started_on, leave),
        ],
        key=lambda breach: breach.day,
    )


def _gaps(
    cadence: Cadence, days: list[date], first: date, last: date, started_on: date | None, leave: tuple[Leave, ...]
) -> list[Breach]:
    found = []
    begins = [first, *(day for day in days if first <= day <= last)]
    for before, after in zip(begins, [*begins[1:], last], strict=True):
        allowed = gap_after(cadence, before, started_on=started_on, leave=leave)
        ran = elapsed(before, after, leave)
        if allowed is not None and ran > allowed:
            sentence = f"{ran} days lie between {before:%d %B %Y} and {after:%d %B %Y}; at most {allowed} are allowed."
            found.append(Breach(after, sentence))
    return found


def _periods(
    cadence: Cadence,
    contacts: list[Contact],
    first: date,
    last: date,
    started_on: date | None,
    leave: tuple[Leave, ...],
) -> list[Breach]:
    period = period_of(cadence.quota)
    found: list[Breach] = []
    if period is None:
        return found
    span = span_of(period, first)
    while span.last <= last:
        result = of_period(cadence, span.first, contacts, since=started_on, leave=leave)
        if span.first >= first and not result.is_met:
            what = "minutes" if isinstance(cadence.quota, MinutesPerMonth) else "sessions"
            sentence = f"{name_of(period, span)} has {result.got} of {result.asked} {what}."
            found.append(Breach(span.last, sentence))
        span = span_of(period, span.last + DAY)
    return found
