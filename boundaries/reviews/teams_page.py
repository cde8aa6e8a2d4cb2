"""How far the standard was kept, by team: closed reviews of the last twelve whole months, no small number given away."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from workforce_assurance.common.dates import month_start, start_of_day
from workforce_assurance.common.disclosure import Hidden, Sum, one_sided, suppress
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import CriterionScore, Review
from .enums import GRADES, KEPT, RatingPart, RatingState, ReviewState

MONTHS = 12
KEPT_CELL, NOT_KEPT, ALL = "kept", "not kept", "all"
HEADINGS = ("Team", "Criterion", "Called for", "Kept mostly or throughout")


def page(viewer: Any, *, today: date, zone: ZoneInfo) -> dict[str, Any]:
    end = month_start(today)
    first = end - relativedelta(months=MONTHS)
    smallest = people.smallest_group_for(viewer)
    teams = reach.teams_managed_by(viewer, on=today) | reach.teams_visible_to(viewer, on=today).filter(
        service__in=_governed(viewer)
    )
    names = dict(teams.order_by("name").values_list("pk", "name"))
    reviews = Review.objects.filter(
        state=ReviewState.CLOSED, interaction__team__in=list(names),
        closed_at__gte=start_of_day(first, zone), closed_at__lt=start_of_day(end, zone),
    )  # fmt: skip
    return {
        "period": f"{long_day(first)} to {long_day(end - relativedelta(days=1))}",
        "headings": HEADINGS,
        "rows": _rows(reviews, names, smallest),
        "smallest": smallest,
    }


def _governed(viewer: Any) -> Any:
    if not reach.is_governance_lead(viewer):
        return []
    services = reach.services_governed_by(viewer)
    return [one.pk for one in people.services()] if services is None else services


def standing(reviews: Any) -> list[tuple[Any, Any, str, str, str]]:
    """Team, worker, code, label and the score that stands of everything that was called for in these reviews."""
    rows = CriterionScore.objects.filter(
        rating__review__in=reviews, rating__state=RatingState.GIVEN, criterion__is_critical=False
    ).exclude(rating__part=RatingPart.SECOND)
    of = "rating__review__interaction__"
    found = {}
    # "first" comes before "settling", which takes its place.
    for review, _part, team, worker, code, label, score in rows.order_by("rating__part").values_list(
        "rating__review", "rating__part", f"{of}team", f"{of}worker", "criterion__code", "criterion__label", "score"
    ):
        found[review, code] = (team, worker, code, label, score)
    return [one for one in found.values() if one[4] in GRADES]


def _rows(reviews: Any, names: dict[Any, str], smallest: int) -> list[list[str]]:
    scores = standing(reviews)
    labels = {code: label for _team, _worker, code, label, _score in scores}
    counts: Counter[Any] = Counter()
    workers: dict[Any, set[Any]] = {}
    for team, worker, code, _label, score in scores:
        counts[team, code, KEPT_CELL if score in KEPT else NOT_KEPT] += 1
        counts[team, code, ALL] += 1
        workers.setdefault((team, code), set()).add(worker)
    cells = {(*pair, what): counts[(*pair, what)] for pair in workers for what in (KEPT_CELL, NOT_KEPT, ALL)}
    few = {cell for cell in cells if len(workers[cell[:2]]) < smallest}
    few |= {
        (*pair, part)
        for pair in workers
        if one_sided(cells[*pair, KEPT_CELL], cells[*pair, NOT_KEPT])
        for part in (KEPT_CELL, NOT_KEPT)
    }
    sums = [Sum((*pair, ALL), ((*pair, KEPT_CELL), (*pair, NOT_KEPT))) for pair in workers]
    hidden = suppress(cells, sums, smallest=smallest, withheld=few)
    shown = sorted(pair for pair in workers if hidden.get((*pair, ALL)) is not Hidden.WITHHELD)
    rows = [
        [names[team], labels[code], *(_words(cells, hidden, (team, code, what), smallest) for what in (ALL, KEPT_CELL))]
        for team, code in shown
    ]
    # Of a team with too few, that there is something, in one row.
    too_few = {team for team, _code in workers} - {team for team, _code in shown}
    return sorted([*rows, *([names[team], "All", "Suppressed", "Suppressed"] for team in too_few)])


def _words(cells: dict[Any, int], hidden: dict[Any, Hidden], cell: Any, smallest: int) -> str:
    how = hidden.get(cell)
    if how is Hidden.SMALL:
        return f"<{smallest}"
    return "Suppressed" if how is Hidden.WITHHELD else str(cells[cell])
