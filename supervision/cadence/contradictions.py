"""Why a policy cannot be published, each reason as a sentence that says what to do. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .phase_in import last_day
from .terms import Cadence, MinutesPerMonth, Period, PerPeriod, Ratio, Step

DAYS = {Period.WEEK: 7, Period.MONTH: 28, Period.QUARTER: 90, Period.YEAR: 365}
# The starts from which so many calendar months are the fewest and the most days.
STARTS = (date(2027, 2, 1), date(2027, 7, 1))
SHORTEST_LONG_LEAVE = 7
PERCENT = range(101)


def contradictions(cadence: Cadence) -> list[str]:
    """What is wrong with a policy; nothing when it can be published."""
    found = [*_of_the_windows(cadence), *_of_the_minutes(cadence), *_of_leave_and_credit(cadence)]
    for steps in (cadence.phase_in, cadence.returning):
        found += [sentence for sentence in _of_steps(steps, cadence.longest_gap_days) if sentence not in found]
    return found


def _of_the_windows(cadence: Cadence) -> Iterator[str]:
    gap, quota = cadence.longest_gap_days, cadence.quota
    if gap is None and quota is None:
        yield "Nothing says how often. Give a longest gap, or how much is held in a period, or both."
    if gap is not None and gap < 1:
        yield "The longest gap must be at least 1 day."
    if isinstance(quota, PerPeriod):
        yield from _of_a_period(quota, gap)
    if isinstance(quota, Ratio) and (quota.practice_hours < 1 or quota.hours_a_week < 1):
        yield "Practice hours are counted from 1 up: those of an hour of supervision, and those of a week."


def _of_a_period(quota: PerPeriod, gap: int | None) -> Iterator[str]:
    days = DAYS[quota.period]
    if quota.sessions < 1:
        yield "Ask for at least 1 session in each period."
    elif quota.sessions > days:
        yield f"{quota.sessions} sessions do not fit into a {quota.period}. Ask for at most {days}, one a day."
    elif gap is not None and gap >= 2 * (days + 3):
        yield (
            f"A longest gap of {gap} days never counts, as every {quota.period} asks for a session anyway. "
            "Shorten it or leave it out."
        )


def _of_the_minutes(cadence: Cadence) -> Iterator[str]:
    quota = cadence.quota
    if cadence.minutes < 1:
        yield "A session must last at least 1 minute."
        return
    if cadence.minimum_minutes > cadence.minutes:
        yield (
            f"A session is planned for {cadence.minutes} minutes, so the least of {cadence.minimum_minutes} cannot be "
            "reached. Plan longer sessions, or let fewer minutes count."
        )
    if isinstance(quota, MinutesPerMonth):
        if quota.minutes < 1:
            yield "Ask for at least 1 minute a month."
        elif quota.minutes > cadence.minutes * DAYS[Period.MONTH]:
            yield (
                f"{quota.minutes} minutes a month cannot be reached with one session of {cadence.minutes} minutes a "
                "day. Ask for fewer minutes, or plan longer sessions."
            )
    elif isinstance(quota, Ratio) and quota.hours_a_week > 0 and quota.days_for(cadence.minutes) > DAYS[Period.YEAR]:
        yield "One session would be enough for more than a year. Ask for an hour for fewer practice hours."


def _of_leave_and_credit(cadence: Cadence) -> Iterator[str]:
    if cadence.long_leave_days < SHORTEST_LONG_LEAVE:
        yield f"Leave is long from {SHORTEST_LONG_LEAVE} days on at the earliest. Enter {SHORTEST_LONG_LEAVE} or more."
    rules = cadence.credit
    percents = (rules.one_to_one_percent, rules.small_group_percent, rules.facilitator_percent)
    if any(percent not in PERCENT for percent in percents):
        yield "Credit is between 0 and 100 per cent of the minutes."
    if rules.one_to_one_percent < 1:
        yield "One-to-one sessions would count for nothing, so no session could be planned. Let them count."
    if rules.small_group_up_to < 1:
        yield "A small group has at least 1 supervisee."


def _of_steps(steps: tuple[Step, ...], longest: int | None) -> Iterator[str]:
    if not steps:
        return
    if any(step.gap_days < 1 or last_day(step, start) < 1 for step in steps for start in STARTS):
        yield "Each step of the phase-in must last at least 1 day and have a gap of at least 1 day."
    ends = [[last_day(step, start) for step in steps] for start in STARTS]
    if any(len(set(days)) < len(days) for days in ends):
        yield "Two steps of the phase-in end on the same day. Let each step end on a day of its own."
    elif any(days != sorted(days) for days in ends):
        yield "The steps of the phase-in overlap. Put them in the order of the days they end on."
    gaps = [*(step.gap_days for step in steps), *([] if longest is None else [longest])]
    if gaps != sorted(gaps):
        yield "A gap in the phase-in is longer than the one that follows it. Let the gaps grow step by step."
    if any(step.gap_days > last - before for days in ends for step, before, last in _lengths(steps, days)):
        yield "A step of the phase-in is shorter than its own gap. Let it last at least one gap."


def _lengths(steps: tuple[Step, ...], days: list[int]) -> Iterator[tuple[Step, int, int]]:
    return zip(steps, [0, *days], days, strict=False)
