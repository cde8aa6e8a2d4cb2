"""Whether one place learns: figures of stored values in groups, each with its sentence, its numbers and the way to its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from workforce_assurance.people.views.edge import Edge

from ..measures import findings, measure_page
from ..measures.charting import Charted
from ..measures.drawing import draw, icon_of
from ..measures.enums import PlaceKind
from ..measures.places import Places, words_of
from ..measures.queries import charts_of, runs
from ..measures.registry import MEASURES
from . import policies, rungs, support

# What each part of the page asks, and the measures that answer it.
GROUPS = (
    ("Do actions get done, and do they work?",
     ("actions.opened", "actions.open", "actions.on_time", "actions.effective", "actions.system")),
    ("Does the same thing come back?", ("themes.repeat",)),
    ("Is support offered and taken up?", ("support.offered",)),
    ("How do we write of people?", ("labels.rate",)),
    ("Have people the skills?", ("competency",)),
    ("Do reviewers see the same?", ("reviews.agreement",)),
    ("Where does an obligation that runs out get done?", rungs.KEYS),
)  # fmt: skip
KEYS = tuple(key for _, keys in GROUPS for key in keys)


@dataclass(frozen=True)
class Figure:
    """One measure as it stands on the page."""

    name: str
    key: str
    finding: str
    days: str
    chart: SafeString
    icon: SafeString
    variation: str
    headings: tuple[str, ...]
    rows: list[list[str]]
    caveat: str
    url: str
    csv_url: str
    has_limits: bool


@dataclass(frozen=True)
class Group:
    """One question, what answers it, and the measures of which nothing is known or may be shown yet."""

    title: str
    figures: list[Figure]
    without: list[tuple[str, str]]
    # Sentences beside the figures, each with the address and the words of its evidence.
    said: list[tuple[str, str, str]]
    table: Any = None


def page(viewer: Any, places: Places, *, number: int, at: Edge, smallest: int) -> dict[str, Any]:
    run = runs()
    charts = {one.measure.key: one for one in _charts(places, at.today, also=[run])}
    last = max((one.last[0] for one in charts.values() if one.last), default=None)
    return {
        "places": places,
        "run": next(iter(run), None),
        "data_to": last,
        "groups": [_group(title, keys, charts, places, number, smallest, viewer, at) for title, keys in GROUPS],
        "policies": policies.shown(viewer, places, at=at, smallest=smallest),
        "query": query_of(places, number),
    }


def query_of(places: Places, number: int) -> str:
    return f"?place={words_of(places.chosen)}&months={number}"


def _charts(places: Places, today: date, also: list[Any]) -> list[Charted]:
    return charts_of(places.chosen, [MEASURES[key] for key in KEYS], today=today, also=also)


def _group(
    title: str, keys: tuple[str, ...], charts: dict[str, Charted], places: Places, number: int, smallest: int,
    viewer: Any, at: Edge,
) -> Group:  # fmt: skip
    found = [charts[key] for key in keys]
    return Group(
        title,
        [_figure(one, places, number, smallest) for one in found if one.last],
        [(one.measure.name, _why_none(one, places)) for one in found if not one.last],
        support.said(viewer, places, at=at, smallest=smallest) if "support.offered" in keys else [],
        rungs.table(charts, places, number) if keys == rungs.KEYS else None,
    )


def _figure(charted: Charted, places: Places, number: int, smallest: int) -> Figure:
    measure, query = charted.measure, query_of(places, number)
    sentence = findings.finding(charted, where="" if places.chosen.kind == PlaceKind.ORGANISATION else places.name)
    return Figure(
        name=measure.name,
        key=measure.key,
        finding=sentence,
        days=findings.days_sentence(charted),
        chart=draw(charted, title=sentence, number=number),
        icon=icon_of(charted),
        variation=findings.variation_words(charted),
        headings=measure_page.headings_of(measure),
        rows=list(measure_page.month_rows(charted, smallest, number)),
        caveat=measure.caveat,
        url=f"{reverse('governance:measure', args=[measure.key])}{query}",
        csv_url=f"{reverse('governance:measure_csv', args=[measure.key])}{query}",
        has_limits=charted.has_limits,
    )


def _why_none(charted: Charted, places: Places) -> str:
    if charted.hidden:
        return "no month can be shown, because numbers are small."
    if PlaceKind(places.chosen.kind).depth > charted.measure.down_to.depth:
        return "it is not shown of a place as small as this."
    return "there is no data of this place yet."


def csv_rows(places: Places, *, number: int, today: date, smallest: int) -> Iterator[tuple[Any, ...]]:
    """Every month of every figure, suppressed as on the page."""
    for charted in _charts(places, today, also=[]):
        yield from measure_page.csv_rows(charted, places.name, smallest, number)
