"""What somebody holds for others, and how it passes to a successor: each app registers its kinds when it starts.

A charge is what stays undone when its holder goes: workers to supervise, teams, sessions, agreed actions. What was written
is none: it stays with the people who wrote it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Held:
    """One thing of a kind, in names and dates; never what anybody wrote."""

    text: str
    detail: str = ""


@dataclass(frozen=True)
class Charge:
    """One kind of what somebody holds.

    `held(person, now=)` lists it. `hand_over(person=, successor=, leaves=, by=, now=)` passes all of it on, in the
    transaction of whoever calls it, and gives how many things passed; it writes its own trail.
    `why_not(person, successor, now=)` gives the sentence why this successor cannot take it, or nothing.

    `follows` names the charge whose successor takes this one too: sessions follow the line. Such a kind asks for nobody of
    its own, and is called with a successor of None when the one it follows is not held. What `ends` takes no successor
    either: it is shown, and ends or stays as `what_happens` says. `administrators_only` are given away by administrators alone.
    """

    key: str
    title: str
    order: int
    held: Callable[..., list[Held]]
    hand_over: Callable[..., int]
    what_happens: str
    why_not: Callable[..., str] = lambda _person, _successor, *, now: ""
    follows: str = ""
    ends: bool = False
    administrators_only: bool = False

    @property
    def asks_for_a_successor(self) -> bool:
        return not self.follows and not self.ends


@dataclass(frozen=True)
class Holds:
    """What somebody holds of one kind at a moment."""

    charge: Charge
    things: list[Held]


CHARGES: dict[str, Charge] = {}


def register_charge(charge: Charge) -> None:
    """:raises ValueError: when the key is taken."""
    if charge.key in CHARGES:
        raise ValueError(f"The charge {charge.key} is registered already.")
    CHARGES[charge.key] = charge


def in_order() -> list[Charge]:
    return sorted(CHARGES.values(), key=lambda charge: charge.order)


def held_by(person: Any, *, now: datetime) -> list[Holds]:
    """Everything that the person holds, kind by kind; a kind of which there is nothing is left out."""
    found = [Holds(charge, charge.held(person, now=now)) for charge in in_order()]
    return [holds for holds in found if holds.things]
