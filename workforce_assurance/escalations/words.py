"""Ladders, episodes and notices in words, for the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day

from .enums import Recipient
from .letters import day
from .models import Episode, Notice, Reaction
from .registry import OBLIGATIONS

STEPS = {
    "worker": "the worker",
    "supervisor": "the supervisor",
    "manager": "a manager",
    "service_lead": "the service lead",
    "governance_lead": "a governance lead",
    "deputy": "who stands in",
    "safety_net": "the safety-net mailbox",
    "handed_over": "whoever it was handed over to",
    "undelivered": "an address that took no mail",
    "...": "others above",
}
OPENING = "The sweep took it up because its date came near or ran out."
NOTICE_TONES = {"waiting": "info", "sent": "done", "superseded": "plain", "dead": "error"}
EPISODE_TONES = {"approaching": "due_soon", "open": "past_date", "closed": "done"}


def kind_of(episode: Episode) -> str:
    obligation = OBLIGATIONS.get(episode.obligation_kind)
    return obligation.singular.capitalize() if obligation else episode.obligation_kind


def named(episode: Episode, name: str) -> str:
    """ "Supervision of Sam Okoro", for those who may know of it."""
    obligation = OBLIGATIONS.get(episode.obligation_kind)
    activity = (obligation.activity or obligation.singular) if obligation else episode.obligation_kind
    return f"{activity.capitalize()} of {name}"


def responsible(episode: Episode) -> str:
    """Nobody yet, where naming somebody is what is missing."""
    return "Nobody yet" if episode.responsible_id == episode.about_id else str(episode.responsible)


def act_on(episode: Episode) -> str:
    """What can be done on the page of what it is about."""
    obligation = OBLIGATIONS.get(episode.obligation_kind)
    return obligation.act if obligation else ""


def status(episode: Episode, *, now: datetime, zone: ZoneInfo) -> str:
    """9 days past its date · due on Fri 14 Nov · Closed: it was done."""
    if episode.state == Episode.State.CLOSED:
        return f"Closed: {episode.get_closed_because_display().lower()}"
    due = local_day(episode.due_at, zone)
    if episode.state == Episode.State.APPROACHING:
        return f"Due on {day(due)}"
    days = (local_day(now, zone) - due).days
    return f"{days} {'day' if days == 1 else 'days'} past its date" if days > 0 else "Past its date today"


def responsible_of(kind: str) -> str:
    """What whoever is responsible for that kind of obligation is called: "the supervisor"."""
    return OBLIGATIONS[kind].responsible if kind in OBLIGATIONS else STEPS["supervisor"]


def way_in_words(way: str, kind: str = "") -> str:
    """How a rung came to its recipient: "the supervisor, then who stands in"."""
    said = STEPS | {"supervisor": responsible_of(kind)}
    steps = [said.get(step, step) for step in way.split(">")]
    return ", then ".join(steps)


def rung_in_words(position: int, recipient: str, working_days: int, kind: str = "") -> str:
    who = Recipient(recipient).label
    if recipient == Recipient.SUPERVISOR:
        who = responsible_of(kind).capitalize()
    days = f"{working_days} working {'day' if working_days == 1 else 'days'}"
    if position == 0:
        return f"{who} is reminded {days} before the due date"
    return (
        f"{who} is told {days} after the date ran out" if working_days else f"{who} is told when the date has run out"
    )


def foreseen(position: int, number: int) -> str:
    """12 reminders · 3 at rung 2."""
    if position:
        return f"{number} at rung {position}"
    return f"{number} {'reminder' if number == 1 else 'reminders'}"


def rung_status(position: int, reached: int, told: set[int]) -> dict[str, str]:
    """Whether somebody was told at that rung, it was passed over because a higher one had come, or it lies ahead."""
    if position in told:
        return {"status": "Told", "tone": "done"}
    if position <= reached:
        return {"status": "Passed over", "tone": "plain"}
    return {"status": "Not reached", "tone": "plain"}


def when(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{day(local.date())} {local.year}, {local:%H:%M}"


def history(
    episode: Episode, notices: Sequence[Notice], reactions: Sequence[Reaction], *, names: bool, zone: ZoneInfo
) -> list[dict[str, str]]:
    """Everything that happened to an episode, the newest first; without names for who sees references only."""
    events: list[tuple[datetime, str, str]] = [(episode.opened_at, OPENING, "")]
    for notice in notices:
        events += _of_notice(notice, names)
    events += [(reaction.at, _of_reaction(reaction, names, zone), "") for reaction in reactions]
    if episode.closed_at:
        events.append(
            (episode.closed_at, f"Closed: {episode.get_closed_because_display().lower()}.", "Nothing more is sent.")
        )
    events.sort(key=lambda event: event[0])
    return [{"when": when(at, zone), "text": text, "detail": detail} for at, text, detail in reversed(events)]


def _of_notice(notice: Notice, names: bool) -> list[tuple[datetime, str, str]]:
    who = str(notice.recipient) if names and notice.recipient else STEPS[notice.way.split(">")[-1]]
    rung = "As a reminder" if notice.position == 0 else f"At rung {notice.position}"
    written = (
        notice.created_at,
        f"{rung}, a notice was written for {who}.",
        f"Asked for, in this order: {way_in_words(notice.way, notice.episode.obligation_kind)}.",
    )
    if not notice.ended_at:
        return [written]
    ends = {
        Notice.State.SENT: (f"The mail server accepted the mail to {who}.", ""),
        Notice.State.SUPERSEDED: (f"The notice for {who} was not sent, or was not needed any more.", notice.why),
        Notice.State.DEAD: (f"The mail to {who} could not be delivered.", notice.why),
    }
    return [written, (notice.ended_at, *ends[Notice.State(notice.state)])]


def _of_reaction(reaction: Reaction, names: bool, zone: ZoneInfo) -> str:
    by = str(reaction.by) if names and reaction.by else "Somebody who was told"
    if reaction.kind == Reaction.Kind.ACKNOWLEDGED:
        return f"{by} acknowledged it."
    if reaction.kind == Reaction.Kind.HANDED_OVER:
        return f"{by} handed it over to {reaction.to if names else 'somebody else'}."
    until = day(local_day(reaction.until, zone)) if reaction.until else ""
    return f"{by} put it off until {until}: {reaction.get_reason_display().lower()}."


def day_of(instant: datetime | None, zone: ZoneInfo) -> date | None:
    return local_day(instant, zone) if instant else None


def person_or(words: str, person: Any, *, names: bool) -> str:
    return str(person) if names and person else words
