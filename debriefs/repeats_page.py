"""The page of themes that repeat: where, since when, who answers it, and whether what was done ended it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.action_log.enums import Decision
from workforce_assurance.action_log.queries import themes_ever
from workforce_assurance.common.words import counted, long_day
from workforce_assurance.people.places import teams_answered_for

from .answers import LISTED_FOR, Answered, Ended, answered_repeats
from .enums import INCIDENT_KIND, RepeatState
from .repeats import WITHIN, Repeat, spreads

CSV_HEADER = (
    *("theme", "theme in words", "team", "service", "status", "incidents", "from", "to"),
    *("actions under way", "due", "actions closed", "came back after the last"),
)


@dataclass(frozen=True)
class Line:
    """One action that answers a repeat; without an address when the viewer may not open it."""

    text: str
    detail: str
    url: str


@dataclass(frozen=True)
class Row:
    """One theme that repeats in one team."""

    theme: str
    team: str
    service: str
    span: str
    incidents_url: str
    lines: list[Line]
    # Where an action is opened, when nobody does anything about it.
    open_url: str


@dataclass(frozen=True)
class SpreadRow:
    theme: str
    wide: str
    teams: str
    number: int
    incidents_url: str


def page(viewer: Any, *, today: date, zone: ZoneInfo) -> dict[str, Any]:
    """The sections of the page in their order, and where a theme spreads over teams."""
    teams, labels = _teams(viewer, today), dict(themes_ever())
    found = _answered(viewer, teams, today, zone)
    may_open = viewer.has_perm("action_log.open_action")
    rows = [(one.state, _row(one, teams, labels, today, may_open=may_open)) for one in found]
    spread = [
        SpreadRow(
            labels.get(one.code, one.code), counted(len(one.team_ids), "team"),
            ", ".join(sorted(teams[key].name for key in one.team_ids)), one.number,
            _incidents(one.code, today - WITHIN, today),
        )
        for one in spreads(teams, today=today, zone=zone)
    ]  # fmt: skip
    sections = [(state.label, [row for of, row in rows if of == state]) for state in RepeatState]
    return {"sections": [(label, theirs) for label, theirs in sections if theirs], "spread": spread}


def csv_rows(viewer: Any, *, today: date, zone: ZoneInfo) -> Iterator[tuple[Any, ...]]:
    teams, labels = _teams(viewer, today), dict(themes_ever())
    for one in _answered(viewer, teams, today, zone):
        repeat, team = one.repeat, teams[one.repeat.team_id]
        yield (
            repeat.code, labels.get(repeat.code, repeat.code), team.name, team.service.name, one.state.value,
            repeat.number, repeat.first.isoformat(), repeat.last.isoformat(),
            " ".join(action.reference for action in one.under_way),
            " ".join(action.due_on.isoformat() for action in one.under_way),
            " ".join(ended.action.reference for ended in one.ended), one.ended[-1].times if one.ended else "",
        )  # fmt: skip


def _teams(viewer: Any, today: date) -> dict[uuid.UUID, Any]:
    return {team.pk: team for team in teams_answered_for(viewer, on=today)}


def _answered(viewer: Any, teams: Mapping[uuid.UUID, Any], today: date, zone: ZoneInfo) -> list[Answered]:
    return answered_repeats(teams, viewer=viewer, today=today, zone=zone, ended_since=today - LISTED_FOR)


def _row(
    one: Answered, teams: Mapping[uuid.UUID, Any], labels: Mapping[str, str], today: date, *, may_open: bool
) -> Row:
    repeat, team = one.repeat, teams[one.repeat.team_id]
    return Row(
        theme=labels.get(repeat.code, repeat.code), team=team.name, service=team.service.name,
        span=f"{counted(repeat.number, 'incident')}, {long_day(repeat.first)} to {long_day(repeat.last)}",
        incidents_url=_incidents(repeat.code, repeat.first, repeat.last, repeat.team_id),
        lines=[*(_ended(ended, today) for ended in one.ended), *(_under_way(action) for action in one.under_way)],
        open_url=open_url(repeat) if may_open and one.needs_an_action else "",
    )  # fmt: skip


def open_url(repeat: Repeat) -> str:
    """Where an action about it is opened: from its last incident, so that it belongs to the team."""
    asked = {"from": f"{INCIDENT_KIND}:{repeat.latest_id}", "theme": repeat.code}
    return f"{reverse('action_log:new')}?{urlencode(asked)}"


def _incidents(code: str, first: date, last: date, team_id: uuid.UUID | str = "") -> str:
    asked = {"theme": code, "team": team_id, "first": first, "last": last}
    return f"{reverse('debriefs:incidents')}?{urlencode(asked)}"


def _under_way(action: Any) -> Line:
    return _line(action, f"by {long_day(action.due_on)}")


def _ended(one: Ended, today: date) -> Line:
    if one.times:
        words = f"came back {counted(one.times, 'time')}"
    elif one.look.counts_until < today:
        words = "did not come back"
    else:
        words = f"has not come back so far, counted until {long_day(one.look.counts_until)}"
    if one.look.decision:
        words += f"; decided: {Decision(one.look.decision).label.lower()}"
    elif one.times:
        words += f"; whoever owned it decides by {long_day(one.look.due_on)}"
    return _line(one.action, f"closed on {long_day(one.look.closed_on)}; {words}")


def _line(action: Any, words: str) -> Line:
    if not action.may_open:
        return Line("An action of somebody who is elsewhere by now", words[0].upper() + words[1:], "")
    return Line(action.title, f"{action.owner.full_name}, {words}", reverse("action_log:action", args=[action.pk]))
