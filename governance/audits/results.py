"""What an audit found, in words and intervals: of no record by itself, and of nobody."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from workforce_assurance.common.agreement import Coefficient
from workforce_assurance.common.proportions import Proportion
from workforce_assurance.common.sampling import LQAS_SIZE
from workforce_assurance.common.tables import Cell
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import queries as records
from workforce_assurance.structured_templates.asked import Asked, asked_by
from workforce_assurance.structured_templates.counted import codes_about

from ..models import Audit, AuditReading
from .enums import PURPOSES, AuditOf, ReadingPart, ReadingState
from .scoring import Codes, agreements, is_check, lots_of, scores, teams_to_show, whole

# Of fewer a share says more about one record than about how records are kept.
FEWEST = 5
NOT_COMPUTABLE = "Not computable"
TOO_FEW = "Too few were read to show it"
CHECKS = ("Check", "Met", "95 % interval", "Did not apply")
TEAMS = ("Team", "Met everything that applied", "95 % interval")
LOTS = ("Team", "Met everything that applied", "Needed", "Accepted?")
AGREEMENT = ("Check", "Read twice", "Agreed", "AC1 (95 % interval)", "Kappa (95 % interval)")


def page(audit: Audit, readings: Iterable[AuditReading]) -> dict[str, Any]:
    """Everything that is said of what was given so far; nothing of fewer than five."""
    given = [one for one in readings if one.state == ReadingState.GIVEN]
    first = firsts(given)
    found: dict[str, Any] = {"read": len(first), "fewest": FEWEST, "has_results": enough(first)}
    if not found["has_results"]:
        return found
    purpose = PURPOSES[AuditOf(audit.of)]
    checks, codes = checks_of(purpose, first), codes_of(purpose, given)
    said = [codes[one.pk] for one in first]
    pairs = pairs_of(given, codes)
    return found | {
        "checks_headings": CHECKS,
        "checks": [
            [one.asked.text, *_share(one.met), str(one.did_not_apply)] for one in scores(checks, said)
        ],
        "whole": _sentence(whole(checks, said)),
        "agreement_headings": AGREEMENT,
        "agreement": [
            [asked.text, str(one.n), _percent(one.share), _words(one.ac1), _words(one.kappa)]
            for asked, one in agreements(checks, pairs)
        ]
        if pairs
        else [],
        "teams_headings": TEAMS,
        "teams": [[name, *(_share(met) if met else (TOO_FEW, ""))] for name, met in by_team(checks, first, codes)],
        "lots_headings": LOTS,
        "lots": _lots(audit, checks, first, codes) if audit.lots else [],
    }  # fmt: skip


def firsts(given: Iterable[AuditReading]) -> list[AuditReading]:
    return [one for one in given if one.part == ReadingPart.FIRST]


def enough(first: list[AuditReading]) -> bool:
    """Whether so many were read that something is said of them."""
    return len(first) >= FEWEST


def checks_of(purpose: str, readings: list[AuditReading]) -> list[Asked]:
    """All readings of an audit were opened at its draw, and so under one version."""
    response = records.responses_for(purpose, [readings[0].pk])[readings[0].pk]
    return [one for one in asked_by(response.version_id).questions() if is_check(one)]


def codes_of(purpose: str, readings: list[AuditReading]) -> dict[uuid.UUID, dict[int, str]]:
    found: dict[uuid.UUID, dict[int, str]] = {one.pk: {} for one in readings}
    for key, question, code in codes_about(purpose, list(found)):
        found[key][question] = code
    return found


def pairs_of(given: list[AuditReading], codes: dict[uuid.UUID, dict[int, str]]) -> list[tuple[Codes, Codes]]:
    """First and second reading of what both have given, in a fixed order."""
    by_unit: dict[Any, dict[str, Codes]] = defaultdict(dict)
    for one in sorted(given, key=lambda one: one.unit.number or 0):
        by_unit[one.unit_id][one.part] = codes[one.pk]
    return [(both["first"], both["second"]) for both in by_unit.values() if len(both) == len(ReadingPart)]


def by_team(
    checks: list[Asked], first: list[AuditReading], codes: dict[uuid.UUID, dict[int, str]]
) -> list[tuple[str, Proportion | None]]:
    """Of each team that was read how many records met everything that applied; None where that is of too few."""
    found: dict[uuid.UUID, list[Codes]] = defaultdict(list)
    for one in first:
        found[one.unit.team_id].append(codes[one.pk])
    shown = teams_to_show({team: len(said) for team, said in found.items()}, fewest=FEWEST)
    names = {team.pk: team.name for team in people.teams()}
    rows = [(names[team], whole(checks, said) if team in shown else None) for team, said in found.items()]
    return sorted(rows, key=lambda row: row[0])


def _lots(
    audit: Audit, checks: list[Asked], first: list[AuditReading], codes: dict[uuid.UUID, dict[int, str]]
) -> list[list[Any]]:
    good, poor = (int(one) for one in audit.lots.split("_"))
    by_team: dict[Any, list[Codes]] = {team.pk: [] for team in audit.teams.all()}
    for one in first:
        by_team[one.unit.team_id].append(codes[one.pk])
    names = {team.pk: team.name for team in people.teams()}
    rows = []
    for team, lot in lots_of(checks, by_team, good=good, poor=poor).items():
        read = len(by_team[team])
        if lot is None:
            rows.append([names[team], f"{read} of {LQAS_SIZE} read", "", Cell("Too few to judge", tone="")])
        else:
            words = Cell("Accepted", tone="done") if lot.is_accepted else Cell("Not accepted", tone="due_soon")
            rows.append([names[team], f"{lot.passed} of {LQAS_SIZE}", str(lot.needed), words])
    return sorted(rows, key=lambda row: row[0])


def _share(found: Proportion) -> tuple[str, str]:
    if found.percent is None or found.interval is None:
        return NOT_COMPUTABLE, ""
    low, high = found.interval
    return f"{found.numerator} of {found.denominator} ({found.percent:.0f} %)", f"{low:.0f} to {high:.0f} %"


def _sentence(found: Proportion) -> str:
    share, interval = _share(found)
    return f"{share}, 95 % interval {interval}" if interval else share


def _percent(share: float | None) -> str:
    return NOT_COMPUTABLE if share is None else f"{share * 100:.0f} %"


def _words(found: Coefficient | None) -> str:
    if found is None:
        return NOT_COMPUTABLE
    if found.interval is None:
        return f"{found.value:.2f} (interval not computable)"
    return f"{found.value:.2f} ({found.interval[0]:.2f} to {found.interval[1]:.2f})"
