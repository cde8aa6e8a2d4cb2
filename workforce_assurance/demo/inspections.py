"""Inspector access, by the product's own commands: one that was ended with what was looked at, and one that is open."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.auth.hashers import make_password

from governance.inspections import commands
from governance.inspections.scope import units_under
from governance.measures.shown import ORGANISATION
from governance.models import Audit, EvidencePack, Inspection, PackContent
from governance.packs.building import build
from governance.packs.check_pack import digest
from governance.packs.commands import Wanted, ask_for_pack
from governance.packs.enums import PackState, Part
from workforce_assurance.common.dates import local_day, month_start
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person
from workforce_assurance.people.queries import holders_of
from workforce_assurance.rendering.exceptions import NotMade

from .staff import SEED, ZONE

DAY = timedelta(days=1)
ENDED = ("Ines Pector", "ines.pector@regulator.example", "The regulator")
OPEN = ("Otto Bserver", "otto.bserver@council.example", "The council's commissioners")


def let_inspectors_in(*, now: datetime, password: str) -> int:
    """How many accesses there are; none where this machine cannot print the pack that they are about."""
    today = local_day(now, ZONE)
    lead = holders_of(Role.GOVERNANCE_LEAD, on=today).filter(role_grants__service=None).order_by("full_name").first()
    rng = random.Random(f"{SEED} inspectors")  # noqa: S311
    pack = _pack(lead, today, rng, now) if lead else None
    audit = Audit.objects.filter(of="supervision").order_by("pk").first()
    if pack is None or audit is None:
        return 0
    first = _give(ENDED, pack, audit, lead, rng, now)
    _look(first, now)
    commands.end_access(inspection=first, by=lead, now=now)
    second = _give(OPEN, pack, audit, lead, rng, now)
    commands.ask_for_item(
        inspection=second,
        words="The policy on lone working that was in force in the spring",
        by=second.inspector,
        now=now,
    )
    Person.objects.filter(is_guest=True).update(password=make_password(password))
    return Inspection.objects.count()


def _pack(lead: Any, today: Any, rng: random.Random, now: datetime) -> EvidencePack | None:
    last = month_start(today) - relativedelta(months=1)
    parts = [part.value for part in Part]
    wanted = Wanted(ORGANISATION, last - relativedelta(months=11), last, parts, "codes")
    pack = ask_for_pack(wanted=wanted, once=uuid.UUID(int=rng.getrandbits(128)), by=lead, now=now)
    try:
        built = build(pack, step=lambda _done: None)
    except NotMade:
        return None
    EvidencePack.objects.filter(pk=pack.pk).update(
        state=PackState.READY, ended_at=now, seal=built.seal, sha256=digest(built.content), pdf_sha256=digest(built.pdf),
        size=len(built.content), pages=built.pages, done=pack.steps,
    )  # fmt: skip
    PackContent.objects.create(pack=pack, content=built.content)
    pack.refresh_from_db()
    return pack


def _give(
    who: tuple[str, str, str], pack: EvidencePack, audit: Audit, lead: Any, rng: random.Random, at: datetime
) -> Any:
    name, email, body = who
    wanted = commands.Wanted(name, email, body, pack, audit, at + 14 * DAY)
    return commands.give_access(wanted=wanted, once=uuid.UUID(int=rng.getrandbits(128)), by=lead, now=at)


def _look(inspection: Inspection, now: datetime) -> None:
    said: dict[str, Any] = {"inspection": inspection, "by": inspection.inspector, "now": now}
    commands.open_access(**said)
    commands.read_table(pack=inspection.pack, name="values", **said)
    for unit in units_under(inspection)[:2]:
        commands.read_record(unit=unit, zone=ZONE, **said)
