"""Complaints that came by the commands, for the tests."""

import uuid
from datetime import timedelta
from typing import Any

from governance.complaints import commands
from governance.complaints.enums import ACCOUNT_PURPOSE, ANSWER_PURPOSE, AboutHead, CameBy, Finding, MadeBy
from governance.complaints.shipped import ship
from governance.models import Complaint, ComplaintPolicy
from workforce_assurance.action_log.shipped import ship as ship_themes
from workforce_assurance.people.queries import today

from .boundaries import answer as write
from .supervision import NOON

DAY = timedelta(days=1)
WORD = "quinquereme"


def facts(team: Any, **changes: Any) -> commands.Facts:
    said = {"team": team, "theme": "waiting", "made_by": MadeBy.PERSON, "came_by": CameBy.PHONE, **changes}
    return commands.Facts(**said)


def received(
    team: Any,
    by: Any,
    *,
    now: Any = NOON,
    received_on: Any = None,
    about_head: AboutHead = AboutHead.NEITHER,
    source: Any = None,
    once: Any = None,
    **changes: Any,
) -> Complaint:
    """On that day, about waiting, by telephone, of somebody whom the service serves."""
    if not ComplaintPolicy.objects.exists():
        ship_themes(now)
        ship(now)
    wanted = commands.Received(facts(team, **changes), received_on or today(now=now), about_head, source)
    return commands.record_complaint(received=wanted, once=once or uuid.uuid4(), by=by, now=now)


def write_account(complaint: Complaint, *, word: str = "", now: Any = NOON) -> None:
    write(ACCOUNT_PURPOSE, complaint.pk, by=complaint.recorded_by, word=word, now=now)


def write_answer(complaint: Complaint, *, word: str = "", but: tuple[str, ...] = (), now: Any = NOON) -> None:
    handling = complaint.handlings.current().select_related("handler").get()
    write(ANSWER_PURPOSE, handling.pk, by=handling.handler, word=word, but=but, now=now)


def acknowledged(complaint: Complaint, *, now: Any = NOON) -> Complaint:
    handler = complaint.handlings.current().select_related("handler").get().handler
    return commands.acknowledge_complaint(complaint=complaint, day=today(now=now), by=handler, now=now)


def answered(
    complaint: Complaint, *, found: Finding = Finding.UPHELD, now: Any = NOON, day: Any = None, word: str = ""
) -> Complaint:
    """By whoever handles it, with everything that is needed written."""
    handler = complaint.handlings.current().select_related("handler").get().handler
    write_answer(complaint, word=word, now=now)
    day = day or today(now=now)
    return commands.answer_complaint(complaint=complaint, found=found, day=day, by=handler, now=now)
