"""A charted measure as it is drawn: the control chart and the small line of the summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from workforce_assurance.rendering.charts import ControlChart, Drawn, control_chart, mark_alone, sparkline

from .charting import LOOKS, Charted

PERCENT = 100.0


def draw(charted: Charted, *, title: str, number: int, notes: Sequence[date] = ()) -> SafeString:
    """The last so many months, on the scale of the page; limits were worked out on all of them. Notes stand at their months."""
    scale, months = charted.scale, charted.months[-number:]
    lines = [point.limits for point in charted.chart.points][-number:]
    noted = [(months.index(month), "") for month in notes if month in months]
    return control_chart(
        ControlChart(
            points=_drawn(charted, number),
            labels=[f"{month:%b %y}" for month in months],
            title=title,
            centre=[_scaled(one.centre if one else None, scale) for one in lines],
            lower=[_scaled(one.lower if one else None, scale) for one in lines],
            upper=[_scaled(one.upper if one else None, scale) for one in lines],
            target=charted.judged.target,
            unit=" %" if charted.measure.is_percentage else "",
            most=PERCENT if charted.measure.is_proportion else None,
            notes=noted,
        )
    )


def draw_small(charted: Charted, *, number: int) -> SafeString:
    limits = charted.last[1].limits if charted.last else None
    return sparkline(_drawn(charted, number), centre=_scaled(limits.centre if limits else None, charted.scale))


def icon_of(charted: Charted) -> SafeString:
    """The shape of the variation icon; the word stands beside it."""
    return mark_alone(LOOKS[charted.variation])


def _drawn(charted: Charted, number: int) -> list[Drawn]:
    points = charted.chart.points[-number:]
    return [Drawn(_scaled(point.value, charted.scale), charted.look_of(point)) for point in points]


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale
