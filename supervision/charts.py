"""Small charts over time as whole numbers that a template draws: one mark for each record and series. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 12, 28


@dataclass(frozen=True)
class Mark:
    x: int
    y: int


@dataclass(frozen=True)
class Series:
    """`name` is the class of its marks; its line has a point for each record that has a number."""

    name: str
    label: str
    marks: tuple[Mark, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)


@dataclass(frozen=True)
class Tick:
    """One line across, with what it stands for."""

    y: int
    label: str


@dataclass(frozen=True)
class Chart:
    series: tuple[Series, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    label_y: int = HEIGHT - 8


@dataclass(frozen=True)
class Line:
    """The numbers of one series, one for each date; None where there is none."""

    name: str
    label: str
    numbers: Sequence[int | None]


def chart(dates: Sequence[str], lines: Sequence[Line], *, top: int, unit: str = "") -> Chart:
    """The dates stand apart evenly, the oldest at the left; numbers go from 0 to `top`, or to the largest if that is more."""
    top = max([top, *(number for line in lines for number in line.numbers if number is not None)])
    series = tuple(Series(line.name, line.label, _marks(line.numbers, top)) for line in lines)
    ticks = tuple(Tick(_y(number, top), f"{number}{unit}") for number in (0, top))
    return Chart(series, ticks, first=dates[0], last=dates[-1] if len(dates) > 1 else "")


def _marks(numbers: Sequence[int | None], top: int) -> tuple[Mark, ...]:
    steps = max(1, len(numbers) - 1)
    span = WIDTH - LEFT - RIGHT - 16
    return tuple(
        Mark(LEFT + 8 + span * place // steps, _y(number, top))
        for place, number in enumerate(numbers)
        if number is not None
    )


def _y(number: int, top: int) -> int:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * number // max(1, top)
