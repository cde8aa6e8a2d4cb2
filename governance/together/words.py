"""What strain and its association with restrictive decisions are called: never a cause, never a person, never a bare p. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workforce_assurance.common.words import counted

from ..strain import Band, band_of

HIDDEN, UNKNOWN = "Suppressed", "Not known"
BANDS = {Band.USUAL: "Usual", Band.RAISED: "Raised", Band.HIGH: "High"}
COMPONENTS = {
    "sickness": "Sickness",
    "supervision_missed": "Supervision missed",
    "leavers": "Leavers",
    "workload": "Overtime or caseload",
    "drift_signs": "Drift signs",
}
NEEDED = {
    "teams": "five teams of which both are known",
    "months": "twelve months in which both are known of at least five teams",
    "decisions": "30 restrictive decisions",
    "decisions by team": "five restrictive decisions or more in each of at least five teams",
}
EVIDENCE, ONE_OF_100 = 0.05, 0.01
NO_CAUSE = "It is an association and shows no cause: both can follow from something else."


def band_words(score: float | None, *, is_hidden: bool) -> str:
    if is_hidden:
        return HIDDEN
    return UNKNOWN if score is None else BANDS[band_of(score)]


def index_words(index: float | None, *, is_hidden: bool) -> str:
    """ "1.4, raised"."""
    if is_hidden or index is None:
        return band_words(index, is_hidden=is_hidden)
    # Rounded the same way as it is judged: 0.96 is usual and stands as 0.9.
    return f"{_down(index):.1f}, {BANDS[band_of(index)].lower()}"


def _down(index: float) -> float:
    return int(index * 10) / 10


def sentences(found: Any, place: str) -> list[str]:
    """What was found in a place, in the order in which it is read; `found` is a StrainAssociation."""
    if found.lacking:
        lacking = "; ".join(NEEDED[code] for code in found.lacking.split(","))
        return [f"Not enough data to look for an association in {place}. What is missing: {lacking}."]
    return [_finding(found, place), *_ratio(found), NO_CAUSE, _reverse(found)]


def basis(found: Any) -> str:
    """On what it was worked out."""
    return (
        f"Worked out on {counted(found.months, 'month')} up to {found.month:%B %Y} and {counted(found.teams, 'team')}, "
        "from everything that is known, also where a month is not shown. Each team is compared with its own strain and "
        "with that of the other teams in the same months, so that a season or a drift that teams share counts for nothing. "
        "Critical incidents are left out of the strain used here. Nothing is said about any person."
    )


def _finding(found: Any, place: str) -> str:
    if found.p <= EVIDENCE:
        when = "the same month" if found.effect_same_month >= found.effect_month_after else "the month after"
        return (
            f"In {place}, a team's restrictive decisions go with its own strain, most closely in {when}: if it made no "
            f"difference whose strain is put beside whose decisions, a link as close as this would appear in "
            f"{_of_100(found.p)} comparisons."
        )
    return (
        f"In {place}, no association was found between a team's own strain and its restrictive decisions: a link as close "
        f"as what is there would appear in {_of_100(found.p)} comparisons without any."
    )


def _of_100(p: float) -> str:
    """Never 0: so many ways were tried and no more."""
    return f"{round(100 * p)} of 100" if p >= ONE_OF_100 else "fewer than 1 of 100"


def _ratio(found: Any) -> Iterable[str]:
    if found.rate_ratio is not None:
        yield (
            f"In the third of its months in which a team was most strained, its rate was {found.rate_ratio:.1f} times that in "
            f"its other months (95 % interval {found.rate_ratio_low:.1f} to {found.rate_ratio_high:.1f}, within teams). "
            f"It was higher in {found.teams_in_agreement} of {counted(found.teams_compared, 'team')}. A season that all teams "
            "share makes such a ratio too: whether there is more to it is said above."
        )
    if found.smallest_ratio is not None:
        yield (
            f"The smallest ratio that this much data could have shown, four times in five, is {found.smallest_ratio:.1f}. "
            "A smaller one may be there and stay unseen."
        )


def _reverse(found: Any) -> str:
    said = (
        "strain followed decisions too"
        if found.p_reverse <= EVIDENCE
        else "no association of strain with decisions before it was found"
    )
    return (
        f"The other way round, one and two months later, {said}: a link as close would appear in "
        f"{_of_100(found.p_reverse)} comparisons without any."
    )
