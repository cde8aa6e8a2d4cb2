"""Strain above restrictive decisions on the same months, with every component in words, and what goes with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils.safestring import SafeString

from workforce_assurance.common.dates import months
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import counted
from workforce_assurance.rendering.aligned_panels import Panel, aligned_panels
from workforce_assurance.rendering.charts import Drawn

from ..measures import findings
from ..measures.charting import Charted
from ..measures.enums import PlaceKind
from ..measures.places import Places, words_of
from ..measures.queries import charts_of, place_of, settled_until
from ..measures.registry import MEASURES
from ..measures.shown import Place
from ..models import StrainAssociation, StrainMonth
from ..strain import HIGH, RAISED, Band, band_of
from .filling import SLOWEST
from .reading import RATE
from .words import COMPONENTS, HIDDEN, band_words, basis, index_words, sentences

CRITICAL = "incidents.critical"
LOOKS = {Band.USUAL: "common", Band.RAISED: "change", Band.HIGH: "concern"}
OF_STRAIN = ("Strain", *COMPONENTS.values())
HEADINGS = ("Month", *OF_STRAIN, "Critical incidents, left out of it", "Restrictive decisions", "Counts")
BELOW = ("Where", *OF_STRAIN)


@dataclass(frozen=True)
class Beside:
    """Both in one place, over the same months."""

    months: Sequence[date]
    strain: Mapping[date, StrainMonth]
    rate: Charted
    critical: Charted

    @property
    def indices(self) -> list[float | None]:
        found = [self.strain.get(month) for month in self.months]
        return [one.index if one else None for one in found]

    @property
    def rates(self) -> list[float | None]:
        """As far as they may be shown."""
        found = [self.rate.readings.get(month) for month in self.months]
        return [
            one.numerator / one.denominator if one and one.numerator is not None and one.denominator else None
            for one in found
        ]

    @property
    def hidden(self) -> int:
        """In how many months one or the other is not shown."""
        return sum(
            bool((one := self.strain.get(month)) and one.is_hidden)
            or bool((other := self.rate.readings.get(month)) and other.suppressed)
            for month in self.months
        )


def beside(place: Place, *, number: int, today: date, also: Sequence[Any] = ()) -> Beside:
    """The last so many months that are settled, from the first on of which there is anything."""
    last = settled_until(MEASURES[SLOWEST], today)
    first = last - relativedelta(months=number - 1)
    rows = StrainMonth.objects.filter(_of(place), month__gte=first, month__lte=last)
    rate, critical = charts_of(place, [MEASURES[RATE], MEASURES[CRITICAL]], today=today, also=[rows, *also])
    strain = {row.month: row for row in rows}
    known = sorted(month for month in {*strain, *rate.readings} if first <= month <= last)
    return Beside(list(months(known[0], last)) if known else [], strain, rate, critical)


def page(places: Places, *, number: int, today: date, smallest: int) -> dict[str, Any]:
    place, last = places.chosen, settled_until(MEASURES[SLOWEST], today)
    lower = StrainMonth.objects.filter(_below(place), month=last)
    associations = StrainAssociation.objects.filter(service=place.key)[:1] if place.kind != PlaceKind.TEAM else ()
    also = [lower, associations] if place.kind != PlaceKind.TEAM else []
    found = beside(place, number=number, today=today, also=also)
    association = next(iter(associations), None)
    name = "the organisation" if place.kind == PlaceKind.ORGANISATION else places.name
    said = finding(found, places.name)
    return {
        "places": places,
        "finding": said,
        "chart": draw(found, said) if any(one is not None for one in (*found.indices, *found.rates)) else "",
        "hidden": found.hidden,
        "months": len(found.months),
        "headings": HEADINGS,
        "rows": list(month_rows(found, smallest)),
        "association": sentences(association, name) if association else [],
        "basis": basis(association) if association else "",
        "is_team": place.kind == PlaceKind.TEAM,
        "below_headings": BELOW,
        "below": below(lower, places) if also else [],
        "last": last,
        "computed_at": max((row.computed_at for row in found.strain.values()), default=None),
        "smallest": smallest,
        "query": f"?place={words_of(place)}&months={number}",
    }


def _of(place: Place) -> Q:
    if place.kind == PlaceKind.ORGANISATION:
        return Q(service__isnull=True, team__isnull=True)
    return Q(service=place.key) if place.kind == PlaceKind.SERVICE else Q(team=place.key)


def _below(place: Place) -> Q:
    return Q(service__isnull=False) if place.kind == PlaceKind.ORGANISATION else Q(team__service=place.key)


def finding(found: Beside, name: str) -> str:
    """Both in one sentence, and nothing of why."""
    return f"{name}: {_strain_words(found)}; {_rate_words(found)}."


def _strain_words(found: Beside) -> str:
    known = [(index, month) for index, month in zip(found.indices, found.months, strict=True) if index is not None]
    if not known:
        are_hidden = any(row.is_hidden for row in found.strain.values())
        return "strain is not shown, for there are too few people" if are_hidden else "strain is not known yet"
    above = sum(index >= RAISED for index, _ in known)
    highest, when = max(known)
    if not above:
        return f"strain was usual in each of {counted(len(known), 'month')}"
    return f"strain was raised or high in {above} of {counted(len(known), 'month')}, most in {when:%B %Y} ({_down(highest)})"


def _down(index: float) -> str:
    return index_words(index, is_hidden=False).partition(",")[0]


def _rate_words(found: Beside) -> str:
    known = [(rate, month) for rate, month in zip(found.rates, found.months, strict=True) if rate is not None]
    if not known:
        return "no month of restrictive decisions can be shown"
    rate, when = max(known)
    most = findings.number_words(found.rate, rate)
    return f"of the months that can be shown, restrictive decisions were most in {when:%B %Y} ({most} contacts)"


def draw(found: Beside, title: str) -> SafeString:
    scale = found.rate.scale
    strain = [Drawn(index, LOOKS[band_of(index)] if index is not None else "common") for index in found.indices]
    rates = [Drawn(None if rate is None else rate * scale) for rate in found.rates]
    return aligned_panels(
        [
            Panel("Strain", strain, levels=((RAISED, "Raised"), (HIGH, "High")), least=None),
            Panel(found.rate.measure.name, rates),
        ],
        labels=[f"{month:%b %y}" for month in found.months],
        title=title,
    )


def month_rows(found: Beside, smallest: int) -> Iterator[list[str]]:
    """The latest first."""
    for month in reversed(found.months):
        rate, critical = found.rate.readings.get(month), found.critical.readings.get(month)
        yield [
            findings.month_words(month),
            *_strain_cells(found.strain.get(month)),
            findings.reading_words(found.critical, critical, smallest),
            findings.reading_words(found.rate, rate, smallest),
            findings.counts_words(found.rate, rate),
        ]


def _strain_cells(row: StrainMonth | None) -> list[str]:
    if row is None:
        return [band_words(None, is_hidden=False)] * len(OF_STRAIN)
    return [
        index_words(row.index, is_hidden=row.is_hidden),
        *(band_words(getattr(row, name), is_hidden=row.is_hidden) for name in COMPONENTS),
    ]


def below(rows: Any, places: Places) -> list[list[Any]]:
    """The services of the organisation or the teams of a service, by name: never a ranking."""
    found = {place_of(row.service_id, row.team_id): row for row in rows}
    return [
        [Cell(name, url=f"?place={words_of(one)}"), *_strain_cells(found[one])]
        for one, name in places.choices.items()
        if one in found
    ]


CSV_HEADER = ("place", "month", "strain", "strain is", *(name.lower() for name in COMPONENTS.values()),
              "critical incidents", "restrictive decisions", "contacts", "restrictive decisions per 1,000 contacts")  # fmt: skip


def csv_rows(found: Beside, place: str, smallest: int) -> Iterator[tuple[str, ...]]:
    """One line for each month, suppressed as on the page."""
    for month, rate in zip(found.months, found.rates, strict=True):
        row, reading = found.strain.get(month), found.rate.readings.get(month)
        index, *components = _strain_cells(row)
        number, _, band = index.partition(", ")
        counts = (
            (f"{reading.numerator:g}", f"{reading.denominator:g}") if reading and not reading.suppressed else ("", "")
        )
        if reading and reading.suppressed:
            counts = (findings.hidden_words(reading, smallest), HIDDEN)
        yield (
            place, f"{month:%Y-%m}", number if band else "", band or index, *components,
            findings.reading_words(found.critical, found.critical.readings.get(month), smallest), *counts,
            "" if rate is None else f"{rate * found.rate.scale:.1f}",
        )  # fmt: skip
