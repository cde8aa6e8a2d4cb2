"""Do a team's restrictive decisions follow its own strain more closely than other teams' strain? Pure.

Pooled correlation finds "links" wherever teams drift or share a season. Here each team is compared with its own strain
and with everybody else's in the same months: what they share is in both and cancels. What is found is an association;
it shows no cause, and never anything about a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import atanh, exp, log, sqrt, tanh
from typing import Any

FEWEST_TEAMS, FEWEST_MONTHS, FEWEST_DECISIONS, FEWEST_IN_A_TEAM = 5, 12, 30, 5
ALL_WAYS_UP_TO, DRAWS = 7, 4_999
LAGS, LAGS_AFTER = (0, 1), (-1, -2)
Z, POWER_80 = 1.959963984540054, 0.8416212335729143
TOP = 2 / 3
# Fewer months that two teams share say nothing of their ranks.
FEWEST_SHARED = 6
# And of fewer there is no top third.
FEWEST_TO_SPLIT = 3

Table = Sequence[Sequence[float | None]]


@dataclass(frozen=True)
class NotEnough:
    """Why no association is looked for, as codes: "teams", "months", "decisions", "decisions by team"."""

    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Association:
    """What was found; effects are differences of mean rank correlations (-2 to 2)."""

    # By lag in months: strain so many months before the decisions.
    effects: dict[int, float]
    # Over lags 0 and 1 together, by the greatest effect.
    p: float
    # Strain after the decisions, apart, for a look the other way round.
    effects_after: dict[int, float]
    p_after: float
    # Rate in a team's own top third of strain over its rate otherwise, Mantel-Haenszel, with its 95 % interval.
    rate_ratio: float | None
    rate_ratio_interval: tuple[float, float] | None
    # The smallest ratio that so much data shows four times in five.
    smallest_detectable: float | None
    teams: int
    # Teams with decisions and both kinds of months, and those of them with the higher rate in their top third.
    teams_compared: int
    teams_in_agreement: int


def matched_mismatched(strain: Table, decisions: Table, exposure: Table, *, seed: int = 1) -> Association | NotEnough:
    """Compare each team with its own strain and with that of the others.

    C[i, j](L) = Spearman(strain of i at month t - L, rate of j at t); the effect is the mean of the diagonal less the
    mean off it. Under the null it does not matter whose strain goes with whose rate: all ways up to 7 teams, else 4,999
    drawn ones.

    :param strain: the index by team and month, None where there is none; leave incidents out of it
    :param decisions: how many, by team and month
    :param exposure: contacts or days, in the same shape
    """
    import numpy as np

    s, d, e = (
        np.array([[np.nan if one is None else one for one in row] for row in table], float)
        for table in (strain, decisions, exposure)
    )
    d = np.where((e > 0) & np.isfinite(s), d, np.nan)
    e = np.where(np.isfinite(d), e, np.nan)
    if lacking := _lacking(d):
        return NotEnough(lacking)
    rate = d / e
    before = {lag: _correlations(s, rate, lag) for lag in LAGS}
    after = {lag: _correlations(s, rate, lag) for lag in LAGS_AFTER}
    ways = _ways(len(s), seed)
    effects, p = _tested(before, ways)
    effects_after, p_after = _tested(after, ways)
    found = _rate_ratio(s, d, e)
    return Association(
        effects, p, effects_after, p_after, found.ratio, found.interval, found.smallest, len(s), found.compared,
        found.agreeing,
    )  # fmt: skip


def _lacking(decisions: Any) -> tuple[str, ...]:
    import numpy as np

    months = int(np.sum(np.sum(np.isfinite(decisions), axis=0) >= FEWEST_TEAMS)) if len(decisions) else 0
    of_team = np.nansum(decisions, axis=1) if len(decisions) else np.zeros(0)
    holds = {
        "teams": int(np.isfinite(decisions).any(axis=1).sum()) >= FEWEST_TEAMS if len(decisions) else False,
        "months": months >= FEWEST_MONTHS,
        "decisions": float(of_team.sum()) >= FEWEST_DECISIONS,
        "decisions by team": int((of_team >= FEWEST_IN_A_TEAM).sum()) >= FEWEST_TEAMS,
    }
    return tuple(name for name, is_enough in holds.items() if not is_enough)


def _correlations(strain: Any, rate: Any, lag: int) -> Any:
    """Spearman's of each team's strain with each team's rate `lag` months later; NaN where too few months are shared."""
    import numpy as np

    months = strain.shape[1]
    early, late = (
        (strain[:, : months - lag], rate[:, lag:]) if lag >= 0 else (strain[:, -lag:], rate[:, : months + lag])
    )
    found = np.full((len(strain), len(strain)), np.nan)
    # Teams with the same months are ranked together: most of them have all.
    for mine, of_mine in _by_months(early):
        for theirs, of_theirs in _by_months(late):
            both = of_mine & of_theirs
            if both.sum() >= FEWEST_SHARED:
                found[np.ix_(mine, theirs)] = _spearman(early[mine][:, both], late[theirs][:, both])
    return found


def _by_months(rows: Any) -> list[tuple[list[int], Any]]:
    """Which rows have a value in the same months, with these months."""
    import numpy as np

    found: dict[bytes, tuple[list[int], Any]] = {}
    for number, known in enumerate(np.isfinite(rows)):
        found.setdefault(known.tobytes(), ([], known))[0].append(number)
    return list(found.values())


def _spearman(a: Any, b: Any) -> Any:
    """Of each row of one with each row of the other; 0 where one does not move."""
    return _ranks(a) @ _ranks(b).T / a.shape[1]


def _ranks(rows: Any) -> Any:
    """Ranks with mean 0 and variance 1; 0 where all are the same."""
    import numpy as np
    from scipy.stats import rankdata

    ranks = rankdata(rows, axis=1)
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1, keepdims=True)
    return np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0)


def _ways(teams: int, seed: int) -> Any:
    """Whose strain goes with whose rate: as it is first, then every other way, or so many drawn ones."""
    import numpy as np

    if teams <= ALL_WAYS_UP_TO:
        return np.array(list(permutations(range(teams))))
    drawn = np.random.default_rng(seed).permuted(np.tile(np.arange(teams), (DRAWS, 1)), axis=1)
    return np.vstack([np.arange(teams), drawn])


def _tested(tables: dict[int, Any], ways: Any) -> tuple[dict[int, float], float]:
    """The effect at each lag, and how often the greatest of them is as great among all ways."""
    import numpy as np

    teams = ways.shape[1]
    by_lag = {}
    for lag, table in tables.items():
        matched = table[ways, np.arange(teams)]
        known = np.isfinite(matched)
        mean = np.nansum(matched, axis=1) / np.maximum(known.sum(axis=1), 1)
        others = (np.nansum(table) - np.nansum(matched, axis=1)) / np.maximum(
            np.isfinite(table).sum() - known.sum(axis=1), 1
        )
        by_lag[lag] = mean - others
    greatest = np.max(np.stack(list(by_lag.values())), axis=0)
    p = float(np.mean(greatest >= greatest[0] - 1e-12))
    return {lag: float(effects[0]) for lag, effects in by_lag.items()}, p


@dataclass(frozen=True)
class _Ratio:
    """The rate ratio within teams, its interval, the smallest that can be seen, and how many teams agree of how many."""

    ratio: float | None
    interval: tuple[float, float] | None
    smallest: float | None
    compared: int
    agreeing: int


def _rate_ratio(strain: Any, decisions: Any, exposure: Any) -> _Ratio:
    """Mantel-Haenszel over teams (Rothman, Greenland and Lash, Modern Epidemiology, chapter 15)."""
    high = low = weight = 0.0
    compared = agreeing = 0
    for mine, events, units in zip(strain, decisions, exposure, strict=True):
        a, b, t1, t0 = _top_and_rest(mine, events, units)
        if not (t1 and t0):
            continue
        high, low = high + a * t0 / (t1 + t0), low + b * t1 / (t1 + t0)
        weight += (a + b) * t1 * t0 / (t1 + t0) ** 2
        compared += bool(a + b)
        agreeing += bool(a / t1 > b / t0)
    smallest = float(exp((Z + POWER_80) / sqrt(weight))) if weight else None
    if not (high and low and weight):
        return _Ratio(None, None, smallest, compared, agreeing)
    ratio, error = float(high / low), sqrt(weight / (high * low))
    interval = exp(log(ratio) - Z * error), exp(log(ratio) + Z * error)
    return _Ratio(ratio, interval, smallest, compared, agreeing)


def _top_and_rest(strain: Any, decisions: Any, exposure: Any) -> tuple[float, float, float, float]:
    """Decisions of one team in its own top third of strain and in its other months, and the exposure of both."""
    import numpy as np

    known = np.isfinite(strain) & np.isfinite(decisions)
    if known.sum() < FEWEST_TO_SPLIT:
        return 0.0, 0.0, 0.0, 0.0
    top = known & (strain >= np.quantile(strain[known], TOP))
    rest = known & ~top
    return decisions[top].sum(), decisions[rest].sum(), exposure[top].sum(), exposure[rest].sum()


@dataclass(frozen=True)
class WithinCorrelation:
    """The correlation within teams, with its 95 % interval, p and degrees of freedom."""

    r: float
    interval: tuple[float, float]
    p: float
    df: int


def repeated_measures_correlation(
    groups: Sequence[Any], x: Sequence[float], y: Sequence[float]
) -> WithinCorrelation | None:
    """How x and y move together within groups, whatever the groups' levels; None when nothing moves, or there is nothing.

    Bland and Altman 1995, Calculating correlation coefficients with repeated observations, part 1 (BMJ 310: 446). It
    takes months of a group to be
    independent, which drifting series are not: it describes; `matched_mismatched` tests.
    """
    import numpy as np
    from scipy.special import stdtr

    if not len(groups):
        return None
    _, of = np.unique(np.asarray(groups), return_inverse=True)
    within = [np.asarray(side, float) - (np.bincount(of, side) / np.bincount(of))[of] for side in (x, y)]
    spread = float(np.sqrt((within[0] ** 2).sum() * (within[1] ** 2).sum()))
    df = len(of) - (int(of.max()) + 1) - 1
    if not spread or df < 2:
        return None
    r = float(np.clip((within[0] * within[1]).sum() / spread, -1, 1))
    t = r * sqrt(df / max(1 - r * r, 1e-15))
    half = Z / sqrt(df - 1)
    z = atanh(max(-1 + 1e-15, min(1 - 1e-15, r)))
    return WithinCorrelation(r, (tanh(z - half), tanh(z + half)), float(2 * stdtr(df, -abs(t))), df)
