"""The page of oversight: counts that lead to their lists, in the same number of queries whatever they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.urls import reverse

from workforce_assurance.common.dates import month_start, next_month
from workforce_assurance.people import queries as people

from . import cancelling, coverage, supervisors
from .completion import count_of_workers
from .completion_page import SUPPRESSED, count_words, interval_words, percent_words
from .words import counted

MONTHS_OF_A_SHARE = 12


@dataclass(frozen=True)
class Line:
    """One thing to see to: what, how it stands, where its list is."""

    label: str
    status: str
    tone: str
    detail: str
    url: str = ""


def page(viewer: Any, *, now: datetime, zone: ZoneInfo, today: date) -> dict[str, Any]:
    """The lines that concern this viewer."""
    lines = [*_coverage(viewer, today)]
    if viewer.has_perm("supervision.see_spans"):
        lines += _supervisors(viewer, now, today)
    if viewer.has_perm("supervision.see_cancelling"):
        lines.append(_cancelling(viewer, now, today))
    share = share_of_supervisors(viewer, today=today, zone=zone) if viewer.has_perm("supervision.see_spans") else None
    return {"lines": lines, "share": share}


def largest_span() -> int:
    return people.organisation().largest_span


def share_of_supervisors(viewer: Any, *, today: date, zone: ZoneInfo) -> dict[str, str]:
    """Of the sessions that were due to those who supervise, how many were held on time, over the last 12 months."""
    end = next_month(today)
    theirs = supervisors.supervisors_of(viewer, on=today).values_list("pk", flat=True)
    found = count_of_workers(
        workers=list(theirs), first=month_start(end - relativedelta(months=MONTHS_OF_A_SHARE)), end=end, today=today,
        zone=zone,
    )  # fmt: skip
    if 0 < found.due < people.organisation().smallest_group:
        return {"percent": SUPPRESSED}
    counts = f"{count_words(found)} sessions; {interval_words(found.proportion)}" if found.due else ""
    return {"percent": percent_words(found.proportion), "counts": counts, "late": str(found.late)}


def _coverage(viewer: Any, today: date) -> list[Line]:
    found = coverage.counts(viewer, on=today)
    url = reverse("supervision:coverage")
    of = f"Of {counted(found.workers, 'worker')} in post"
    return [
        _line("Workers without a supervisor", found.without_supervisor, of, f"{url}?missing=supervisor"),
        _line("Workers reached by no cadence policy", found.without_policy, of, f"{url}?missing=policy"),
    ]


def _supervisors(viewer: Any, now: datetime, today: date) -> list[Line]:
    largest = largest_span()
    found = supervisors.counts(viewer, on=today, largest=largest, now=now)
    url = reverse("supervision:supervisors")
    of = f"Of {counted(found.supervisors, 'supervisor')}"
    return [
        _line(f"Supervisors with more than {counted(largest, 'worker')}", found.above, of, f"{url}?shown=above"),
        _line("Supervisors without supervision of their own", found.alone, of, f"{url}?shown=alone"),
        _line("Supervisors whose own session is past its date", found.late, of, f"{url}?shown=late"),
    ]


def _cancelling(viewer: Any, now: datetime, today: date) -> Line:
    number = cancelling.repeated(viewer, on=today, now=now).count()
    detail = f"By the same side, {cancelling.OFTEN} times or more in {cancelling.WITHIN.days} days"
    return _line("Sessions that are cancelled again and again", number, detail, reverse("supervision:cancelling"))


def _line(label: str, number: int, detail: str, url: str) -> Line:
    if not number:
        return Line(label, "None", "done", detail, url)
    return Line(label, str(number), "due_soon", detail, url)
