"""What an incident's page says of others that belong to it: linked ones, and those with similar accounts. Never a word of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.words import long_instant
from workforce_assurance.structured_templates import queries as records

from .enums import ACCOUNT_PURPOSE, LinkKind, SimilarState
from .models import Incident, LinkedIncidents, SimilarAccounts
from .words import Status

STATUS = {
    SimilarState.SUGGESTED: Status("Suggested", "info"),
    SimilarState.SIMILAR: Status("Similar", "done"),
}


@dataclass(frozen=True)
class Other:
    """Another incident that the viewer may see."""

    pair_id: Any
    incident: Incident
    detail: str
    status: Status
    may_decide: bool


def alike(incident: Incident, viewer: Any, on: date, zone: ZoneInfo) -> dict[str, list[Other]]:
    """Both lists, of those incidents alone that the viewer may see: of others not even that there are any."""
    linked = _pairs(LinkedIncidents, incident, viewer, on)
    similar = [pair for pair in _pairs(SimilarAccounts, incident, viewer, on) if pair.state in STATUS]
    ends = {end for pair in similar for end in (pair.first_id, pair.second_id)}
    read = records.read_by(viewer, ACCOUNT_PURPOSE, ends) if similar else set()
    may_link = viewer.has_perm("debriefs.link_incident", incident)
    return {
        "linked": [_other(pair, incident, zone, Status(LinkKind(pair.kind).label, ""), may_link) for pair in linked],
        "similar": [
            _other(pair, incident, zone, STATUS[SimilarState(pair.state)], {pair.first_id, pair.second_id} <= read)
            for pair in similar
        ],
    }  # fmt: skip


def _pairs(model: Any, incident: Incident, viewer: Any, on: date) -> list[Any]:
    rows = model.objects.of(incident).visible_to(viewer, on=on)
    return list(rows.select_related("first__team", "second__team"))


def _other(pair: Any, incident: Incident, zone: ZoneInfo, status: Status, may_decide: bool) -> Other:
    other = pair.second if pair.first_id == incident.pk else pair.first
    detail = f"{other.team.name}, {long_instant(other.happened_at, zone)}"
    return Other(pair.pk, other, detail, status, may_decide)
