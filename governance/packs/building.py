"""Building a pack: its tables, its PDF and its zip. The same stored values give the same bytes, whenever it is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from workforce_assurance.common.csv_cells import BYTE_ORDER_MARK, to_csv
from workforce_assurance.people import queries as people
from workforce_assurance.rendering.press import print_pdf

from ..models import EvidencePack
from . import crosswalk, gaps, listed, printing, tables
from .check_pack import MANIFEST, SEAL, digest, seal_pack
from .enums import Naming, Part
from .scope import Scope, scope_of, staff_of

PDF, READ_ME = "evidence-pack.pdf", "README.txt"
# Besides its parts: what is missing, the PDF, and the seal.
MORE_STEPS = 3
# How it is told how many steps are done; may stop the work by raising.
Step = Callable[[int], None]


@dataclass(frozen=True)
class Built:
    """A pack as it is kept."""

    content: bytes
    seal: str
    pdf: bytes
    pages: int


def steps_of(parts: list[str]) -> int:
    return len(parts) + MORE_STEPS


def build(pack: EvidencePack, *, step: Step) -> Built:
    """:raises NotMade: when its PDF cannot be made"""
    scope = scope_of(pack)
    paper = gather(pack, scope, step)
    files = {f"{one.name}.csv": _csv(one) for one in paper.tables}
    printed = print_pdf(printing.html(paper, {name: digest(content) for name, content in sorted(files.items())}))
    step(len(pack.parts) + 2)
    files |= {PDF: printed.content, READ_ME: _read_me(pack).encode()}
    content, seal = seal_pack(facts(pack, scope, paper.made_by), files)
    return Built(content, seal, printed.content, printed.pages)


def gather(pack: EvidencePack, scope: Scope, step: Step) -> printing.Paper:
    """Everything that a pack says."""
    parts, done = pack.parts, iter(range(1, steps_of(pack.parts)))
    charts = tables.charts(scope) if {Part.MEASURES, Part.CROSSWALK} & set(parts) else []
    found: list[tables.Table] = []
    answered: list[crosswalk.Answered] = []
    for part in (one for one in Part if one in parts):
        if part == Part.CROSSWALK:
            answered = crosswalk.answers(scope, charts)
            found.append(crosswalk.table(answered))
        else:
            found += TABLES[part](scope, charts)
        step(next(done))
    missing = gaps.gaps(scope, parts, charts if Part.MEASURES in parts else [], answered)
    found.append(gaps.table(missing))
    step(next(done))
    return printing.Paper(
        pack=pack, scope=scope, organisation=people.organisation().name or "Workforce Assurance",
        made_by=staff_of(scope, [])[scope.maker.pk], tables=tuple(found),
        charts=tuple(charts) if Part.MEASURES in parts else (), answered=tuple(answered), gaps=tuple(missing),
    )  # fmt: skip


TABLES: Mapping[str, Callable[[Scope, Any], list[tables.Table]]] = {
    Part.MEASURES: lambda scope, charts: [tables.definitions(charts), tables.values(scope)],
    Part.SIGNALS: lambda scope, _charts: [tables.signals(scope)],
    Part.ACTIONS: lambda scope, _charts: [listed.actions(scope)],
    Part.ESCALATIONS: lambda scope, _charts: [listed.escalations(scope)],
    Part.AUDITS: lambda scope, _charts: [listed.audits(scope)],
    Part.MEETINGS: lambda scope, _charts: [listed.meetings(scope)],
}


def facts(pack: EvidencePack, scope: Scope, made_by: str) -> dict[str, Any]:
    """What the manifest says of the pack: nothing of when or where it was put together."""
    return {
        "reference": pack.reference,
        "organisation": people.organisation().name,
        "place": scope.name,
        "first_month": f"{scope.first_month:%Y-%m}",
        "last_month": f"{scope.last_month:%Y-%m}",
        "as_of": scope.as_of.astimezone(UTC).isoformat(timespec="seconds"),
        "parts": [part.value for part in Part if part in pack.parts],
        "staff": Naming(pack.naming).label,
        "smallest_number_shown": scope.smallest,
        "made_by": made_by,
    }


def _csv(table: tables.Table) -> bytes:
    return (BYTE_ORDER_MARK + to_csv(table.header, table.rows)).encode()


def _read_me(pack: EvidencePack) -> str:
    return (
        f"Evidence pack {pack.reference}\n\n"
        f"{PDF} is to be read; the .csv files hold the tables whole. {MANIFEST} lists every file with its SHA-256,\n"
        f"and {SEAL} holds that of the manifest itself, which is the seal of this pack.\n\n"
        "To check that nothing was changed, give the zip as you received it to the page /verify/ of the organisation that\n"
        "made it, or run the program that is offered there: python check_pack.py PACK.zip --seal SEAL. It needs Python and\n"
        "nothing else. Ask for the seal by another route than the pack: somebody who makes all hashes anew gets another seal.\n"
    )
