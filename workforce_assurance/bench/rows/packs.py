"""An evidence pack of 40 teams over 36 months beside WeasyPrint alone; its memory; and a form that is saved while ten are made."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import tracemalloc
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

from governance.measures.commands import MONTHS
from governance.measures.shown import ORGANISATION
from governance.models import EvidencePack
from governance.packs import printing
from governance.packs.building import build, gather
from governance.packs.commands import Wanted, ask_for_pack
from governance.packs.enums import Naming, Part
from governance.packs.scope import scope_of
from workforce_assurance.common.dates import month_start
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import RoleGrant
from workforce_assurance.rendering.press import ASSETS

from ..figures import Figure, Spent, middle, p95, timed
from ..population import Population, add_sessions
from ..processes import celery_worker, mail_server
from ..visitor import Visitor
from . import Setting
from .dashboard import measured_teams
from .pages import AS_MEASURED, Autosave, started_record

MOST_EACH = 3
PATIENCE = 600.0
# What WeasyPrint's own documentation says to do with a page.
ALONE = """
import sys, weasyprint
html = weasyprint.HTML(string=sys.stdin.read(), base_url=sys.argv[1])
sys.stdout.buffer.write(html.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))
"""


def packing(setting: Setting) -> Iterator[Figure]:
    """One pack whole, from asking to its bytes, and what ten of them do to whoever types."""
    with setting.scratch.fresh("packs"):
        people = measured_teams(setting, setting.sizes.pack_teams)
        pack = _asked(setting, people.governance)
        yield from _alone(setting, pack)
    yield _beside(setting)


def _asked(setting: Setting, by: Any) -> EvidencePack:
    last = month_start(setting.now.date()) - relativedelta(months=1)
    parts = [part.value for part in Part]
    wanted = Wanted(ORGANISATION, last - relativedelta(months=MONTHS - 1), last, parts, Naming.CODES)
    return ask_for_pack(wanted=wanted, once=uuid.uuid4(), by=by, now=setting.now)


def _alone(setting: Setting, pack: EvidencePack) -> Iterator[Figure]:
    html = printing.html(gather(pack, scope_of(pack), _nothing), {"a.csv": "0" * 64})
    ours: list[Spent] = []
    floors: list[Spent] = []
    for _ in range(setting.sizes.rounds):
        floors.append(timed(lambda: _printed_alone(html)))
        ours.append(timed(lambda: build(pack, step=_nothing)))
    own, floor = middle(ours), middle(floors)
    built, task = _memory(pack)
    press = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    what = f"{setting.sizes.pack_teams} teams over {MONTHS} months"
    told = f"{built.pages} pages, {len(built.content) / 1e6:.1f} MB"
    yield Figure(
        "pack", f"pack of {what} beside WeasyPrint alone", own.wall * 1000, "ms", 1.2, floor.wall * 1000, note=told
    )
    yield Figure("pack_time", f"pack of {what}, whole", own.wall, "s", 60)
    note = f"{task:.0f} MB of the task, {press:.0f} MB of the process that prints it or of WeasyPrint alone"
    yield Figure("pack_memory", "most memory that both hold at once", task + press, "MB", 400, note=note)


def _nothing(_done: int) -> None:
    """Nobody watches how far it is."""


def _printed_alone(html: str) -> None:
    command = [sys.executable, "-c", ALONE, f"{ASSETS.as_uri()}/"]
    subprocess.run(command, input=html.encode(), capture_output=True, check=True)


def _memory(pack: EvidencePack) -> tuple[Any, float]:
    tracemalloc.start()
    built = build(pack, step=_nothing)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return built, peak / 2**20


def _beside(setting: Setting) -> Figure:
    """A draft is saved ten times a second while a real worker makes ten packs."""
    wanted = setting.sizes.packs
    title = f"form save, p95, while a worker makes {wanted} packs"
    with setting.scratch.fresh("packs_beside") as database, override_settings(**AS_MEASURED), mail_server() as mail:
        people = measured_teams(setting, setting.sizes.pack_teams)
        autosave = _autosave(setting, people)
        autosave.save()
        with celery_worker(database=database, broker_url=setting.broker_url, mail=mail):
            for number, by in enumerate(_askers(people, wanted)):
                for _ in range(min(MOST_EACH, wanted - number * MOST_EACH)):
                    _asked(setting, by)
            saved = list(_saved_meanwhile(autosave))
        made = EvidencePack.objects.filter(state="ready").count()
    if made < wanted:
        return Figure("pack_beside", title, None, "ms", 1000, note=f"only {made} were made")
    return Figure("pack_beside", title, p95(saved) * 1000, "ms", 1000, note=f"{len(saved)} saves, {made} packs made")


def _saved_meanwhile(autosave: Autosave) -> Iterator[float]:
    deadline = time.monotonic() + PATIENCE
    while EvidencePack.objects.to_come().exists() and time.monotonic() < deadline:
        yield timed(autosave.save).wall
        time.sleep(0.1)


def _autosave(setting: Setting, people: Population) -> Autosave:
    due_at = setting.now + timedelta(days=3)
    add_sessions(
        people, each=1, due_at=due_at, missed_after=due_at + timedelta(days=7), next_check=due_at - timedelta(days=2)
    )
    return Autosave(Visitor(get_wsgi_application(), people.supervisors[0]), started_record(setting, people))


def _askers(people: Population, wanted: int) -> list[Any]:
    """As many as it takes: nobody waits for more than three packs."""
    more = [*people.managers, *people.supervisors][: wanted // MOST_EACH]
    RoleGrant.objects.bulk_create(RoleGrant(person=one, role=Role.GOVERNANCE_LEAD) for one in more)
    return [people.governance, *more]
