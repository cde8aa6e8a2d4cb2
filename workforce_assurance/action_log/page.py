"""What the pages about actions show: rows, facts, what can be done, and who can read it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day

from .enums import FROM_ACTION, NOT_CLOSED, TO_DO, ActionState, Decision, WaitState
from .history import events_of
from .models import Action, Look
from .others import Entry
from .queries import follow_ups_of
from .sources import SOURCES, label_of, references_of
from .words import Status, due_words, look_words, on_time_words, status_of, status_on

READERS = (
    "its owner, whoever checks it or opened it, those who supervise or manage the owner, governance leads, "
    "and whoever may read the record it came from."
)
MAY = (
    *("open_action", "do_action", "check_action", "extend_action", "hand_over_action", "hand_over_check"),
    *("reopen_action", "cancel_action", "look_at_action", "approve_for_board"),
)


# A look in the place of which there is another says nothing.
SHOWN = (WaitState.WAITS, WaitState.MET)
POSTS = ("start", "take_off_board")
NEXT = ("start", "evidence", "check", "look")


@dataclass(frozen=True)
class ListRow:
    """One line of a list; of something that is no action, only what there is."""

    title: str
    url: str
    detail: str
    owner: str
    due: str
    source: str
    status: Status
    due_on: date


def rows_of(actions: Sequence[Action], now: datetime, zone: ZoneInfo) -> list[ListRow]:
    """The lines of these actions; their sources are named by one query for each kind of source."""
    named = references_of([(row.source_kind, row.source_id) for row in actions if row.source_id])
    return [_row(action, named, now, zone) for action in actions]


def rows_of_others(entries: Iterable[Entry], *, owner: str, now: datetime, zone: ZoneInfo) -> list[ListRow]:
    today = local_day(now, zone)
    return [
        ListRow(
            entry.what, entry.url, "", owner, long_day(entry.due_on), entry.source, status_on(entry.due_on, today),
            entry.due_on,
        )
        for entry in entries
    ]  # fmt: skip


def source_words(action: Action, named: dict[Any, str]) -> str:
    """ "Supervision session 7KQ2M-9XDPB"."""
    reference = named.get((action.source_kind, action.source_id), "")
    return f"{label_of(action.source_kind)} {reference}".strip()


def page_of(action: Action, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one action shows to this viewer."""
    may = {what: viewer.has_perm(f"action_log.{what}", action) for what in MAY}
    looks = list(action.looks.all())
    taken = [look for look in looks if look.state == WaitState.MET]
    return {
        "action": action,
        "status": status_of(action, now=now, zone=zone),
        "readers": READERS,
        "do": _do(action, may, looks, local_day(now, zone)),
        "facts": _facts(action, viewer, looks, zone=zone, on=local_day(now, zone)),
        "events": events_of(action, zone),
        "follow_ups": rows_of(follow_ups_of(action), now, zone),
        "follow_up_url": _follow_up(action, taken, may),
    }


@dataclass(frozen=True)
class Deed:
    """Something that the viewer can do about the action now."""

    label: str
    url: str
    posts: bool = False
    # What the action waits for.
    is_next: bool = False


def _do(action: Action, may: dict[str, bool], looks: list[Look], today: date) -> list[Deed]:
    to_do, not_closed = action.state in TO_DO, action.state in NOT_CLOSED
    opens = any(look.state == WaitState.WAITS and look.opens_on <= today for look in looks)
    offered = (
        ("start", "Start", to_do and action.state != ActionState.STARTED and may["do_action"]),
        ("evidence", "Say that it is done", to_do and may["do_action"]),
        ("check", "Check it", action.state == ActionState.TO_CHECK and may["check_action"]),
        ("look", "Look whether it worked", opens and may["look_at_action"]),
        ("extend", "Extend it", to_do and may["extend_action"]),
        ("hand_over", "Hand it over", not_closed and may["hand_over_action"]),
        ("hand_over_check", "Hand the check over", not_closed and may["hand_over_check"]),
        ("reopen", "Open it again", not not_closed and may["reopen_action"]),
        ("cancel", "Cancel it", not_closed and may["cancel_action"]),
        *_of_the_board(action, may),
    )
    return [
        Deed(label, reverse(f"action_log:{name}", args=[action.pk]), posts=name in POSTS, is_next=name in NEXT)
        for name, label, is_offered in offered
        if is_offered
    ]


def _of_the_board(action: Action, may: dict[str, bool]) -> list[tuple[str, str, bool]]:
    stands, done = hasattr(action, "board_line"), action.state == ActionState.DONE and may["approve_for_board"]
    return [
        ("put_on_board", "Put it on the board of changes", done and not stands),
        ("take_off_board", "Take it off the board of changes", done and stands),
    ]


def _facts(action: Action, viewer: Any, looks: list[Look], *, zone: ZoneInfo, on: date) -> list[dict[str, Any]]:
    facts = [
        {"label": "Owner", "value": action.owner.full_name},
        {"label": "Belongs to", "value": action.team.name if action.team else "The organisation"},
        {"label": "Checked by", "value": action.checker.full_name},
        {"label": "Due", "value": due_words(action)},
        {"label": "Kind", "value": action.get_kind_display()},
        {"label": "Strength", "value": action.get_strength_display()},
        {"label": "Theme", "value": action.theme.label if action.theme else "No theme"},
        _source(action, viewer, on),
    ]
    if words := on_time_words(action, zone):
        facts.append({"label": "Handed in", "value": words})
    facts += [{"label": "Did it work?", "value": _look(look)} for look in looks if look.state in SHOWN]
    return facts


def _source(action: Action, viewer: Any, on: date) -> dict[str, Any]:
    named = references_of([(action.source_kind, action.source_id)]) if action.source_id else {}
    fact: dict[str, Any] = {"label": "From", "value": source_words(action, named)}
    source = SOURCES.get(action.source_kind)
    if source and action.source_id and source.readable(viewer, on).filter(pk=action.source_id).exists():
        fact |= {"url": source.page(action.source_id), "change": "Open"}
    return fact


def _look(look: Look) -> str:
    if look.state == WaitState.MET:
        return look_words(look)
    if look.came_back_on:
        return f"Its theme came back, seen on {long_day(look.came_back_on)}: to be looked at by {long_day(look.due_on)}"
    return f"To be looked at from {long_day(look.opens_on)} on, by {long_day(look.due_on)}"


def _follow_up(action: Action, taken: list[Look], may: dict[str, bool]) -> str:
    """Where what follows is opened, once it was decided to adapt it."""
    if not (taken and taken[-1].decision == Decision.ADAPT and may["open_action"]):
        return ""
    return f"{reverse('action_log:new')}?from={FROM_ACTION}:{action.pk}"


def _row(action: Action, named: dict[Any, str], now: datetime, zone: ZoneInfo) -> ListRow:
    return ListRow(
        title=action.title, url=reverse("action_log:action", args=[action.pk]),
        detail=f"{action.reference} · {action.get_kind_display()} · {action.get_strength_display()}",
        owner=action.owner.full_name, due=due_words(action), source=source_words(action, named),
        status=status_of(action, now=now, zone=zone), due_on=action.due_on,
    )  # fmt: skip
