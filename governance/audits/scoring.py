"""What readings come to: each check met, of what it applied to, with its interval; lots of teams; and how far two readers agree. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workforce_assurance.common.agreement import Agreement, kappa_and_ac1
from workforce_assurance.common.proportions import Proportion
from workforce_assurance.common.sampling import LQAS_SIZE, Lot, lqas
from workforce_assurance.structured_templates.asked import Asked
from workforce_assurance.structured_templates.enums import Layer, QuestionKind

Team = TypeVar("Team", bound=Hashable)
Codes = Mapping[int, str]
"""What one reading says, by the key of the question."""


def is_check(asked: Asked) -> bool:
    """A question that is scored: one of several, for counting, with points at one of its answers."""
    scored = asked.kind == QuestionKind.ONE_OF and asked.layer == Layer.ASSURANCE
    return scored and any(option.points is not None for option in asked.options)


def outcome(asked: Asked, code: str | None) -> bool | None:
    """Whether it is met: the answer with the most points is, any other with points is not; None for what did not apply."""
    points = {option.code: option.points for option in asked.options if option.points is not None}
    return points[code] == max(points.values()) if code is not None and code in points else None


@dataclass(frozen=True)
class CheckScore:
    """One check over all readings: met of what it applied to, and to how many it did not apply."""

    asked: Asked
    met: Proportion
    did_not_apply: int


def scores(checks: Iterable[Asked], readings: Sequence[Codes]) -> list[CheckScore]:
    """What did not apply counts in neither number, so that it is never a pass."""
    found = []
    for asked in checks:
        said = [outcome(asked, codes.get(asked.id)) for codes in readings]
        counted = [one for one in said if one is not None]
        found.append(CheckScore(asked, Proportion(sum(counted), len(counted)), len(said) - len(counted)))
    return found


def passes(checks: Iterable[Asked], codes: Codes) -> bool:
    """Whether a record met everything that applied to it, and something did."""
    said = [one for asked in checks if (one := outcome(asked, codes.get(asked.id))) is not None]
    return bool(said) and all(said)


def whole(checks: Sequence[Asked], readings: Sequence[Codes]) -> Proportion:
    """How many records met everything that applied to them."""
    return Proportion(sum(passes(checks, codes) for codes in readings), len(readings))


def lots_of(
    checks: Sequence[Asked], by_team: Mapping[Team, Sequence[Codes]], *, good: int, poor: int
) -> dict[Team, Lot | None]:
    """Of each team whether its lot is accepted; None while fewer than 19 of it are read."""
    return {
        team: lqas(sum(passes(checks, codes) for codes in readings), good=good, poor=poor)
        if len(readings) == LQAS_SIZE
        else None
        for team, readings in by_team.items()
    }


def agreements(checks: Iterable[Asked], pairs: Sequence[tuple[Codes, Codes]]) -> list[tuple[Asked, Agreement]]:
    """Of each check how far first and second readings agree, over all answers that it offers."""
    found = []
    for asked in checks:
        both = [(one[asked.id], two[asked.id]) for one, two in pairs if asked.id in one and asked.id in two]
        categories = [option.code for option in asked.options]
        first, second = [one for one, _ in both], [two for _, two in both]
        found.append((asked, kappa_and_ac1(first, second, categories=categories)))
    return found


def teams_to_show(read: Mapping[Team, int], *, fewest: int) -> set[Team]:
    """Of which teams a share is shown: none of which fewer were read, and so that all others together are none or as many.

    What is shown of all teams less what is shown of some of them says nothing of fewer records than that.
    """
    shown = {team for team, number in read.items() if number >= fewest}
    while (rest := sum(number for team, number in read.items() if team not in shown)) and rest < fewest and shown:
        shown.remove(min(shown, key=lambda team: (read[team], str(team))))
    return shown
