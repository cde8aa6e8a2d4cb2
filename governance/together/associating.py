"""Whether restrictive decisions of teams go with their own strain, worked out where something that goes in has changed."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ..association import LAGS, LAGS_AFTER, Association, NotEnough, Table, matched_mismatched
from ..models import StrainAssociation
from .reading import ByTeam

# Raised when it is worked out otherwise.
VERSION = 1
Indices = Mapping[uuid.UUID, Sequence[float | None]]


def associate(
    indices: Indices,
    decisions: ByTeam,
    span: Sequence[date],
    service_of: Mapping[uuid.UUID, uuid.UUID],
    *,
    now: datetime,
) -> None:
    """For the organisation and for every service: aggregates over five teams or more, from everything that is known."""
    known: dict[Any, str] = dict(
        StrainAssociation.objects.filter(month=span[-1]).values_list("service_id", "inputs_sha256")
    )
    for service in (None, *sorted(set(service_of.values()))):
        teams = [team for team in sorted(indices) if service is None or service_of[team] == service]
        tables = _tables(teams, indices, decisions, span)
        print_of_it = _fingerprint(tables)
        if known.get(service) != print_of_it:
            _keep(service, span[-1], tables, print_of_it, now)


def _tables(
    teams: Sequence[uuid.UUID], indices: Indices, decisions: ByTeam, span: Sequence[date]
) -> tuple[Table, Table, Table]:
    """Strain, decisions and contacts by team and month, of teams of which both are known in some month."""
    strain, counts, contacts = [], [], []
    for team in teams:
        parts = [decisions.get(team, {}).get(month) for month in span]
        if any(part and index is not None for part, index in zip(parts, indices[team], strict=True)):
            strain.append(list(indices[team]))
            counts.append([part[0] if part else None for part in parts])
            contacts.append([part[1] if part else None for part in parts])
    return strain, counts, contacts


def _fingerprint(tables: tuple[Table, Table, Table]) -> str:
    return hashlib.sha256(json.dumps([VERSION, *tables]).encode()).hexdigest()


def _keep(service: Any, month: date, tables: tuple[Table, Table, Table], sha256: str, now: datetime) -> None:
    found = matched_mismatched(*tables)
    strain, counts, _ = tables
    both = zip(zip(*strain, strict=True), zip(*counts, strict=True), strict=True)
    months = sum(any(a is not None and b is not None for a, b in zip(*pair, strict=True)) for pair in both)
    StrainAssociation.objects.update_or_create(
        service_id=service,
        month=month,
        defaults={
            "months": months, "teams": len(strain), "inputs_sha256": sha256, "computed_at": now,
            **(_lacking(found) if isinstance(found, NotEnough) else _result(found)),
        },
    )  # fmt: skip


def _lacking(found: NotEnough) -> dict[str, Any]:
    nothing = dict.fromkeys(RESULTS)
    return {**nothing, "lacking": ",".join(found.lacking)}


RESULTS = (
    "effect_same_month", "effect_month_after", "p", "effect_reverse", "p_reverse", "rate_ratio", "rate_ratio_low",
    "rate_ratio_high", "smallest_ratio", "teams_compared", "teams_in_agreement",
)  # fmt: skip


def _result(found: Association) -> dict[str, Any]:
    low, high = found.rate_ratio_interval or (None, None)
    same, after = (found.effects[lag] for lag in LAGS)
    return {
        "lacking": "", "effect_same_month": same, "effect_month_after": after, "p": found.p,
        "effect_reverse": max(found.effects_after[lag] for lag in LAGS_AFTER), "p_reverse": found.p_after,
        "rate_ratio": found.rate_ratio, "rate_ratio_low": low, "rate_ratio_high": high,
        "smallest_ratio": found.smallest_detectable, "teams_compared": found.teams_compared,
        "teams_in_agreement": found.teams_in_agreement,
    }  # fmt: skip
