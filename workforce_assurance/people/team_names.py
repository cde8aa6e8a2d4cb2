"""Teams as files name them: by their name and, where two are called the same, their service."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from workforce_assurance.common.uploaded_columns import CellIsWrong, short

from . import queries as people


@dataclass(frozen=True)
class TeamNames:
    """Teams by their names in small letters, and by service and name; of those that somebody may bring something for."""

    by_name: Mapping[str, list[uuid.UUID]]
    by_both: Mapping[tuple[str, str], uuid.UUID]
    names: Mapping[str, str]

    def key_of(self, name: str, service: str, *, what: str) -> uuid.UUID:
        """The team that is meant; `what` says in the refusal what somebody may bring in for it.

        :raises CellIsWrong: when none is, or more than one
        """
        if not name:
            raise CellIsWrong("No team is named. Name one, or delete the line.")
        found = self.by_name.get(name.casefold(), [])
        if service:
            found = [key for key in [self.by_both.get((service.casefold(), name.casefold()))] if key]
        if len(found) == 1:
            return found[0]
        if found:
            raise CellIsWrong(f"More than one service has a team “{short(name)}”. Add a column “Service”.")
        near = get_close_matches(name.casefold(), self.names, n=1)
        hint = (
            f" Did you mean “{self.names[near[0]]}”?"
            if near and not service
            else " Write its name and service as they stand here."
        )
        raise CellIsWrong(f"There is no team “{short(name)}” that you can bring {what} for.{hint}")


def team_names(services: Collection[uuid.UUID] | None) -> TeamNames:
    """The teams of these services, or (None) all."""
    called = {service.pk: service.name for service in people.services()}
    by_name: dict[str, list[uuid.UUID]] = {}
    by_both, names = {}, {}
    for key, team in people.teams_in(None).items():
        if services is None or team.service_id in services:
            name = team.name.casefold()
            by_name.setdefault(name, []).append(key)
            by_both[called[team.service_id].casefold(), name] = key
            names[name] = team.name
    return TeamNames(by_name, by_both, names)
