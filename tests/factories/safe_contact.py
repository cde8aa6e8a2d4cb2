"""What teams do for safe contact and whom they call, by the commands."""

import uuid
from datetime import time, timedelta
from typing import Any

from boundaries.models import SafeContactProtocol, ThreatRoute
from boundaries.safe_contact import commands
from boundaries.safe_contact.enums import Place, SafeAction

from .supervision import NOON


def in_use(team: Any, by: Any, *, now: Any = NOON, **changes: Any) -> SafeContactProtocol:
    said = {
        "team": team, "case_reference": "HB-2041", "actions": [SafeAction.IN_TWOS, SafeAction.ASK_FIRST],
        "ends_on": (now + timedelta(days=56)).date(), **changes,
    }  # fmt: skip
    return commands.set_protocol(agreed=commands.Agreed(**said), once=uuid.uuid4(), by=by, now=now)


def route(by: Any, *, now: Any = NOON, known: ThreatRoute | None = None, **changes: Any) -> ThreatRoute:
    said = {
        "place": Place.OUT, "service": None, "who": "On-call manager", "phone": "020 7946 0000", "days": range(7),
        "opens": time(17), "closes": time(9), **changes,
    }  # fmt: skip
    return commands.change_route(route=known, told=commands.Told(**said), once=uuid.uuid4(), by=by, now=now)
