"""Inspector access that came by the commands, into packs that were sealed without a press, for the tests."""

import uuid
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator

from governance.inspections import commands
from governance.models import EvidencePack, Inspection, InspectionItem, PackContent
from governance.packs.check_pack import digest, seal_pack
from workforce_assurance.common.csv_cells import BYTE_ORDER_MARK, to_csv

from .packs import asked as asked_pack
from .supervision import NOON

DAY = timedelta(days=1)
VALUES = [
    ("supervision.on_time", "Organisation", "2027-02", "82.0"),
    ("supervision.on_time", "=1+1", "2027-03", "81.0"),
]


def sealed_pack(by: Any, *, now: Any = NOON, rows: Any = VALUES) -> EvidencePack:
    """Ready, with two tables and no PDF to speak of."""
    pack = asked_pack(by, now=now)
    header = ("measure", "place", "month", "value")
    files = {
        "values.csv": (BYTE_ORDER_MARK + to_csv(header, rows)).encode(),
        "gaps.csv": (BYTE_ORDER_MARK + to_csv(("kind", "about", "what is missing"), [])).encode(),
        "evidence-pack.pdf": b"%PDF-1.7",
    }
    content, seal = seal_pack({"reference": pack.reference, "made_by": "Governance lead 1"}, files)
    made = {
        "seal": seal,
        "sha256": digest(content),
        "pdf_sha256": digest(b"%PDF-1.7"),
        "size": len(content),
        "pages": 1,
    }
    EvidencePack.objects.filter(pk=pack.pk).update(state="ready", ended_at=now, **made)
    pack.refresh_from_db()
    PackContent.objects.create(pack=pack, content=content)
    return pack


def wanted(pack: Any, *, audit: Any = None, days: int = 7, now: Any = NOON, **more: Any) -> commands.Wanted:
    said = {"full_name": "Ines Pector", "email": "ines@regulator.example", "body": "The regulator"} | more
    return commands.Wanted(**said, pack=pack, audit=audit, closes_at=now + days * DAY)


def given(by: Any, *, pack: Any = None, second_step: bool = True, now: Any = NOON, **more: Any) -> Inspection:
    """Open from now on, to somebody whose account asks for a second step."""
    pack = pack or sealed_pack(by, now=now)
    found = commands.give_access(wanted=wanted(pack, now=now, **more), once=uuid.uuid4(), by=by, now=now)
    if second_step:
        Authenticator.objects.get_or_create(user=found.inspector, type=Authenticator.Type.TOTP, defaults={"data": {}})
    return found


def asked(inspection: Inspection, words: str = "The rota of May", *, now: Any = NOON) -> InspectionItem:
    return commands.ask_for_item(inspection=inspection, words=words, by=inspection.inspector, now=now)
