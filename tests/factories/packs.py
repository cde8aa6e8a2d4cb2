"""Evidence packs that came by the commands, for the tests."""

import uuid
from datetime import date
from typing import Any

from governance.measures.shown import ORGANISATION, Place
from governance.models import EvidencePack
from governance.packs.commands import Wanted, ask_for_pack, make_waiting
from governance.packs.enums import Part

from .supervision import NOON


def wanted(**more: Any) -> Wanted:
    said = {
        "place": ORGANISATION, "first_month": date(2026, 3, 1), "last_month": date(2027, 2, 1), "parts": list(Part.values),
        "naming": "codes",
    }  # fmt: skip
    return Wanted(**said | more)


def asked(by: Any, *, now: Any = NOON, **more: Any) -> EvidencePack:
    return ask_for_pack(wanted=wanted(**more), once=uuid.uuid4(), by=by, now=now)


def made(by: Any, *, now: Any = NOON, **more: Any) -> EvidencePack:
    """Asked for and made."""
    pack = asked(by, now=now, **more)
    make_waiting(clock=lambda: now)
    return EvidencePack.objects.get(pk=pack.pk)


def team_place(team: Any) -> Place:
    return Place("team", team.pk)
