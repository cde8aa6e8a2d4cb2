"""Which columns a file of decisions holds, and the names under which they come. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workforce_assurance.common import uploaded_columns

KEY, KIND, GROUND, COVERS, CASE = "key", "kind", "ground", "covers", "case"
TEAM, SERVICE, REQUESTER, APPROVER = "team", "service", "requester", "approver"
LET_THROUGH, BEGAN, UNTIL, ENDED, BECAUSE = "let_through", "began", "until", "ended", "because"

NAMES: uploaded_columns.Names = {
    KEY: ("Key in the other system", ("id", "reference", "decision id", "number", "record")),
    KIND: ("Kind", ("type", "decision", "decision type", "measure")),
    GROUND: ("Ground", ("reason", "grounds", "why")),
    COVERS: ("Takes away or limits", ("covers", "scope", "limits", "what")),
    CASE: ("Case reference", ("case", "client", "client id", "case id")),
    TEAM: ("Team", ("team name", "unit", "ward")),
    SERVICE: ("Service", ("service name", "programme", "department")),
    REQUESTER: ("Asked for by (staff number)", ("requester", "requested by", "asked for by", "asked by", "staff number")),
    APPROVER: ("Let through by (staff number)", ("approver", "approved by", "let through by", "authorised by")),
    LET_THROUGH: ("Let through on", ("approved on", "date approved", "approval date", "decided on")),
    BEGAN: ("In effect from", ("from", "start", "start date", "began", "effective from")),
    UNTIL: ("Until", ("to", "end", "end date", "planned end")),
    ENDED: ("Lifted on", ("ended", "ended on", "actual end", "closed on")),
    BECAUSE: ("Lifted because", ("lift reason", "why lifted", "end reason")),
}  # fmt: skip
NEEDED = (KEY, KIND, GROUND, COVERS, TEAM, REQUESTER, APPROVER, LET_THROUGH, BEGAN)
LABELS = {key: label for key, (label, _also) in NAMES.items()}


def recognise(header: Sequence[str], saved: Mapping[str, str] | None = None) -> list[str]:
    """For each heading the key of its column; "" when it means nothing."""
    return uploaded_columns.recognise(uploaded_columns.by_heading(NAMES), NAMES, header, saved)


def what_is_missing(keys: Sequence[str]) -> str:
    """What a file cannot do without, as a sentence; empty when it has all of that."""
    lacking = [LABELS[key] for key in NEEDED if key not in keys]
    if not lacking:
        return ""
    return f"No column holds: {', '.join(lacking)}. Choose which one does, or add it to the file."
