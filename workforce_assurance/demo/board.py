"""Board papers, by the product's own commands: one of the organisation that a newer one replaced, and a draft of a service."""

from __future__ import annotations

import random
import uuid
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from governance.board import commands
from governance.measures.shown import ORGANISATION, Place
from governance.models import BoardPaper
from workforce_assurance.common.dates import local_day, month_start
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person, Service
from workforce_assurance.people.queries import holders_of

from .staff import SEED, ZONE

CAVEATS = (
    ("supervision.on_time", "Two teams changed their manager in the period; part of the dip is handover."),
    ("", "Figures of contacts come from another system and are two months behind."),
)


def write_papers(*, now: datetime) -> int:
    """How many there are."""
    today = local_day(now, ZONE)
    lead = holders_of(Role.GOVERNANCE_LEAD, on=today).filter(role_grants__service=None).order_by("full_name").first()
    if lead is None:
        return 0
    rng = random.Random(f"{SEED} board papers")  # noqa: S311
    month = month_start(today) - relativedelta(months=1)
    readers = list(Person.objects.filter(pk__in=Service.objects.exclude(lead=None).values("lead")).order_by("pk"))
    for last in (month - relativedelta(months=3), month):
        paper = _drafted(ORGANISATION, last, lead, rng, now)
        for measure, words in CAVEATS:
            commands.write_caveat(paper=paper, measure=measure, words=words, by=lead, now=now)
        commands.choose_readers(paper=paper, readers=readers, by=lead, now=now)
        commands.issue_paper(paper=paper, by=lead, now=now)
    service = Service.objects.order_by("name")[0]
    _drafted(Place("service", service.pk), month, lead, rng, now)
    return BoardPaper.objects.count()


def _drafted(place: Place, last: Any, lead: Person, rng: random.Random, now: datetime) -> BoardPaper:
    wanted = commands.Wanted(place, last - relativedelta(months=2), last)
    return commands.draft_paper(wanted=wanted, once=uuid.UUID(int=rng.getrandbits(128)), by=lead, now=now)
