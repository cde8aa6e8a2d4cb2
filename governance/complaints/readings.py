"""Who has read what is said in a complaint, in words, for those who may read it; made of the trail."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.audit.queries import reads_of
from workforce_assurance.common.dates import in_words, local_day
from workforce_assurance.structured_templates.queries import response_for

from ..models import Complaint
from .enums import ACCOUNT_PURPOSE

# The latest; what is talked about for weeks is looked at often.
SHOWN = 100


def readings_of(complaint: Complaint, zone: ZoneInfo) -> list[dict[str, str]]:
    """One line for each person and day, the latest first."""
    response = response_for(ACCOUNT_PURPOSE, complaint.pk)
    found: dict[tuple[Any, Any], Any] = {}
    for read in reads_of("response", response.pk)[:SHOWN] if response else ():
        found.setdefault((local_day(read.at, zone), read.actor_id), read)
    return [{"when": in_words(read.at, zone), "text": f"{read.actor} read it."} for read in found.values()]
