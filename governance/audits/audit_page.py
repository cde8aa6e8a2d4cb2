"""What the pages of audits show: what one would be, the list, and one audit with how it was drawn and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.page import rows_of
from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day, long_instant

from ..models import Audit, AuditReading, AuditUnit
from . import results
from .commands import Wanted
from .drawing import drawn
from .enums import AUDIT_KIND, AuditOf, Lots, OutOfFrame, ReadingState
from .frame import frame_of
from .words import past, tone

COLUMNS = ("Audit", "Of", "Days", "Size", "Readings given")
WAITING = ("Number", "Audit", "Of", "By", "Status")
READINGS = ("Number", "Reading", "Reader", "By", "Status", "Somebody else")
HANDED_ON = ("Number", "Reading", "From", "To", "Why", "When")
STRATA = ("Team", "Could be drawn", "Drawn")
FINDINGS = ("Finding", "Owner", "Due", "Status")


def preview(wanted: Wanted, *, on: date) -> dict[str, Any]:
    """What a draw would be: how many of which teams, and what is left out why. Which ones, only the draw says."""
    frame = frame_of(wanted.of, wanted.teams, wanted.first_on, wanted.last_on, on=on)
    sizes, shares = frame.by_team(), frame.shares(wanted.size, lots=bool(wanted.lots))
    size = sum(shares.values())
    return {
        "headings": STRATA,
        "population": len(frame.units),
        "size": size,
        "twice": -(-size * wanted.second_share // 100),
        "strata": [[team.name, sizes.get(team.pk, 0), shares.get(team.pk, 0)] for team in wanted.teams],
        "left_out": _reasons(frame.left_out),
    }


def _reasons(counted: Mapping[Any, int]) -> list[dict[str, str]]:
    return [{"label": OutOfFrame(why).label, "value": str(number)} for why, number in sorted(counted.items())]


def cells(audit: Audit, zone: ZoneInfo) -> list[Any]:
    return [
        Cell(
            audit.reference, reverse("governance:audit", args=[audit.pk]), look="reference",
            detail=f"Drawn {long_instant(audit.drawn_at, zone)}",
        ),
        AuditOf(audit.of).label,
        f"{long_day(audit.first_on)} to {long_day(audit.last_on)}",
        f"{audit.size} of {audit.population}",
        f"{audit.given} of {audit.asked}",  # type: ignore[attr-defined]
    ]  # fmt: skip


def waiting_rows(viewer: Any, now: datetime, zone: ZoneInfo) -> list[list[Any]]:
    """What the viewer is asked to read, the earliest day first."""
    rows = AuditReading.objects.of(viewer).waiting().select_related("unit__audit")
    return [
        [
            Cell(
                f"Number {one.unit.number}", reverse("governance:audit_reading", args=[one.pk]),
                read_out=f" of audit {one.unit.audit.reference}",
            ),
            one.unit.audit.reference,
            AuditOf(one.unit.audit.of).label,
            _day(one, zone),
            Cell(past(one, now) or "Waits", tone=tone(one, now)),
        ]
        for one in rows.order_by("due_at", "unit__audit__drawn_at", "unit__number")
    ]  # fmt: skip


def is_reproduced(audit: Audit, units: list[AuditUnit]) -> bool:
    """Whether the stored seed and the frozen list give this very sample again."""
    lines = [(str(one.subject_id), str(one.team_id)) for one in units if not one.left_out_because]
    again = drawn(lines, size=audit.wanted, lots=bool(audit.lots), seed=audit.seed)
    return again == [str(one.subject_id) for one in units if one.is_drawn]


def page(audit: Audit, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    units = list(AuditUnit.objects.filter(audit=audit).select_related("team").order_by("number", "pk"))
    asked = list(AuditReading.objects.filter(unit__audit=audit).select_related("unit", "reader", "passed_to"))
    readings = [one for one in asked if one.state != ReadingState.PASSED_ON]
    mine = [one for one in readings if one.reader_id == viewer.pk and one.state == ReadingState.WAITS]
    return {
        "audit": audit,
        "facts": _facts(audit, readings, zone),
        "is_reproduced": is_reproduced(audit, units),
        "strata_headings": STRATA,
        "strata": _strata(units),
        "left_out": _reasons(Counter(one.left_out_because for one in units if one.left_out_because)),
        "mine": len(mine),
        "next_url": reverse("governance:audit_reading", args=[mine[0].pk]) if mine else "",
        **(results.page(audit, readings) if not mine else {}),
        "readings_headings": READINGS,
        "readings": _waiting(readings, viewer, now, zone),
        "handed_on_headings": HANDED_ON,
        "handed_on": _handed_on(asked, zone),
        "findings_headings": FINDINGS,
        "findings": _findings(audit, viewer, now, zone),
        "finding_url": f"{reverse('action_log:new')}?from={AUDIT_KIND}:{audit.pk}",
    }


def _day(reading: AuditReading, zone: ZoneInfo) -> str:
    return long_day(day_ending(reading.due_at, zone)) if reading.due_at else ""


def _waiting(readings: list[AuditReading], viewer: Any, now: datetime, zone: ZoneInfo) -> list[list[Any]]:
    """What waits, and of whom; to hand it on where the viewer has no part in it as the list was frozen."""

    def link(one: AuditReading) -> Cell:
        if viewer.pk in one.unit.parties:
            return Cell("")
        url = reverse("governance:audit_hand_on", args=[one.pk])
        return Cell("Hand on", url, read_out=f" number {one.unit.number}, {one.get_part_display().lower()}")

    return [
        [
            str(one.unit.number), one.get_part_display(), one.reader.full_name, _day(one, zone),
            Cell(past(one, now) or "Waits", tone=tone(one, now)), link(one),
        ]
        for one in readings
        if one.state == ReadingState.WAITS
    ]  # fmt: skip


def _handed_on(readings: list[AuditReading], zone: ZoneInfo) -> list[list[Any]]:
    return [
        [
            str(one.unit.number), one.get_part_display(), one.reader.full_name, getattr(one.passed_to, "full_name", ""),
            one.get_passed_because_display(), long_instant(one.passed_at, zone) if one.passed_at else "",
        ]
        for one in readings
        if one.state == ReadingState.PASSED_ON
    ]  # fmt: skip


def _facts(audit: Audit, readings: list[AuditReading], zone: ZoneInfo) -> list[dict[str, str]]:
    given = sum(one.state == ReadingState.GIVEN for one in readings)
    rows = [
        ("Of", AuditOf(audit.of).label),
        ("Teams", ", ".join(audit.teams.order_by("name").values_list("name", flat=True))),
        ("Days", f"{long_day(audit.first_on)} to {long_day(audit.last_on)}"),
        ("Size", f"{audit.size} of {audit.population}"),
        ("Yes or no for each team", Lots(audit.lots).label if audit.lots else "No"),
        ("Read by two people", f"{audit.second_share} per cent" if audit.second_share else "None"),
        ("Readers", ", ".join(sorted({one.reader.full_name for one in readings}))),
        ("Readings given", f"{given} of {len(readings)}"),
        ("To be read by", long_day(audit.read_by) if audit.read_by else "No day was set"),
        ("Drawn", f"{long_instant(audit.drawn_at, zone)}, {audit.drawn_by.full_name}"),
        ("Seed", audit.seed),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _strata(units: list[AuditUnit]) -> list[list[Any]]:
    could = Counter(one.team.name for one in units if not one.left_out_because)
    were = Counter(one.team.name for one in units if one.is_drawn)
    return [[name, number, were[name]] for name, number in sorted(could.items())]


def _findings(audit: Audit, viewer: Any, now: datetime, zone: ZoneInfo) -> list[list[Any]]:
    rows = rows_of(list(actions.actions_from(AUDIT_KIND, audit.pk)), now, zone)
    return [
        [Cell(one.title, one.url, detail=one.detail), one.owner, one.due, Cell(one.status.words, tone=one.status.tone)]
        for one in rows
    ]
