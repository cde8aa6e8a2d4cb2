"""What the page of the teams' links shows: each team, its address, and the picture of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day

from .models import ReportLink
from .report_links import address_of, picture_of


@dataclass(frozen=True)
class LinkRow:
    team: Any
    link: ReportLink | None = None
    address: str = ""
    picture: str = ""
    until: str = ""


def rows_of(teams: Iterable[Any], links: Iterable[ReportLink], zone: ZoneInfo) -> list[LinkRow]:
    of_team = {link.team_id: link for link in links}
    return [_row(team, of_team.get(team.pk), zone) for team in teams]


def _row(team: Any, link: ReportLink | None, zone: ZoneInfo) -> LinkRow:
    if link is None:
        return LinkRow(team)
    address = address_of(link.pk)
    return LinkRow(team, link, address, picture_of(address), long_day(local_day(link.expires_at, zone)))
