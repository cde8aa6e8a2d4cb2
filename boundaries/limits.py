"""Which hard limits hold for a decision, and which it would break: asked for its page, and by the gate."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workforce_assurance.people import queries as people

from .models import Decision, PackInUse, RulePack
from .packs import Past, Proposal, breaks


def rules_for(decision: Decision) -> list[Any]:
    """The rules of the packs that the service holds itself to, as the catalogue of the decision has them."""
    held = PackInUse.objects.filter(service=decision.team.service_id).values("code")
    packs = RulePack.objects.filter(version=decision.kind.version_id, code__in=held).values_list("rules", flat=True)
    return [rule for rules in packs for rule in rules]


def rules_by_service(decisions: Iterable[Decision]) -> dict[tuple[uuid.UUID, uuid.UUID], list[Any]]:
    """The same for many at once, by service and version of the catalogue, in two queries."""
    services = {decision.team.service_id for decision in decisions}
    versions = {decision.kind.version_id for decision in decisions}
    rules: dict[tuple[uuid.UUID, str], list[Any]] = {}
    for version, code, found in RulePack.objects.filter(version__in=versions).values_list(
        "version_id", "code", "rules"
    ):
        rules[version, code] = found
    held: dict[tuple[uuid.UUID, uuid.UUID], list[Any]] = {}
    for service, code in PackInUse.objects.filter(service__in=services).values_list("service_id", "code"):
        for version in versions:
            held.setdefault((service, version), []).extend(rules.get((version, code), ()))
    return held


def broken_by(decision: Decision, *, now: datetime, in_emergency: bool | None = None) -> list[str]:
    """The sentences of the rules that it would break if it took effect as it stands; what renews it is another decision."""
    rules = rules_for(decision)
    if not rules:
        return []
    before = Decision.objects.about_case(decision.case_reference).filter(effective_at__isnull=False)
    known = before.exclude(pk=decision.pk).values_list("kind__code", "ground__code", "effective_at")
    proposal = Proposal(
        kind=decision.kind.code, ground=decision.ground.code, ends_at=decision.ends_at,
        starts_at=decision.effective_at or max(decision.starts_at or now, now),
        is_emergency=decision.is_emergency if in_emergency is None else in_emergency,
    )  # fmt: skip
    return breaks(proposal, [Past(*row) for row in known], rules, people.zone())
