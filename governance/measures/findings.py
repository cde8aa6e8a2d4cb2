"""What a chart says, in one sentence: never who is to blame, never that one thing caused another. Pure."""

from __future__ import annotations

from datetime import date

from workforce_assurance.common.proportions import wilson
from workforce_assurance.common.words import counted

from ..spc import FEWEST_FOR_LIMITS
from ..spc_signals import Assurance, Limits, Side, Signal, Variation
from .charting import Charted, Reading
from .enums import MeasureKind, Suppressed

NOT_COMPUTABLE = "Not computable"
# Below it a percentage has one decimal.
FEW_PERCENT = 10
# From so many on, days are said in whole ones.
FEW_DAYS = 10
RULES = {
    Signal.ASTRONOMICAL: "outside the limits of its usual variation",
    Signal.SHIFT: "part of seven or more months in a row on one side of the mean",
    Signal.TREND: "part of seven or more months in a row that go one way",
    Signal.TWO_OF_THREE: "one of two in three months that come near a limit",
}
VARIATIONS = {
    Variation.IMPROVEMENT: "Improvement",
    Variation.CONCERN: "Concern",
    Variation.CHANGE: "Change",
    Variation.COMMON: "Ordinary variation",
    Variation.NONE: "Too few months",
}
ASSURANCES = {
    Assurance.PASSES: "Meets its target",
    Assurance.FALLS_SHORT: "Does not reach its target",
    Assurance.HIT_AND_MISS: "Hit and miss",
    Assurance.NONE: "No target",
}


def variation_words(charted: Charted) -> str:
    """The variation icon in words; of what is never judged by limits, that."""
    if charted.measure.has_alike_neighbours and charted.last:
        return "Not judged by limits"
    return VARIATIONS[charted.variation]


def month_words(month: date) -> str:
    return f"{month:%b %Y}"


def number_words(charted: Charted, value: float | None) -> str:
    """A value on the scale of the page: "82 %", "3.1 per 1,000", "14"."""
    if value is None:
        return ""
    scaled = value * charted.scale
    if charted.measure.is_percentage:
        return f"{scaled:.1f} %" if 0 < scaled < FEW_PERCENT else f"{scaled:.0f} %"
    if charted.measure.kind == MeasureKind.RATE:
        return f"{scaled:.1f} per {charted.measure.per:,}"
    return f"{scaled:.1f}".removesuffix(".0")


def reading_words(charted: Charted, reading: Reading | None, smallest: int) -> str:
    """A month's value, or why there is none."""
    if reading is None:
        return "None"
    if reading.suppressed:
        return hidden_words(reading, smallest)
    if charted.measure.kind == MeasureKind.COUNT:
        return number_words(charted, reading.numerator)
    return (
        number_words(charted, (reading.numerator or 0) / reading.denominator) if reading.denominator else NOT_COMPUTABLE
    )


def hidden_words(reading: Reading, smallest: int) -> str:
    return f"<{smallest}" if reading.suppressed == Suppressed.SMALL else "Suppressed"


def counts_words(charted: Charted, reading: Reading | None) -> str:
    """Numerator and denominator; nothing for a count, and nothing that is hidden."""
    if reading is None or reading.suppressed or charted.measure.kind == MeasureKind.COUNT:
        return ""
    return f"{reading.numerator:,.0f} of {reading.denominator:,.0f}"


def interval_of(charted: Charted, reading: Reading | None) -> tuple[float, float] | None:
    """Wilson's interval of a percentage, the exact one of a rate as it was stored, on the scale of the page.

    None of a measure whose days come in spells, or that counts in clusters: they are not independent.
    """
    measure = charted.measure
    if reading is None or reading.suppressed or measure.fewest or measure.clustered:
        return None
    if reading.low is not None and reading.high is not None:
        return charted.scale * reading.low, charted.scale * reading.high
    if not measure.is_proportion or not reading.denominator:
        return None
    bounds = wilson(int(reading.numerator or 0), int(reading.denominator))
    return bounds and (100 * bounds[0], 100 * bounds[1])


def interval_words(charted: Charted, reading: Reading | None) -> str:
    found = interval_of(charted, reading)
    if not found:
        return ""
    if charted.measure.is_percentage:
        return f"95 % interval {found[0]:.0f} to {found[1]:.0f} %"
    return f"95 % interval {found[0]:.1f} to {found[1]:.1f}"


def days_words(reading: Reading | None) -> str:
    """Median and 90th percentile; nothing where they are not known or not shown."""
    if reading is None or reading.median is None or reading.ninth is None:
        return ""
    return f"{counted_days(reading.median)}, {counted_days(reading.ninth)}"


def counted_days(number: float) -> str:
    """ "1 day", "2.5 days"."""
    said = (f"{number:.0f}" if number >= FEW_DAYS else f"{number:.1f}").removesuffix(".0")
    return f"{said} day" if said == "1" else f"{said} days"


def days_sentence(charted: Charted) -> str:
    """What the last month that is shown says of days."""
    month = next((one for one in reversed(charted.months) if days_words(charted.readings.get(one))), None)
    if month is None:
        return ""
    reading = charted.readings[month]
    return (
        f"{charted.measure.days_words} {counted_days(reading.median or 0)} in {month:%B %Y}, "
        f"and nine in ten within {counted_days(reading.ninth or 0)}."
    )


def limits_words(charted: Charted, limits: Limits | None) -> str:
    """ "61 % to 94 %"; what is not drawn is not said."""
    if limits is None or (limits.lower is None and limits.upper is None):
        return "None"
    if limits.lower is None:
        return f"up to {number_words(charted, limits.upper)}"
    if limits.upper is None:
        return f"from {number_words(charted, limits.lower)}"
    return f"{number_words(charted, limits.lower)} to {number_words(charted, limits.upper)}"


def target_words(charted: Charted) -> str:
    target = charted.judged.target
    return number_words(charted, target / charted.scale) if target is not None else "None"


def finding(charted: Charted, *, where: str = "") -> str:
    """The chart in one sentence."""
    name, place = charted.measure.name, f" in {where}" if where else ""
    if charted.last is None:
        return (
            f"{name}{place}: no month can be shown yet." if charted.hidden else f"{name}{place}: there is no data yet."
        )
    month, point = charted.last
    said = f"{name}{place}: {number_words(charted, point.value)} in {month:%B %Y}"
    if charted.variation is Variation.NONE:
        return f"{said}. {_too_few(charted)}"
    mean = f"the mean is {number_words(charted, point.limits.centre if point.limits else None)}"
    if charted.variation is Variation.COMMON:
        return f"{said}, ordinary month-to-month variation; {mean}."
    rule = RULES[charted.signals[0]]
    return f"{said}, {_side(charted)}: {rule}; {mean}. {_meaning(charted.variation)}"


def _too_few(charted: Charted) -> str:
    if charted.measure.looks_back:
        return f"Every month looks back over {charted.measure.looks_back}, so that neighbours are alike: no limits are drawn."
    if charted.measure.carries_over:
        return "What stands at the end of a month mostly stood at the end of the last: no limits are drawn."
    if charted.chart.is_trial:
        return "The limits are on trial until there are 15 months."
    known = sum(1 for point in charted.chart.points if point.value is not None)
    if known < FEWEST_FOR_LIMITS:
        return f"{counted(known, 'month')} can be shown; from {FEWEST_FOR_LIMITS} on there are limits."
    if charted.is_rare:
        return "Months with few are hidden, so that a mean and limits would mislead."
    return "So many months are hidden that limits would mislead."


def _side(charted: Charted) -> str:
    return {Side.HIGH: "higher than is usual", Side.LOW: "lower than is usual", None: "unlike what is usual"}[
        charted.side
    ]


def _meaning(found: Variation) -> str:
    return {
        Variation.IMPROVEMENT: "That is an improvement.",
        Variation.CONCERN: "That is worth looking into.",
        Variation.CHANGE: "No direction of it is better.",
    }[found]
