"""How every measure stands in every place, worked out with the values, so that a page need not chart hundreds of teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.people import queries as people

from ..models import MeasureStanding
from . import findings
from .charting import SIGNALS, Charted, Judged, look_of
from .drawing import draw_small
from .enums import PlaceKind
from .queries import charted_of, judged_of, limits_of, place_of, readings_everywhere
from .registry import Measure
from .shown import Place

MONTHS = 24
# What is written anew when it differs; since when, and what it was before, follow from the look.
KEPT = ("version", "month", "look", "is_signal", "words", "gap", "cells")


@transaction.atomic
def find_standings(*, measures: Iterable[Measure], now: datetime) -> None:
    """Work out anew how these measures stand; what came to nothing else is not written again."""
    today = people.today(now=now)
    names = _names()
    for measure in measures:
        _write(measure, _worked_out(measure, names, today, now), now)


def without_standing(measures: Iterable[Measure]) -> list[Measure]:
    """Those that were never worked out in this version."""
    known = set(MeasureStanding.objects.values_list("measure", "version").distinct())
    return [one for one in measures if (one.key, one.version) not in known]


def _write(measure: Measure, found: dict[Place, MeasureStanding], now: datetime) -> None:
    known = {place_of(one.service_id, one.team_id): one for one in MeasureStanding.objects.filter(measure=measure.key)}
    changed = [
        _over(known[place], row) for place, row in found.items() if place in known and _differs(known[place], row)
    ]
    MeasureStanding.objects.filter(pk__in=[known[place].pk for place in known.keys() - found.keys()]).delete()
    MeasureStanding.objects.bulk_update(changed, [*KEPT, "since", "before"], batch_size=500)
    MeasureStanding.objects.bulk_create([row for place, row in found.items() if place not in known], batch_size=500)


def _differs(old: MeasureStanding, new: MeasureStanding) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in KEPT)


def _over(old: MeasureStanding, new: MeasureStanding) -> MeasureStanding:
    """The new one in place of the old; with another look it begins now."""
    if (old.look, old.is_signal, old.version) != (new.look, new.is_signal, new.version):
        old.since, old.before = new.since, old.look if old.is_signal else ""
    for name in KEPT:
        setattr(old, name, getattr(new, name))
    return old


def _worked_out(measure: Measure, names: dict[Place, str], today: date, now: datetime) -> dict[Place, MeasureStanding]:
    judged, limits = judged_of([measure])[measure.key], limits_of(measure)
    found = {}
    for place, readings in readings_everywhere(measure, today=today).items():
        here = Judged(judged.better, judged.target, judged.concern_first, tuple(limits.get(place, {}).items()))
        charted = charted_of(measure, readings, today=today, judged=here)
        if charted.months:
            found[place] = _row(charted, place, names.get(place, ""), now)
    return found


def _row(charted: Charted, place: Place, name: str, now: datetime) -> MeasureStanding:
    last = charted.last[0] if charted.last else None
    return MeasureStanding(
        measure=charted.measure.key,
        version=charted.measure.version,
        service_id=place.key if place.kind == PlaceKind.SERVICE else None,
        team_id=place.key if place.kind == PlaceKind.TEAM else None,
        month=last,
        look=look_of(charted.variation),
        is_signal=charted.variation in SIGNALS and last == charted.months[-1],
        since=now,
        words=findings.finding(charted, where=name)[:400],
        gap=_gap(charted),
        cells=_cells(charted),
    )


def _gap(charted: Charted) -> str:
    hidden = (
        f"{charted.hidden} of {len(charted.months)} months are hidden: numbers are small." if charted.hidden else ""
    )
    known = max(charted.readings)
    stops = "" if known == charted.months[-1] else f"There is nothing after {known:%B %Y}."
    return f"{hidden} {stops}".strip()


def _cells(charted: Charted) -> dict[str, Any]:
    """What the summary says of it; nothing where no month can be shown."""
    if charted.last is None:
        return {}
    month, point = charted.last
    return {
        "latest": findings.number_words(charted, point.value),
        "counts": findings.counts_words(charted, charted.readings.get(month)),
        "target": findings.target_words(charted),
        # Without limits the line is a median, which is no mean.
        "mean": findings.number_words(charted, charted.limits.centre) if charted.limits else "None",
        "limits": findings.limits_words(charted, charted.limits),
        "variation": findings.variation_words(charted),
        "assurance": charted.assurance.name.lower(),
        "line": draw_small(charted, number=MONTHS),
    }


def _names() -> dict[Place, str]:
    teams = people.teams().values_list("pk", "name", "service_id", "service__name")
    found = {Place(PlaceKind.TEAM, team): f"{name} ({of})" for team, name, _, of in teams}
    return found | {Place(PlaceKind.SERVICE, service): of for _, _, service, of in teams}
