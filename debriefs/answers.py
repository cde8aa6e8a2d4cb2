"""What is done about a theme that repeats, what was done, and whether the theme came back."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.action_log.queries import actions_about
from workforce_assurance.common.dates import local_day

from .enums import RepeatState
from .repeats import WITHIN, Days, Repeat, repeats, returned

DAY = timedelta(days=1)
# What ended longer ago is history.
LISTED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Ended:
    """A closed action with the look at whether it worked, and how often the theme came back in the team since."""

    action: Any
    look: Any
    times: int


@dataclass(frozen=True)
class Answered:
    """A repeat and what is done about it; of closed actions the last one closed says how it stands."""

    repeat: Repeat
    # Its last incident lies within the days before the present one.
    goes_on: bool
    under_way: list[Any] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)

    @property
    def state(self) -> RepeatState:
        if self.ended and self.ended[-1].times:
            return RepeatState.CAME_BACK
        if self.under_way:
            return RepeatState.UNDER_WAY
        return RepeatState.ENDED if self.ended else RepeatState.NOBODY

    @property
    def needs_an_action(self) -> bool:
        """Whether it goes on, nobody does anything about it, and no owner of a closed action is asked."""
        asked = any(one.look.decision == "" for one in self.ended)
        return self.goes_on and not self.under_way and not asked and self.state != RepeatState.ENDED


def answered_repeats(
    team_ids: Collection[uuid.UUID], *, viewer: Any, today: date, zone: ZoneInfo, ended_since: date
) -> list[Answered]:
    """The repeats of these teams with what is done about each; those that ended with nobody doing anything are left out."""
    found = repeats(team_ids, ended_since=ended_since, today=today, zone=zone)
    if not found:
        return []
    codes, teams = {repeat.code for repeat in found}, {repeat.team_id for repeat in found}
    first = min(repeat.first for repeat in found)
    actions = list(actions_about(codes, teams, since=first, viewer=viewer, on=today))
    pairs = [(repeat, action) for repeat in found for action in actions if _speaks_for(action, repeat, zone)]
    ended = _ended(pairs, zone)
    answered = [_answered(repeat, pairs, ended, today) for repeat in found]
    return [one for one in answered if one.goes_on or one.state != RepeatState.NOBODY]


def _answered(repeat: Repeat, pairs: Sequence[Any], ended: Sequence[tuple[Repeat, Ended]], today: date) -> Answered:
    under_way = [action for about, action in pairs if about is repeat and action.closed_at is None]
    closed = sorted((one for about, one in ended if about is repeat), key=lambda one: one.action.closed_at)
    return Answered(repeat, repeat.last >= today - WITHIN, under_way, closed)


def _speaks_for(action: Any, repeat: Repeat, zone: ZoneInfo) -> bool:
    """Whether it is about that theme and team, and its time, with the days that its look counts, touches the repeat's."""
    if (action.theme.code, action.team_id) != (repeat.code, repeat.team_id):
        return False
    if local_day(action.opened_at, zone) > repeat.last + WITHIN:
        return False
    return action.closed_at is None or _look(action).counts_until >= repeat.first


def _look(action: Any) -> Any:
    """The look since it was last closed."""
    return list(action.looks.all())[-1]


def _ended(pairs: Sequence[tuple[Repeat, Any]], zone: ZoneInfo) -> list[tuple[Repeat, Ended]]:
    closed = [(repeat, action, _look(action)) for repeat, action in pairs if action.closed_at]
    days = [Days(one.team_id, one.code, look.closed_on + DAY, look.counts_until) for one, _, look in closed]
    times = returned(days, zone=zone)
    return [(repeat, Ended(action, look, number)) for (repeat, action, look), number in zip(closed, times, strict=True)]
