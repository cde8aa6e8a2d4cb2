"""How many of a team are competent, by skill: counts of groups of ten or more, with no small number given away."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from workforce_assurance.common.disclosure import SMALL_GROUP, Hidden, Sum, suppress
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .enums import HELD
from .policy import SkillNeeds, in_force
from .where import stands

HELD_CELL, NOT_HELD, ALL = "held", "not held", "all"
HEADINGS = ("Team", "Skill", "Asked of", "Competent today")


def page(viewer: Any, *, today: date) -> dict[str, Any]:
    smallest = people.smallest_group_for(viewer)
    teams = reach.teams_managed_by(viewer, on=today) | reach.teams_visible_to(viewer, on=today).filter(
        service__in=_governed(viewer)
    )
    names = dict(teams.order_by("name").values_list("pk", "name"))
    return {
        "headings": HEADINGS,
        "rows": _rows(_counts(names, today), names, {one.code: one.label for one in in_force()}, smallest),
        "smallest": smallest,
        "group": SMALL_GROUP,
    }


def _governed(viewer: Any) -> Any:
    if not reach.is_governance_lead(viewer):
        return []
    services = reach.services_governed_by(viewer)
    return [one.pk for one in people.services()] if services is None else services


def _counts(names: dict[Any, str], today: date) -> Counter[Any]:
    """How many of whom something is asked hold it and do not, by team and skill."""
    skills: tuple[SkillNeeds, ...] = in_force()
    team_of = dict(people.memberships(on=today).filter(team__in=list(names)).values_list("person", "team"))
    posts = people.people_in_post(on=today).filter(pk__in=list(team_of)).values_list("pk", "job_title")
    counts: Counter[Any] = Counter()
    for person, where in stands(dict(posts), skills, today=today).items():
        for code, one in where.items():
            if one is not None:
                pair = (team_of[person], code)
                counts[(*pair, HELD_CELL if one.state in HELD else NOT_HELD)] += 1
                counts[(*pair, ALL)] += 1
    return counts


def _rows(counts: Counter[Any], names: dict[Any, str], labels: dict[str, str], smallest: int) -> list[list[str]]:
    pairs = sorted({cell[:2] for cell in counts}, key=lambda pair: (names[pair[0]], labels[pair[1]]))
    cells = {(*pair, what): counts[(*pair, what)] for pair in pairs for what in (HELD_CELL, NOT_HELD, ALL)}
    few = {cell for cell in cells if cells[(*cell[:2], ALL)] < SMALL_GROUP}
    sums = [Sum((*pair, ALL), ((*pair, HELD_CELL), (*pair, NOT_HELD))) for pair in pairs]
    hidden = suppress(cells, sums, smallest=smallest, withheld=few)
    return [
        [names[team], labels[code], *(_words(cells, hidden, (team, code, what), smallest) for what in (ALL, HELD_CELL))]
        for team, code in pairs
    ]


def _words(cells: dict[Any, int], hidden: dict[Any, Hidden], cell: Any, smallest: int) -> str:
    how = hidden.get(cell)
    if how is Hidden.SMALL:
        return f"<{smallest}"
    return "Suppressed" if how is Hidden.WITHHELD else str(cells[cell])
