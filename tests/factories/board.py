"""Board papers that came by the commands, for the tests."""

import uuid
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from governance.board import commands
from governance.measures.shown import ORGANISATION
from governance.models import BoardCaveat, BoardPaper
from tests.governance.measures.conftest import store
from workforce_assurance.common.dates import month_start

from .supervision import NOON

STEADY = [(80, 100), (82, 100), (79, 100), (81, 100)] * 9
# The last month is far below what is usual.
DROPPED = [*STEADY[:-1], (40, 100)]


def last_month(now: Any) -> date:
    """One that is settled by now, whatever the day of the month."""
    return month_start(now.date()) - relativedelta(months=2)


def measured(team: Any, cells: Any = STEADY, *, key: str = "supervision.on_time", now: Any = NOON) -> None:
    store(key, team, cells, last=last_month(now), now=now)


def drafted(by: Any, *, place: Any = ORGANISATION, months: int = 3, now: Any = NOON) -> BoardPaper:
    last = last_month(now)
    wanted = commands.Wanted(place, last - relativedelta(months=months - 1), last)
    return commands.draft_paper(wanted=wanted, once=uuid.uuid4(), by=by, now=now)


def caveat(paper: BoardPaper, words: str = "The autumn import came late.", *, now: Any = NOON) -> BoardCaveat:
    return commands.write_caveat(paper=paper, measure="supervision.on_time", words=words, by=paper.drafted_by, now=now)


def issued(by: Any, *readers: Any, now: Any = NOON, **more: Any) -> BoardPaper:
    """Drafted, with a caveat, and issued to them."""
    paper = drafted(by, now=now, **more)
    caveat(paper, now=now)
    commands.choose_readers(paper=paper, readers=readers or [by], by=by, now=now)
    commands.issue_paper(paper=paper, by=by, now=now)
    return BoardPaper.objects.select_related("service", "drafted_by", "issued_by", "replaced_by").get(pk=paper.pk)
