"""What the records of one worker show over time to each of their two people: drift signs, and the restorative share."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.structured_templates.enums import QuestionKind
from workforce_assurance.structured_templates.over_time import Finished, finished_records_of

from .charts import Chart, Line, chart
from .models import Session
from .records import PURPOSE
from .restorative import IN_A_ROW, Share, is_near_zero, share_of
from .words import counted, long_day

# Two years of sessions every four weeks.
MOST = 26
# Ticked to say that none was noted: no sign.
NO_SIGN = "none"
VIEWS = ("worker", "supervisor")
SEEN_BY = {
    frozenset(VIEWS): "Both",
    frozenset({"worker"}): "Worker",
    frozenset({"supervisor"}): "Supervisor",
    frozenset(): "",
}


@dataclass(frozen=True)
class Noted:
    """One record: when the session was, which signs were seen by whom, and how much was restorative."""

    day: date
    url: str
    signs: dict[str, frozenset[str]]
    share: Share

    def number(self, view: str) -> int:
        return sum(view in views for views in self.signs.values())


@dataclass(frozen=True)
class SignsRow:
    """One line of the table of signs."""

    when: str
    url: str
    cells: list[dict[str, str]]

    @property
    def is_empty(self) -> bool:
        return not any(cell["words"] for cell in self.cells)


@dataclass(frozen=True)
class ShareRow:
    when: str
    url: str
    share: str
    of: str


def page(worker: Any, viewer: Any, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page shows of the records whose party the viewer is."""
    found = finished_records_of(worker, purpose=PURPOSE, viewer=viewer, most=MOST)
    days = _days([record.subject_id for record in found], zone)
    labels = _labels(found)
    noted = [_noted(record, days.get(record.subject_id) or local_day(record.finished_at, zone)) for record in found]
    seen = [code for code in labels if any(code in one.signs for one in noted)]
    return {
        "number": len(noted),
        "signs": [labels[code] for code in seen],
        "never": [label for code, label in labels.items() if code not in seen],
        "signs_rows": [_signs_row(one, seen, labels) for one in reversed(noted)],
        "signs_chart": _signs_chart(noted) if seen else None,
        "signs_words": _signs_words(noted),
        "share_rows": [_share_row(one) for one in reversed(noted)],
        "share_chart": _share_chart(noted),
        "share_words": _share_words(noted),
        "is_near_zero": is_near_zero([one.share for one in noted]),
        "in_a_row": IN_A_ROW,
    }


def _days(sessions: list[uuid.UUID], zone: ZoneInfo) -> dict[uuid.UUID, date]:
    rows = Session.objects.filter(pk__in=sessions).values_list("pk", "held_at", "planned_at")
    return {key: local_day(held_at or planned_at, zone) for key, held_at, planned_at in rows}


def _labels(found: list[Finished]) -> dict[str, str]:
    """The signs that were offered, as the latest record that offered each calls it."""
    labels: dict[str, str] = {}
    for record in reversed(found):
        for one in record.answered:
            if one.asked.kind == QuestionKind.DRIFT_SIGNS:
                labels = {option.code: option.label for option in one.asked.options} | labels
    return {code: label for code, label in labels.items() if code != NO_SIGN}


def _noted(record: Finished, day: date) -> Noted:
    views: dict[str, set[str]] = {}
    for one in record.answered:
        if one.asked.kind == QuestionKind.DRIFT_SIGNS:
            for view in VIEWS:
                for code in (one.coded or {}).get(view, []):
                    views.setdefault(code, set()).add(view)
    views.pop(NO_SIGN, None)
    signs = {code: frozenset(by) for code, by in views.items()}
    share = share_of(one.asked.functions for one in record.answered)
    return Noted(day, reverse("record_read", args=[record.response_id]), signs, share)


def _signs_row(one: Noted, seen: list[str], labels: dict[str, str]) -> SignsRow:
    cells = [{"label": labels[code], "words": SEEN_BY[one.signs.get(code, frozenset())]} for code in seen]
    return SignsRow(long_day(one.day), one.url, cells)


def _signs_chart(noted: list[Noted]) -> Chart:
    lines = [
        Line("worker", "In the worker's view", [one.number("worker") for one in noted]),
        Line("supervisor", "In the supervisor's view", [one.number("supervisor") for one in noted]),
    ]
    return chart([long_day(one.day) for one in noted], lines, top=3)


def _signs_words(noted: list[Noted]) -> str:
    """ "On Mon 1 Mar 2027, 2 signs in the worker's view and 1 sign in the supervisor's." """
    if not noted:
        return ""
    last = noted[-1]
    worker, supervisor = counted(last.number("worker"), "sign"), counted(last.number("supervisor"), "sign")
    return f"Last time, on {long_day(last.day)}: {worker} in the worker's view, {supervisor} in the supervisor's."


def _share_row(one: Noted) -> ShareRow:
    if one.share.percent is None:
        return ShareRow(long_day(one.day), one.url, "Cannot be said", "No answered question names a function")
    return ShareRow(
        long_day(one.day), one.url, f"{one.share.percent} %", f"of {counted(one.share.answered, 'answered question')}"
    )


def _share_chart(noted: list[Noted]) -> Chart | None:
    numbers = [one.share.percent for one in noted]
    if all(number is None for number in numbers):
        return None
    line = Line("share", "Restorative, in per cent", numbers)
    return chart([long_day(one.day) for one in noted], [line], top=100, unit=" %")


def _share_words(noted: list[Noted]) -> str:
    known = [one for one in noted if one.share.percent is not None]
    if not known:
        return ""
    return f"Last time, on {long_day(known[-1].day)}: {known[-1].share.percent} % of what was answered."
