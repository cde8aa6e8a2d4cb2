"""Where the records behind a measure are listed, narrowed to the place and the months that one looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta

from workforce_assurance.people.places import SERVICE

from .enums import PlaceKind
from .shown import Place


@dataclass(frozen=True)
class Records:
    """A list of records: its address, what it is called, and which of its filters keep a place and months."""

    path: str = ""
    name: str = ""
    # Whether it can be narrowed to a team or a service, and to the days on which what is counted happened.
    by_place: bool = False
    by_day: bool = False
    # Whether every team has a page of its own there, and the same periods are offered.
    by_team_and_period: bool = False
    # What its address says besides, such as which day is meant.
    besides: tuple[tuple[str, str], ...] = ()

    def address(self, place: Place, first: date, last: date, *, number: int) -> str:
        """Of a place, and of the months from one to another; what the list cannot be narrowed to is left out.

        :param number: the period that is looked at, in months
        """
        asked, path = dict(self.besides), self.path
        if self.by_team_and_period:
            path = f"{path}{place.key}/" if place.kind == PlaceKind.TEAM else path
            asked["months"] = str(number)
        if self.by_place and place.kind != PlaceKind.ORGANISATION:
            asked["team"] = f"{SERVICE if place.kind == PlaceKind.SERVICE else ''}{place.key}"
        if self.by_day:
            end = last.replace(day=1) + relativedelta(months=1) - timedelta(days=1)
            asked |= {"first": first.replace(day=1).isoformat(), "last": end.isoformat()}
        return f"{path}?{urlencode(asked)}" if asked else path


NOWHERE = Records()
COMPLETION = Records("/supervision/completion/", "Supervision completion", by_team_and_period=True)
INCIDENTS = Records("/incidents/", "Incidents", by_place=True, by_day=True)
# By the day on which it was logged, or a window closed: the list knows the day on which it happened.
INCIDENTS_OF_A_PLACE = Records("/incidents/", "Incidents", by_place=True)
DECISIONS = Records("/decisions/", "Restrictive decisions", by_place=True, by_day=True, besides=(("by", "effective"),))
DECISIONS_ENDED = Records(
    "/decisions/", "Restrictive decisions", by_place=True, by_day=True, besides=(("by", "ended"),)
)
COMPLAINTS = Records("/complaints/", "Complaints", by_place=True, by_day=True)
COMPLAINTS_OF_A_PLACE = Records("/complaints/", "Complaints", by_place=True)
ACTIONS = Records("/actions/", "Actions", besides=(("as", "all"), ("show", "all")))
FIGURES = Records("/governance/figures/", "Figures from other systems")
