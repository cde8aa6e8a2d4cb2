"""Teams beside each other in one measure and half-year: a funnel, a sentence, how far they differ, and a table by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from workforce_assurance.common.words import counted
from workforce_assurance.people import queries as people
from workforce_assurance.rendering.funnel_chart import Dot, FunnelChart, funnel_chart

from ..funnel import FEWEST_TEAMS, Funnel, Place, Scale, Verdict, funnel
from ..measures.enums import PlaceKind, Suppressed
from ..measures.places import Places, words_of
from ..measures.registry import Measure
from ..models import HalfYearSpread, HalfYearValue
from . import halves
from .filling import can_be_judged, scale_of

HEADINGS = ("Team", "Value", "Counts", "What it shows")
LOOKS = {Verdict.FLAG: "concern", Verdict.WATCH: "change"}
SAID = {
    Verdict.WITHIN: "Within the funnel",
    Verdict.WATCH: "Beyond 95 %: watch it",
    Verdict.FLAG: "Beyond 99.8 %: more than chance and the usual differences",
    Verdict.TOO_FEW: "Too few to judge",
    Verdict.NOT_JUDGED: "Too few teams to judge any",
}
# At how many sizes the funnel is drawn.
STEPS = 48
LEAST_SIZE = 0.02


@dataclass(frozen=True)
class Compared:
    """The teams whose half-year may be shown, in the order of their names, and those whose may not."""

    measure: Measure
    half: date
    names: Sequence[str]
    observed: Sequence[float]
    sizes: Sequence[float]
    hidden: Sequence[tuple[str, str]]
    found: Funnel | None

    @property
    def scale(self) -> Scale:
        return scale_of(self.measure)

    @property
    def unit(self) -> float:
        """What one stands for on the page: per cent, or per so many."""
        if self.scale is Scale.PROPORTION:
            return 100.0
        return self.measure.per * sum(self.observed) / sum(self.sizes)


def page(measure: Measure, places: Places, *, asked: str, smallest: int) -> dict[str, Any]:
    rows = HalfYearValue.objects.filter(measure=measure.key, version=measure.version)
    known = sorted(set(rows.values_list("half", flat=True)), reverse=True)
    half = next((one for one in known if one.isoformat() == asked), known[0] if known else None)
    below = _compared(measure, half, _of(rows, places).filter(half=half)) if half else None
    spread = _spreads(measure, places).filter(half=half).first() if half else None
    return {
        "measure": measure,
        "places": places,
        "halves": [(one.isoformat(), halves.words_of(one)) for one in known],
        "half": half.isoformat() if half else "",
        "when": halves.words_of(half) if half else "",
        "finding": finding(below) if below else "",
        "chart": draw(below) if below and below.found else "",
        "spread": spread_words(spread, scale_of(measure)) if spread else [],
        "headings": HEADINGS,
        "rows": list(team_rows(below, smallest)) if below else [],
        "smallest": smallest,
        "fewest": FEWEST_TEAMS,
        "query": f"?place={words_of(places.chosen)}",
    }


def _of(rows: Any, places: Places) -> Any:
    return rows if places.chosen.kind == PlaceKind.ORGANISATION else rows.filter(team__service=places.chosen.key)


def _spreads(measure: Measure, places: Places) -> Any:
    key = None if places.chosen.kind == PlaceKind.ORGANISATION else places.chosen.key
    return HalfYearSpread.objects.filter(measure=measure.key, version=measure.version, service=key)


def _compared(measure: Measure, half: date, rows: Any) -> Compared:
    teams = {key: f"{name} ({of})" for key, name, of in people.teams().values_list("pk", "name", "service__name")}
    named = sorted(((teams.get(row.team_id, ""), row) for row in rows), key=lambda one: one[0])
    shown = [(name, row) for name, row in named if not row.suppressed and row.denominator]
    hidden = [(name, row.suppressed) for name, row in named if row.suppressed]
    observed, sizes = [row.numerator for _, row in shown], [row.denominator for _, row in shown]
    judged = can_be_judged(len(shown), len(hidden))
    found = funnel(scale_of(measure), observed, sizes) if judged else None
    return Compared(measure, half, [name for name, _ in shown], observed, sizes, hidden, found)


def finding(one: Compared) -> str:
    """One sentence: how many are within, and which are beyond, in the order of their names."""
    if one.hidden and not can_be_judged(len(one.names), len(one.hidden)):
        return (
            f"{one.measure.name}: {len(one.hidden)} of {counted(len(one.names) + len(one.hidden), 'team')} are not shown in "
            f"{halves.words_of(one.half)}, because numbers are small. The others are no fair sample, so that none is judged."
        )
    if one.found is None:
        return f"{one.measure.name}: there is nothing to compare in {halves.words_of(one.half)}."
    places = list(zip(one.names, one.found.places, strict=True))
    said = f"{one.measure.name}, {halves.words_of(one.half)}"
    if any(place and place.verdict is Verdict.NOT_JUDGED for _, place in places):
        return f"{said}: with fewer than {FEWEST_TEAMS} teams, none is judged."
    beyond = [name for name, place in places if place and place.verdict is Verdict.FLAG]
    watched = [name for name, place in places if place and place.verdict is Verdict.WATCH]
    if not beyond and not watched:
        return f"{said}: no team differs by more than chance and the usual differences between teams."
    parts = [f"{_and(beyond)} beyond 99.8 %"] if beyond else []
    parts += [f"{_and(watched)} beyond 95 %"] if watched else []
    return f"{said}: {'; '.join(parts)}. Of {counted(len(places), 'team')}."


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def draw(one: Compared) -> SafeString:
    if one.found is None:
        return SafeString()
    shift = 1.0 if one.scale is Scale.PROPORTION else sum(one.observed) / sum(one.sizes)
    sizes = [size if one.scale is Scale.PROPORTION else size * shift for size in one.sizes]
    largest = max(sizes) * 1.05
    steps = [largest * (LEAST_SIZE + (1 - LEAST_SIZE) * number / STEPS) for number in range(STEPS + 1)]
    bounds = [_bounds_at(one.found, size, one) for size in steps]
    dots = [
        Dot(size, place.value * one.unit, LOOKS.get(place.verdict, "common"))
        for size, place in zip(sizes, one.found.places, strict=True)
        if place
    ]
    is_share = one.scale is Scale.PROPORTION
    return funnel_chart(
        FunnelChart(
            dots, one.found.target * one.unit, bounds, finding(one), unit=" %" if is_share else "",
            size_words="counted" if is_share else "expected", most=100.0 if is_share else None,
        )
    )  # fmt: skip


def _bounds_at(found: Funnel, size: float, one: Compared) -> tuple[float, tuple[float, float], tuple[float, float]]:
    watch, flag = found.at(size, one.scale)
    return size, _scaled(watch, one.unit), _scaled(flag, one.unit)


def _scaled(pair: tuple[float, float], unit: float) -> tuple[float, float]:
    return pair[0] * unit, pair[1] * unit


def team_rows(one: Compared, smallest: int) -> Iterable[list[str]]:
    """By name: those that can be shown, and those that cannot."""
    places = one.found.places if one.found else [None] * len(one.names)
    columns = zip(one.names, one.observed, one.sizes, places, strict=True)
    rows = [
        [name, _value_words(one, observed / size), f"{observed:,.0f} of {size:,.0f}", _said(place)]
        for name, observed, size, place in columns
    ]
    hidden = [(name, f"<{smallest}" if how == Suppressed.SMALL else "Suppressed") for name, how in one.hidden]
    return sorted([*rows, *([name, words, "", "Not shown"] for name, words in hidden)])


def _said(place: Place | None) -> str:
    return SAID[place.verdict] if place else "Not judged"


def _value_words(one: Compared, share: float) -> str:
    if one.scale is Scale.PROPORTION:
        return f"{100 * share:.0f} %"
    return f"{one.measure.per * share:.1f} per {one.measure.per:,}"


def spread_words(spread: HalfYearSpread, scale: Scale) -> list[str]:
    """How far teams differ beyond chance, and whether less than before; never a bare p-value."""
    what = "odds" if scale is Scale.PROPORTION else "rate"
    low, high = f"{spread.median_ratio_low:.1f}", f"{spread.median_ratio_high:.1f}"
    differ = (
        f"Between two of these {spread.teams} teams taken at random, the {what} of the higher is usually "
        f"{spread.median_ratio:.1f} times that of the lower, beyond what chance alone would give "
        f"(95 % interval {low} to {high}; 1.0 would be no difference)."
    )
    return [differ, _change_words(spread)]


def _change_words(spread: HalfYearSpread) -> str:
    if spread.p is None or spread.fall is None:
        return (
            "Whether they differ less than in the half-year before cannot be said: too few teams count enough in both."
        )
    way = "less" if spread.fall > 0 else "no less"
    chance = max(1, round(100 * spread.p))
    return (
        f"They differ {way} than in the half-year before. In {spread.compared} teams that were there in both, "
        f"chance alone would make a change like this, or a larger fall, in {chance} of 100."
    )
