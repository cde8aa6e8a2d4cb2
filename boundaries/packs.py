"""Hard limits on decisions, as rules of a pack: which a decision would break, and what has to follow. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import counted

Rule = Mapping[str, Any]


@dataclass(frozen=True)
class Proposal:
    """What would take effect, as far as rules ask."""

    kind: str
    ground: str
    starts_at: datetime
    ends_at: datetime | None
    is_emergency: bool = False


@dataclass(frozen=True)
class Past:
    """A decision about the same case that took effect."""

    kind: str
    ground: str
    began: datetime


@dataclass(frozen=True)
class Step:
    """What is to be done within so many hours after a decision took effect."""

    code: str
    label: str
    hours: int


def breaks(proposal: Proposal, before: Sequence[Past], rules: Iterable[Rule], zone: ZoneInfo) -> list[str]:
    """The rules that it would break, each as the sentence that says what is not allowed.

    :raises KeyError: when a rule is of a kind that is not known here
    """
    broken = []
    for rule in rules:
        check = CHECKS[rule["rule"]]
        if proposal.kind in rule["kinds"] and check is not None and not check(proposal, before, rule, zone):
            broken.append(words_of(rule))
    return broken


def steps(kind: str, rules: Iterable[Rule]) -> list[Step]:
    """What has to follow after a decision of that kind took effect."""
    found = [rule for rule in rules if rule["rule"] == "steps" and kind in rule["kinds"]]
    return [Step(**step) for rule in found for step in rule["steps"]]


def words_of(rule: Rule) -> str:
    """The rule as a sentence, made of its figures."""
    return WORDS[rule["rule"]](rule)


def _is_short_enough(proposal: Proposal, _before: Sequence[Past], rule: Rule, _zone: ZoneInfo) -> bool:
    """Hours that really pass: a change of the clocks moves what the wall shows and nothing else."""
    return proposal.ends_at is not None and proposal.ends_at - proposal.starts_at <= timedelta(hours=rule["hours"])


def _is_seldom_enough(proposal: Proposal, before: Sequence[Past], rule: Rule, zone: ZoneInfo) -> bool:
    """With this one, counted by local days; what began on the same day of the month so many months ago counts no more."""
    since = local_day(proposal.starts_at, zone) - relativedelta(months=rule["months"])
    counting = [past for past in before if past.kind in rule["kinds"] and local_day(past.began, zone) > since]
    return len(counting) < rule["times"]


def _was_warned_of(proposal: Proposal, before: Sequence[Past], rule: Rule, zone: ZoneInfo) -> bool:
    """On the same ground, no more than so many days before; in an emergency nobody can be warned first."""
    if proposal.is_emergency:
        return True
    since = local_day(proposal.starts_at, zone) - timedelta(days=rule["days"])
    return any(
        past.kind == rule["warning"] and past.ground == proposal.ground and local_day(past.began, zone) >= since
        for past in before
        if past.began <= proposal.starts_at
    )


CHECKS: dict[str, Callable[[Proposal, Sequence[Past], Rule, ZoneInfo], bool] | None] = {
    "longest": _is_short_enough,
    "most": _is_seldom_enough,
    "warning_first": _was_warned_of,
    "steps": None,
}
WORDS: dict[str, Callable[[Rule], str]] = {
    "longest": lambda rule: f"At most {counted(rule['hours'], 'hour')} at a time",
    "most": lambda rule: f"At most {rule['times']} times in {counted(rule['months'], 'month')} for the same person",
    "warning_first": lambda rule: (
        f"A warning on the same ground comes first, within {counted(rule['days'], 'day')} before"
    ),
    "steps": lambda rule: (
        "Afterwards: "
        + ", ".join(f"{step['label'].lower()} within {counted(step['hours'], 'hour')}" for step in rule["steps"])
    ),
}
