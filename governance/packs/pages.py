"""What the pages of packs show, as cells and rows."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_instant

from ..measures import findings
from ..models import EvidencePack
from .commands import Wanted
from .enums import NamesBecause, Naming, PackState, Part
from .scope import Scope

COLUMNS = ("Pack", "Of", "Months", "Asked for", "By", "State")
TONES = {PackState.READY: "done", PackState.NOT_MADE: "due_soon", PackState.CANCELLED: "quiet"}


def listed(pack: EvidencePack, zone: ZoneInfo) -> list[Any]:
    return [
        Cell(pack.reference, url=reverse("governance:pack", args=[pack.pk]), look="reference"),
        place_words(pack),
        months_words(pack),
        long_instant(pack.asked_at, zone),
        pack.asked_by.full_name,
        Cell(PackState(pack.state).label, tone=TONES.get(PackState(pack.state), "info")),
    ]


def place_words(pack: EvidencePack) -> str:
    if pack.team:
        return f"{pack.team.name} ({pack.team.service.name})"
    return pack.service.name if pack.service else "Organisation"


def months_words(pack: EvidencePack | Wanted) -> str:
    return f"{findings.month_words(pack.first_month)} to {findings.month_words(pack.last_month)}"


def facts(pack: EvidencePack, zone: ZoneInfo) -> list[dict[str, str]]:
    """What a pack is; its seal once it is made."""
    rows = [
        ("Of", place_words(pack)),
        ("Months", months_words(pack)),
        ("As of", long_instant(pack.asked_at, zone)),
        ("Asked for by", pack.asked_by.full_name),
        *_chosen(pack.parts, pack.naming, pack.names_because),
    ]
    if pack.seal:
        rows += [("Size", f"{(pack.size or 0) / 1_000_000:.1f} MB, {pack.pages} pages"), ("Seal", pack.seal)]
    return [{"label": label, "value": value} for label, value in rows]


def planned(wanted: Wanted, scope: Scope) -> list[dict[str, str]]:
    """What a pack would be."""
    rows = [
        ("Of", scope.name),
        ("Months", months_words(wanted)),
        *_chosen(wanted.parts, wanted.naming, wanted.names_because),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _chosen(parts: list[str], naming: str, because: str) -> list[tuple[str, str]]:
    staff = str(Naming(naming).label) + (f": {NamesBecause(because).label}" if because else "")
    return [("In it", "; ".join(str(part.label) for part in Part if part in parts)), ("Staff appear", staff)]
