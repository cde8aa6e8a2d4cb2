"""Standings and needs as pages say them: words with a tone that has a shape, never a colour alone. Pure."""

from __future__ import annotations

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import counted, long_day

from .enums import EvidenceKind, State
from .standing import Need, Standing

TONES = {
    State.COMPETENT: "done",
    State.RUNS_OUT: "due_soon",
    State.RAN_OUT: "past_date",
    State.NOT_YET: "",
}
NOT_ASKED = "Not asked for"


def said(stands: Standing | None) -> str:
    """ "Competent until Mon 14 Nov 2027", "Not yet"."""
    if stands is None:
        return NOT_ASKED
    if stands.until is None:
        return State.NOT_YET.label
    word = {State.COMPETENT: "Competent until", State.RUNS_OUT: "Runs out", State.RAN_OUT: "Ran out"}[stands.state]
    return f"{word} {long_day(stands.until)}"


def cell(stands: Standing | None) -> Cell:
    return Cell(NOT_ASKED) if stands is None else Cell(said(stands), tone=TONES[stands.state])


def kinds_said(stands: Standing | None) -> str:
    """What each kind that is needed comes to, in one line."""
    if stands is None:
        return ""
    return "; ".join(
        f"{EvidenceKind(kind).label}: {f'until {long_day(until)}' if until else 'not there yet'}"
        for kind, until in stands.by_kind
    )


def need_said(need: Need) -> str:
    """How a kind of evidence is kept up, as a sentence."""
    lasts = f"Lasts {counted(need.lasts_months, 'month')}"
    if need.whole_every_months is None:
        kept = f"{lasts}, then the whole of it again."
    else:
        late = f", up to {counted(need.late_days, 'day')} late" if need.late_days else ""
        whole = counted(need.whole_every_months, "month")
        kept = f"{lasts}. A refresh with its check passed renews it{late}; the whole of it every {whole}."
    return kept if need.needs_check else f"{kept} The whole counts without a check."
