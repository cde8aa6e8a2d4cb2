"""The table of a run, and the same as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from typing import Any

import django
from django.db import connection

from .figures import Figure, Spent


def table(figures: Iterable[Figure]) -> list[str]:
    """One line for each figure: what, ours, floor, the ratio or figure that is judged, the bar, the verdict."""
    lines = [f"{'what':<84}{'ours':>14}{'floor':>14}{'judged':>10}{'bar':>9}  verdict"]
    for figure in figures:
        if figure.ours is None or figure.judged is None:
            lines.append(f"{figure.title:<84}{'':>47}  {figure.verdict}: {figure.note}")
            continue
        ours = f"{figure.ours:,.3g} {figure.unit}" if figure.ours < 1000 else f"{figure.ours:,.0f} {figure.unit}"
        floor = "" if figure.floor is None else f"{figure.floor:,.3g} {figure.unit}"
        judged = f"{figure.judged:.2f} x" if figure.floor is not None else f"{figure.judged:.4g}"
        bar = f"{'≥' if figure.at_least else '≤'} {figure.bar:g}"
        lines.append(f"{figure.title:<84}{ours:>14}{floor:>14}{judged:>10}{bar:>9}  {figure.verdict}")
        if figure.note:
            lines.append(f"    ({figure.note})")
    return lines


def as_json(figures: Iterable[Figure], *, before: Spent, after: Spent, seconds: float) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    return {
        "versions": {"python": platform.python_version(), "django": django.__version__, "postgresql": server},
        "machine": {"processors": os.cpu_count(), "system": platform.system(), "architecture": platform.machine()},
        "calibration": {"before": vars(before), "after": vars(after)},
        "seconds": seconds,
        "figures": [figure.as_json() for figure in figures],
    }
