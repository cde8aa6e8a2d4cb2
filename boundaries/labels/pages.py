"""What the pages of the word list say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.proportions import Proportion
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import counted, long_day

from ..models import LabelContest, LabelListVersion, LabelTerm
from .enums import Answer, AnsweredBecause, Change, ContestedBecause, Standing
from .precision import LEAST_JUDGED, precisions

HEADINGS = ("Word", "What could be said instead", "Since", "State")
KINDS = {
    "character": "About a character",
    "compliance": "About doing as one is told",
    "doubt": "Doubt in what somebody says",
    "identity": "Somebody as their trouble",
    "threat": "Threats to take support away",
}
SHOWN = 100


def named(term: LabelTerm) -> str:
    """How a term is called on pages."""
    return "Support on a condition" if term.standing == Standing.THREAT else f"“{term.code}”"


def word_list(viewer: Any, *, zone: ZoneInfo) -> dict[str, Any]:
    """The list in force by kind, and how it came to be so."""
    version = LabelListVersion.objects.published().first()
    terms = list(version.terms.all()) if version else []
    contested = Counter(LabelContest.objects.waiting().values_list("code", flat=True))
    return {
        "version": version,
        "since": _day(version, zone) if version else "",
        "headings": HEADINGS,
        "kinds": [
            {"title": title, "rows": rows}
            for kind, title in KINDS.items()
            if (rows := [_row(one, contested[one.code]) for one in terms if one.category == kind])
        ],
        "history": history(zone=zone),
        "may_change": viewer.has_perm("boundaries.change_labels"),
        "waiting": sum(contested.values()),
    }


def _row(term: LabelTerm, contested: int) -> list[Any]:
    url = reverse("labels:term", args=[term.slug])
    detail = f"Contested by {contested}" if contested else ""
    return [Cell(named(term), url, detail=detail), term.alternative, long_day(term.since), _state(term)]


def _state(term: LabelTerm) -> Cell:
    if term.is_on:
        return Cell("On", tone="done")
    return Cell("Off", tone="", detail=AnsweredBecause(term.off_because).label)


def history(*, zone: ZoneInfo, code: str = "") -> list[dict[str, str]]:
    """How the list came to be as it is, the latest first; of one term, when its code is given."""
    rows = LabelListVersion.objects.exclude(published_at=None).select_related("published_by")
    if code:
        rows = rows.filter(changed_code__in=["", code])
    return [
        {"when": _day(one, zone), "text": _said(one), "detail": _by(one)} for one in rows.order_by("-number")[:SHOWN]
    ]


def _said(version: LabelListVersion) -> str:
    change = Change(version.change).label
    if version.change == Change.SHIPPED:
        return f"Version {version.number}. {change}."
    return f"Version {version.number}. {change}: “{version.changed_code}”. {AnsweredBecause(version.because).label}."


def _by(version: LabelListVersion) -> str:
    if version.published_by:
        return version.published_by.full_name
    return "" if version.change == Change.SHIPPED else "By itself"


def _day(version: LabelListVersion, zone: ZoneInfo) -> str:
    return long_day(local_day(version.published_at, zone)) if version.published_at else ""


def term(one: LabelTerm, viewer: Any, *, zone: ZoneInfo) -> dict[str, Any]:
    """One term: its wordings, who contests it in numbers, what the viewer contested, and its history."""
    waiting = list(LabelContest.objects.waiting().filter(code=one.code).values_list("because", flat=True))
    mine = LabelContest.objects.of(viewer).filter(code=one.code)[:SHOWN]
    return {
        "term": one,
        "title": named(one),
        "facts": [*_facts(one), {"label": "Pointed out rightly", "value": _precision(precisions([one])[one.code])}],
        "contested": _contested(waiting),
        "mine": [_mine(each, zone) for each in mine],
        "may_contest": not any(not each.answer for each in mine),
        "may_change": viewer.has_perm("boundaries.change_labels"),
        "history": history(zone=zone, code=one.code),
    }


def _facts(one: LabelTerm) -> list[dict[str, str]]:
    found = [
        ("State", "On" if one.is_on else f"Off. {AnsweredBecause(one.off_because).label}."),
        ("What could be said instead", one.alternative),
        ("How it stands in a sentence", Standing(one.standing).label),
        ("Since", f"{long_day(one.since)}, version {one.since_number}"),
    ]
    if one.standing != Standing.THREAT:
        found[2:2] = [
            ("Wordings", ", ".join(dict.fromkeys([*one.forms, *one.as_written]))),
            ("Left alone in", ", ".join(one.means_otherwise) or "No phrase of its own"),
        ]
    return [{"label": label, "value": value} for label, value in found]


def _precision(found: Proportion) -> str:
    if not found.denominator or found.interval is None:
        return "Nobody has judged it yet, as it is worded now."
    low, high = found.interval
    of = f"{found.numerator} of {found.denominator} judged ({low:.0f} to {high:.0f} %)."
    rest = LEAST_JUDGED - found.denominator
    return of if rest <= 0 else f"{of} {rest} more before it may switch itself off."


def _contested(reasons: Sequence[str]) -> list[str]:
    counts = Counter(reasons)
    return [
        f"{counted(number, 'person')}: {ContestedBecause(reason).label.lower()}".replace("1 persons", "1 person")
        for reason, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def _mine(each: LabelContest, zone: ZoneInfo) -> dict[str, str]:
    answer = (
        f"{Answer(each.answer).label}. {AnsweredBecause(each.answered_because).label}."
        if each.answer
        else "Not answered yet."
    )
    return {
        "when": long_day(local_day(each.contested_at, zone)),
        "text": f"You contested it: {ContestedBecause(each.because).label.lower()}.",
        "detail": answer,
    }
