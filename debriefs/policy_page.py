"""What the page of policies and its file say: counts in words by place, and how the change task of each stands."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.urls import reverse

from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.words import status_of
from workforce_assurance.common.disclosure import Hidden

from .enums import POLICY_KIND, PolicyEffect
from .models import GuidancePolicy
from .policy_counts import ORGANISATION, YEAR, Place, PolicyCounts
from .words import Status

SUPPRESSED = "Suppressed"
SAID = {PolicyEffect.HELPED: "helped", PolicyEffect.HINDERED: "in the way", PolicyEffect.MISSING: "missing"}
# From which share of the page's largest shown count of "in the way" a cell stands out.
MUCH = 0.5
CSV_HEADER = (
    *("period", "policy", "where", "service", "team", "helped", "in the way", "missing"),
    *("owner", "change task", "its owner", "how it stands"),
)


class Where(NamedTuple):
    """A column of the page: what it is called, and what the file says of it."""

    label: str
    place: Place
    service: str = ""
    team: str = ""


@dataclass(frozen=True)
class Task:
    """The change task of a policy that is open."""

    reference: str
    url: str
    owner: str
    status: Status


@dataclass(frozen=True)
class Cell:
    label: str
    words: list[str]
    # How much it stands out among its like, "some" or "much"; the words say the same in numbers.
    heat: str


@dataclass(frozen=True)
class Row:
    policy: GuidancePolicy
    owner: str
    cells: list[Cell]
    task: Task | None
    new_task_url: str


def period_name(since: date) -> str:
    """ "July 2026 to June 2027"."""
    last = since + YEAR - relativedelta(months=1)
    return f"{since:%B %Y} to {last:%B %Y}"


def columns_of(found: PolicyCounts, teams: Sequence[Any], *, by_team: bool) -> list[Where]:
    """The organisation where all of it is theirs, then each service that is, or the teams; in the order of their names."""
    shown = {team.pk for team in teams}
    whole = [Where("All services", ORGANISATION)] if found.services and set(found.services) <= shown else []
    services = {team.service_id: team.service.name for team in teams}
    if by_team or any(_is_cut(found, key, shown) for key in services):
        spoken = [team for team in teams if team.pk in found.services]
        return [*whole, *(Where(team.name, ("team", team.pk), team.service.name, team.name) for team in spoken)]
    spoken_of = set(found.services.values())
    return [
        *whole,
        *(Where(name, ("service", key), name) for key, name in services.items() if key in spoken_of),
    ]


def _is_cut(found: PolicyCounts, service: uuid.UUID, shown: set[uuid.UUID]) -> bool:
    """Whether a service has teams that the reader does not answer for: its total would say something about those."""
    return any(team not in shown for team, its in found.services.items() if its == service)


def policies_shown(found: PolicyCounts) -> list[GuidancePolicy]:
    """Those in use, and those retired since that were spoken of."""
    every = GuidancePolicy.objects.select_related("owner").order_by("name")
    return [policy for policy in every if policy.retired_at is None or found.is_spoken_of(policy.pk)]


def tasks_of(policies: Iterable[GuidancePolicy], now: datetime, zone: ZoneInfo) -> dict[uuid.UUID, Task]:
    """The first change task of each policy that is not closed."""
    rows = actions.actions_from_any({POLICY_KIND: [policy.pk for policy in policies]}).not_closed()
    found: dict[uuid.UUID, Task] = {}
    for action in rows.select_related("owner"):
        status = status_of(action, now=now, zone=zone)
        url = reverse("action_log:action", args=[action.pk])
        task = Task(action.reference, url, action.owner.full_name, Status(status.words, status.tone))
        found.setdefault(action.source_id, task)
    return found


def rows_of(
    found: PolicyCounts,
    policies: Iterable[GuidancePolicy],
    columns: Sequence[Where],
    tasks: Mapping[uuid.UUID, Task],
    *,
    smallest: int,
) -> list[Row]:
    policies = list(policies)
    parts = [where for where in columns if where.place != ORGANISATION]
    most = max((_hindered(found, policy, where) for policy in policies for where in parts), default=0)
    return [
        Row(
            policy,
            policy.owner.full_name if policy.owner else "",
            [_cell(found, policy, where, most, smallest) for where in columns],
            tasks.get(policy.pk),
            f"{reverse('action_log:new')}?from={POLICY_KIND}:{policy.pk}",
        )
        for policy in policies
    ]


def csv_rows(
    found: PolicyCounts, rows: Iterable[Row], columns: Sequence[Where], smallest: int
) -> Iterator[tuple[Any, ...]]:
    """One line for each policy and place; what is hidden on the page is hidden here, in the same words."""
    for row in rows:
        task = (row.task.reference, row.task.owner, row.task.status.words) if row.task else ("", "", "")
        for where in columns:
            counts = (words_for(found.cell(row.policy.pk, effect, where.place), smallest) for effect in SAID)
            yield (
                period_name(found.since), row.policy.name, where.place[0], where.service, where.team, *counts,
                row.owner, *task,
            )  # fmt: skip


def words_for(shown: int | Hidden, smallest: int) -> str:
    if isinstance(shown, Hidden):
        return f"<{smallest}" if shown is Hidden.SMALL else SUPPRESSED
    return str(shown)


def _cell(found: PolicyCounts, policy: GuidancePolicy, where: Where, most: int, smallest: int) -> Cell:
    shown = {effect: found.cell(policy.pk, effect, where.place) for effect in SAID}
    words = [f"{words_for(count, smallest)} {SAID[effect]}" for effect, count in shown.items() if count]
    hindered = 0 if where.place == ORGANISATION else _hindered(found, policy, where)
    heat = "" if not hindered else "much" if hindered >= MUCH * most else "some"
    return Cell(where.label, words or ["None"], heat)


def _hindered(found: PolicyCounts, policy: GuidancePolicy, where: Where) -> int:
    """The count of "in the way" as far as it is shown."""
    count = found.cell(policy.pk, PolicyEffect.HINDERED, where.place)
    return 0 if isinstance(count, Hidden) else count
