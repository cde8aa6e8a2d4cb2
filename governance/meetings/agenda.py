"""What belongs on an agenda, found in the practices: of each heading the most pressing, and how many there are in all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from boundaries import queries as boundaries
from debriefs.answers import answered_repeats
from debriefs.repeats import WITHIN
from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.sources import SOURCES
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import counted, long_day
from workforce_assurance.escalations import queries as escalations
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.people import queries as people

from ..audits.enums import AUDIT_KIND
from ..models import MeasureStanding
from .enums import Heading

# What is asked of one heading; the rest is a number and a link. Actions to look at are gone through one by one: more of them.
MOST, MOST_LOOKS = 10, 40
# From which records actions come that governance follows up: debriefs, and its own meetings.
FOLLOWED = ("debriefs.", "governance.")


@dataclass(frozen=True)
class Scope:
    """Of which service (None: the whole organisation), and from when to when what changed is asked for."""

    service_id: uuid.UUID | None
    teams: Mapping[uuid.UUID, str]
    since: datetime
    now: datetime
    zone: ZoneInfo
    viewer: Any
    # Everybody who reads the agenda: nothing stands on it that is kept from one of them.
    readers: Collection[uuid.UUID]

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)

    @property
    def only_teams(self) -> Collection[uuid.UUID] | None:
        return None if self.service_id is None else list(self.teams)

    def days_since(self, moment: datetime) -> str:
        return counted((self.now - moment).days, "day")


@dataclass(frozen=True)
class Found:
    """One record for the agenda, in words that name no person."""

    subject_id: uuid.UUID
    words: str


@dataclass(frozen=True)
class Gathered:
    """The most pressing of a heading, and how many there are in all."""

    shown: list[Found] = field(default_factory=list)
    total: int = 0


def _of(rows: Any, words: Callable[[Any], str], most: int = MOST, key: str = "pk") -> Gathered:
    """The first of these rows, and their number: two questions, however many there are."""
    shown = [Found(getattr(row, key), words(row)) for row in rows[:most]]
    return Gathered(shown, rows.order_by().count() if len(shown) == most else len(shown))


def _followed(scope: Scope) -> Any:
    kinds = [kind for kind in SOURCES if kind.startswith(FOLLOWED)]
    return actions.actions_of_kinds(kinds, scope.only_teams).order_by("due_at", "reference")


def past_their_date(scope: Scope) -> Gathered:
    rows = _followed(scope).past_their_date(now=scope.now)
    return _of(rows, lambda one: f"{one.reference}: {one.title}. {scope.days_since(one.due_at)} past its date.")


def to_check(scope: Scope) -> Gathered:
    rows = _followed(scope).waiting_for_their_check()
    return _of(
        rows, lambda one: f"{one.reference}: {one.title}. Done, and not checked for {scope.days_since(one.done_at)}."
    )


def looks(scope: Scope) -> Gathered:
    rows = _followed(scope).to_be_looked_at(on=scope.today)
    return _of(rows, _look_words, MOST_LOOKS)


def _look_words(action: Any) -> str:
    came_back = "Its theme came back." if action.came_back else "Nothing came back so far."
    return f"{action.reference}: {action.title}. {came_back}"


def findings(scope: Scope) -> Gathered:
    """What audits found and nobody has done yet; what is past its date or waits for its check stands there."""
    found = actions.actions_of_kinds([AUDIT_KIND], scope.only_teams).to_do().filter(due_at__gt=scope.now)
    return _of(
        found.order_by("due_at", "reference"), lambda one: f"{one.reference}: {one.title}. Due in {_until(one, scope)}."
    )


def _until(action: Any, scope: Scope) -> str:
    return counted((action.due_on - scope.today).days, "day")


def repeats(scope: Scope) -> Gathered:
    since = scope.today - WITHIN
    found = answered_repeats(
        list(scope.teams), viewer=scope.viewer, today=scope.today, zone=scope.zone, ended_since=since
    )
    waiting = [one.repeat for one in found if one.needs_an_action]
    themes = dict(actions.themes_ever())
    shown = [
        Found(
            uuid.uuid5(one.team_id, one.code),
            f"{themes.get(one.code, one.code)} in {scope.teams[one.team_id]}: {counted(one.number, 'incident')} "
            f"since {long_day(one.first)}. Nobody does anything about it yet.",
        )
        for one in waiting[:MOST]
    ]  # fmt: skip
    return Gathered(shown, len(waiting))


def restrictions(scope: Scope) -> Gathered:
    rows = boundaries.lapsed_or_renewed(scope.only_teams, since=scope.since, until=scope.now)
    return _of(rows.order_by("-ended_at", "reference"), lambda one: _restriction_words(one, scope.zone))


def _restriction_words(decision: Any, zone: ZoneInfo) -> str:
    lapsed = decision.state == "lapsed"
    how = "lapsed" if lapsed else "renewed"
    when = decision.ended_at if lapsed else decision.effective_at
    return f"{decision.reference}: {decision.kind.label}, {how} on {long_day(local_day(when, zone))}."


def appeals(scope: Scope) -> Gathered:
    rows = boundaries.appeals_about(scope.only_teams, since=scope.since, until=scope.now)
    return _of(rows.order_by("outcome", "due_at", "pk"), _appeal_words)


def _appeal_words(appeal: Any) -> str:
    stands = f"answered: {appeal.get_outcome_display().lower()}" if appeal.outcome else "waits for its answer"
    return f"Appeal about {appeal.decision.reference} ({appeal.decision.kind.label}), {stands}."


def unanswered(scope: Scope) -> Gathered:
    members = None
    if scope.service_id is not None:
        members = people.memberships(on=scope.today).filter(team__in=list(scope.teams)).values("person")
    rows = escalations.unanswered_about(members, readers=scope.readers).order_by("runs_out_at", "reference")
    return _of(rows, lambda one: _episode_words(one, scope))


def _episode_words(episode: Any, scope: Scope) -> str:
    known = OBLIGATIONS.get(episode.obligation_kind)
    what = known.singular if known else episode.obligation_kind
    return f"{episode.reference}: {what}, {scope.days_since(episode.due_at)} past its date, rung {episode.position}."


def signals(scope: Scope) -> Gathered:
    rows = list(MeasureStanding.objects.signals().within(service_id=scope.service_id).concerns_first())
    # Signals are found anew with every run: a measure in a place is what comes back.
    shown = [
        Found(uuid.uuid5(uuid.NAMESPACE_OID, f"{one.measure} {one.service_id} {one.team_id}"), one.words)
        for one in rows[:MOST]
    ]
    return Gathered(shown, len(rows))


@dataclass(frozen=True)
class Source:
    """What stands under a heading: how it is found, the page of one record, and the page of all of them."""

    find: Callable[[Scope], Gathered]
    page: Callable[[uuid.UUID], str]
    everything: Callable[[], str]


def _action(key: uuid.UUID) -> str:
    return reverse("action_log:action", args=[key])


def _actions() -> str:
    return reverse("action_log:actions")


SOURCES_BY_HEADING: dict[Heading, Source] = {
    # Of a measure in a place there is no key: the page of what changed leads to its chart.
    Heading.SIGNALS: Source(signals, lambda _key: reverse("governance:home"), lambda: reverse("governance:home")),
    Heading.LOOKS: Source(looks, _action, _actions),
    Heading.PAST_DATE: Source(past_their_date, _action, _actions),
    Heading.TO_CHECK: Source(to_check, _action, _actions),
    Heading.FINDINGS: Source(findings, _action, lambda: reverse("governance:audits")),
    # A theme in a team is no record: the page of all of them has it.
    Heading.REPEATS: Source(repeats, lambda _key: reverse("debriefs:repeats"), lambda: reverse("debriefs:repeats")),
    Heading.RESTRICTIONS: Source(
        restrictions, lambda key: reverse("boundaries:decision", args=[key]), lambda: reverse("boundaries:decisions")
    ),
    Heading.APPEALS: Source(
        appeals, lambda key: reverse("boundaries:decisions"), lambda: reverse("boundaries:decisions")
    ),
    Heading.ESCALATIONS: Source(
        unanswered, lambda key: reverse("escalation", args=[key]), lambda: reverse("escalations")
    ),
}


def gather(scope: Scope) -> dict[Heading, Gathered]:
    """Everything that belongs on the agenda now, in a number of questions that does not grow with what there is."""
    return {heading: source.find(scope) for heading, source in SOURCES_BY_HEADING.items()}
