"""Which columns a file of evidence holds, under which names they come, and what their cells say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workforce_assurance.common import uploaded_columns
from workforce_assurance.common.uploaded_columns import CellIsWrong, by_heading, plain, short

from .enums import EvidenceKind

STAFF, SKILL, DAY, CHECK, KIND, EXTENT, OBSERVER = "staff_number", "skill", "day", "check", "kind", "extent", "observer"
NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    STAFF: (
        "Staff number",
        ("employee number", "employee id", "payroll number", "person number", "user id", "reference"),
    ),
    SKILL: ("Skill", ("course", "course name", "module", "competency", "training", "title")),
    DAY: ("Day", ("date", "completed on", "completion date", "date completed", "took place on")),
    CHECK: ("Check passed", ("passed", "result", "status", "outcome", "assessment", "check")),
    KIND: ("Kind", ("type", "method", "delivery")),
    EXTENT: ("Whole or refresh", ("extent", "refresh", "whole", "level")),
    OBSERVER: ("Who was there", ("observer", "observed by", "assessor", "trainer", "who was there staff number")),
}
LABELS = {key: label for key, (label, _also) in NAMES.items()}
NEEDED = (STAFF, SKILL, DAY, CHECK)
YES = frozenset({"yes", "y", "true", "1", "passed", "pass", "completed", "complete", "competent"})
NO = frozenset(
    {"no", "n", "false", "0", "failed", "fail", "notpassed", "incomplete", "notcompleted", "notcompetent", "none"}
)
WHOLE, REFRESH = (
    frozenset({"", "whole", "full", "new", "initial"}),
    frozenset({"refresh", "refresher", "renewal", "update"}),
)
KINDS = {plain(name): kind for kind in EvidenceKind for name in (kind.value, kind.label)} | {
    "online": EvidenceKind.E_LEARNING, "observation": EvidenceKind.OBSERVED,
}  # fmt: skip


def recognise(header: Sequence[str], saved: Mapping[str, str] | None = None) -> list[str]:
    """For each heading the key of its column, as it was chosen last time or else by its name; "" when it means nothing."""
    return uploaded_columns.recognise(by_heading(NAMES), NAMES, header, saved)


def what_is_missing(keys: Sequence[str]) -> str:
    """What a file cannot do without, as a sentence; empty when it has all of that."""
    lacking = [LABELS[key] for key in NEEDED if key not in keys]
    return f"No column holds: {', '.join(lacking)}. Choose which one does, or add it to the file." if lacking else ""


def kind_of(cell: str) -> EvidenceKind:
    """What a learning system knows is e-learning, unless its cell says something else.

    :raises CellIsWrong: when it says none of the four
    """
    if not cell.strip():
        return EvidenceKind.E_LEARNING
    if found := KINDS.get(plain(cell)):
        return found
    raise CellIsWrong(f"“{short(cell)}” is no kind. Write e-learning, role-play, coaching or observed practice.")


def is_passed(cell: str) -> bool:
    """:raises CellIsWrong: when it says neither"""
    said = plain(cell)
    if said in YES:
        return True
    if said in NO:
        return False
    raise CellIsWrong(f"“{short(cell)}” does not say whether a check was passed. Write yes or no.")


def is_refresh(cell: str) -> bool:
    """:raises CellIsWrong: when it says neither"""
    said = plain(cell)
    if said in WHOLE:
        return False
    if said in REFRESH:
        return True
    raise CellIsWrong(f"“{short(cell)}” is neither. Write whole or refresh, or leave it empty for the whole.")
