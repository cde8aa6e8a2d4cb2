"""What the pages of samples show: what a draw would be, and what one was. Whose is drawn stands there, never how it was rated."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.sampling import sample_size
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day, long_instant

from ..models import FramePlace, ReviewSample
from .commands import Wanted
from .drawing import Unit, drawn
from .enums import LeftOut, ReviewState
from .frame import frame_of

STRATA = ("Team", "Supervisor", "Could be drawn", "Drawn")


def preview(wanted: Wanted, *, on: date) -> dict[str, Any]:
    """What a draw would be: how many, of which strata, and what is left out why. Which ones, only the draw says."""
    frame = frame_of(wanted.service, wanted.first_on, wanted.last_on, on=on)
    size = frame.size_for(wanted.margin)
    return {
        "headings": STRATA,
        "population": len(frame.units),
        "size": size,
        "workers": len({unit.worker for unit in frame.units}),
        "twice": -(-size * wanted.second_share // 100),
        "strata": [
            [team.name, supervisor.full_name if supervisor else "Nobody", number, share]
            for team, supervisor, number, share in frame.strata_for(size)
        ],
        "left_out": _counted(frame.left_out.values()),
    }


def _counted(reasons: Any) -> list[dict[str, str]]:
    return [
        {"label": LeftOut(reason).label, "value": str(number)} for reason, number in sorted(Counter(reasons).items())
    ]


def cells(sample: ReviewSample, zone: ZoneInfo) -> list[Any]:
    return [
        Cell(sample.reference, reverse("reviews:sample", args=[sample.pk]), look="reference"),
        _of(sample),
        f"{sample.size} of {sample.population}",
        long_instant(sample.drawn_at, zone),
        f"{sample.closed} of {sample.size}",  # type: ignore[attr-defined]
    ]


def _of(sample: ReviewSample) -> str:
    where = sample.service.name if sample.service else "All services"
    return f"{where}, {long_day(sample.first_on)} to {long_day(sample.last_on)}"


def is_reproduced(sample: ReviewSample, frame: list[FramePlace]) -> bool:
    """Whether the stored seed and the frozen list give this very sample again."""
    units = [
        Unit(
            str(one.interaction_id),
            str(one.interaction.worker_id),
            (str(one.team_id), str(one.supervisor_id)),
            frozenset(),
        )
        for one in frame
        if not one.left_out_because
    ]
    size = sample_size(len(units), margin=sample.margin / 100)
    again = drawn(units, size=size, seed=sample.seed, everybody=sample.covers_everybody)
    return set(again) == {str(one.interaction_id) for one in frame if one.is_drawn}


def page(sample: ReviewSample, zone: ZoneInfo) -> dict[str, Any]:
    frame = list(
        FramePlace.objects.filter(sample=sample)
        .select_related("interaction__worker", "team", "supervisor")
        .order_by("team__name", "interaction__reference")
    )
    states = Counter(sample.reviews.values_list("state", flat=True))
    return {
        "sample": sample,
        "facts": _facts(sample, zone),
        "is_reproduced": is_reproduced(sample, frame),
        "states": [{"label": state.label, "value": str(states[state])} for state in ReviewState],
        "strata_headings": STRATA,
        "strata": _strata(frame),
        "worker_headings": ("Worker", "Could be drawn", "Drawn"),
        "workers": _coverage(frame),
        "left_out": _counted(one.left_out_because for one in frame if one.left_out_because),
    }


def _facts(sample: ReviewSample, zone: ZoneInfo) -> list[dict[str, str]]:
    rows = [
        ("Of", _of(sample)),
        ("Size", f"{sample.size} of {sample.population}"),
        ("Precision", f"± {sample.margin} per cent"),
        ("Rated by two people", f"{sample.second_share} per cent"),
        ("At least one of every worker", "Yes" if sample.covers_everybody else "No"),
        ("Reviewers", ", ".join(one.full_name for one in sample.reviewers.order_by("full_name", "pk"))),
        ("Rubric", f"Version {sample.rubric.number}"),
        ("Drawn", f"{long_instant(sample.drawn_at, zone)}, {sample.drawn_by.full_name}"),
        ("Seed", sample.seed),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _strata(frame: list[FramePlace]) -> list[list[Any]]:
    found: dict[Any, list[int]] = {}
    for one in frame:
        if not one.left_out_because:
            key = (one.team.name, one.supervisor.full_name if one.supervisor else "Nobody")
            counts = found.setdefault(key, [0, 0])
            counts[0] += 1
            counts[1] += one.is_drawn
    return [[*key, *counts] for key, counts in sorted(found.items())]


def _coverage(frame: list[FramePlace]) -> list[list[Any]]:
    """Of each worker how many could be drawn and how many were, in the order of their names: never in that of a number."""
    found: dict[str, list[int]] = {}
    for one in frame:
        if not one.left_out_because:
            counts = found.setdefault(one.interaction.worker.full_name, [0, 0])
            counts[0] += 1
            counts[1] += one.is_drawn
    return [[name, *counts] for name, counts in sorted(found.items())]
