"""What a file of people would change: joiners, movers, leavers, and what is wrong. Pure: rows against a snapshot."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from .columns import BY_KEY
from .enums import Role
from .rows import PersonRow, RowError
from .snapshot import Known, Snapshot

# Service and team, as they are written; compared without regard to case.
TeamName = tuple[str, str]


class Kind(StrEnum):
    JOINER = "joiner"
    MOVER = "mover"
    LEAVER = "leaver"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """One thing that becomes another, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedPerson:
    """What is to be done about one line."""

    id: uuid.UUID
    row: PersonRow
    kind: Kind
    changes: tuple[Change, ...]
    # Columns of the person to set.
    fields: dict[str, Any]
    team: TeamName | None = None
    supervisor: uuid.UUID | None = None
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Plan:
    """What the whole file would change; applied only when nothing is wrong."""

    people: list[PlannedPerson]
    errors: list[RowError]
    new_services: list[str]
    new_teams: list[TeamName]
    not_in_file: int

    def of(self, kind: str) -> list[PlannedPerson]:
        return [person for person in self.people if person.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(person.kind.value for person in self.people)
        return {kind.value: found[kind.value] for kind in Kind}

    @property
    def changes_nothing(self) -> bool:
        return not self.errors and self.counts[Kind.UNCHANGED] == len(self.people)

    @property
    def fingerprint(self) -> str:
        """The same for the same changes, so that what is applied is what was shown."""
        said = [(person.row.line, person.kind.value, person.changes) for person in self.people]
        return hashlib.sha256(repr((said, self.new_services, self.new_teams)).encode()).hexdigest()


def plan(rows: list[PersonRow], errors: list[RowError], snapshot: Snapshot) -> Plan:
    """Compare what the file says with what is there; nobody is touched for being absent from it."""
    return _Planner(rows, errors, snapshot).plan()


@dataclass
class _Planner:
    rows: list[PersonRow]
    errors: list[RowError]
    snapshot: Snapshot
    ids: dict[int, uuid.UUID] = field(default_factory=dict)
    identified: set[uuid.UUID] = field(default_factory=set)
    new_services: dict[str, str] = field(default_factory=dict)
    new_teams: dict[tuple[str, str], TeamName] = field(default_factory=dict)

    def plan(self) -> Plan:
        people = self.snapshot.people.values()
        self.errors = list(self.errors)
        self.by_number = {known.staff_number.casefold(): known.id for known in people if known.staff_number}
        self.by_email = {known.email: known.id for known in people if known.email}
        self.names = {known.id: known.name for known in people}
        self.managers = {known.id: known.manager for known in people}
        self._read_teams()
        self.rows = [row for row in self.rows if self._identify(row)]
        planned = [person for row in self.rows if (person := self._plan_row(row))]
        self._refuse_cycles(planned)
        self.errors.sort(key=lambda error: (error.line, error.column))
        absent = len(self.snapshot.people.keys() - self.identified)
        return Plan(planned, self.errors, list(self.new_services.values()), list(self.new_teams.values()), absent)

    def _read_teams(self) -> None:
        self.service_names = {name.casefold(): name for name in self.snapshot.services.values()}
        self.team_names: dict[uuid.UUID, TeamName] = {
            team: (self.snapshot.services[service], name) for team, (service, name) in self.snapshot.teams.items()
        }
        self.teams = {
            (service.casefold(), name.casefold()): (service, name) for service, name in self.team_names.values()
        }

    def _wrong(self, row: PersonRow, key: str, reason: str) -> None:
        self.errors.append(RowError(row.line, BY_KEY[key].label, reason))

    def _identify(self, row: PersonRow) -> bool:
        """Find whom the line is about: by staff number, else by address, else somebody new."""
        if row.email in self.snapshot.guests:
            self._wrong(
                row, "email", "This is the address of somebody from outside who was let in to look. Give another."
            )
            return False
        by_number = self.by_number.get(row.staff_number.casefold())
        by_email = self.by_email.get(row.email)
        known = by_number or by_email
        if known and known in self.identified:
            self._wrong(row, "staff_number", "Another line of the file is about the same person.")
            return False
        holder = self.snapshot.people.get(by_email) if by_email else None
        if holder and (holder.id != known or (row.staff_number and holder.staff_number and not by_number)):
            self._wrong(
                row, "email", f"This address belongs to {holder.name}, staff number {holder.staff_number or 'none'}."
            )
            return False
        person_id = known or uuid.uuid4()
        self.ids[row.line] = person_id
        self.identified.add(person_id)
        self.names[person_id] = row.name
        self.by_number |= {row.staff_number.casefold(): person_id} if row.staff_number else {}
        self.by_email |= {row.email: person_id} if row.email else {}
        return True

    def _plan_row(self, row: PersonRow) -> PlannedPerson | None:
        before = len(self.errors)
        person_id = self.ids[row.line]
        known = self.snapshot.people.get(person_id)
        manager = self._reference(row, "manager", person_id)
        supervisor = self._reference(row, "supervisor", person_id)
        team = self._team(row)
        if len(self.errors) > before:
            return None
        old = known or Known(id=person_id, staff_number="", name="", email="")
        fields = self._fields(row, old, manager)
        if _leaves_before_start({"started_on": old.started_on, "left_on": old.left_on} | fields):
            self._wrong(row, "left_on", "The leave date would be before the start date that is on record.")
            return None
        if manager:
            self.managers[person_id] = manager
        left_on = fields.get("left_on", old.left_on)
        if left_on and left_on < self.snapshot.day:
            # Whoever has left has no place any more, whatever the file still says.
            team, supervisor = None, None
        now_in = self.team_names[old.team] if old.team else None
        moved_team = team if team and team != now_in else None
        moved_supervisor = supervisor if supervisor and supervisor != old.supervisor else None
        roles = frozenset(row.roles - old.roles)
        changes = self._changes(old, fields, moved_team, moved_supervisor, roles)
        kind = _kind(known, fields, moved_team, moved_supervisor, changes)
        return PlannedPerson(person_id, row, kind, changes, fields, moved_team, moved_supervisor, roles)

    def _reference(self, row: PersonRow, key: str, person_id: uuid.UUID) -> uuid.UUID | None:
        """Whom a cell names by staff number or address, in the file or out of it."""
        cell = getattr(row, key).casefold()
        if not cell:
            return None
        found = self.by_email.get(cell) or self.by_number.get(cell)
        if found is None:
            self._wrong(row, key, f"Nobody has the staff number or address “{getattr(row, key)[:60]}”.")
        elif found == person_id:
            self._wrong(row, key, f"Nobody is their own {key}.")
            return None
        return found

    def _team(self, row: PersonRow) -> TeamName | None:
        if not row.team:
            return None
        if not row.service:
            same = [name for name in self.teams.values() if name[1].casefold() == row.team.casefold()]
            if len(same) == 1:
                return same[0]
            many = "Several services have" if same else "No service has"
            self._wrong(row, "service", f"{many} a team “{row.team[:60]}”. Name its service.")
            return None
        return self._known_or_new_team(row.service, row.team)

    def _known_or_new_team(self, service: str, team: str) -> TeamName:
        key = (service.casefold(), team.casefold())
        if key not in self.teams:
            if key[0] not in self.service_names:
                self.service_names[key[0]] = self.new_services[key[0]] = service
            self.teams[key] = self.new_teams[key] = (self.service_names[key[0]], team)
        return self.teams[key]

    def _fields(self, row: PersonRow, old: Known, manager: uuid.UUID | None) -> dict[str, Any]:
        """The columns that differ. An empty cell leaves what is there; a start after leaving is a return."""
        said = {
            "staff_number": row.staff_number or None,
            "name": row.name,
            "email": row.email or None,
            "job_title": row.job_title or None,
            "manager": manager,
            "started_on": row.started_on,
            "left_on": row.left_on,
            "receives_supervision": row.receives_supervision,
        }
        fields: dict[str, Any] = {
            key: value for key, value in said.items() if value is not None and value != getattr(old, key)
        }
        if row.started_on and old.left_on and not row.left_on and row.started_on > old.left_on:
            fields["left_on"] = None
        return fields

    def _changes(
        self,
        old: Known,
        fields: dict[str, Any],
        team: TeamName | None,
        supervisor: uuid.UUID | None,
        roles: frozenset[Role],
    ) -> tuple[Change, ...]:
        changes = [
            Change(BY_KEY[key].label, self._words(getattr(old, key)), self._words(new)) for key, new in fields.items()
        ]
        if team:
            before = " / ".join(self.team_names[old.team]) if old.team else ""
            changes.append(Change("Team", before, " / ".join(team)))
        if supervisor:
            changes.append(Change("Supervisor", self._words(old.supervisor), self._words(supervisor)))
        if roles:
            changes.append(Change("Role", "", ", ".join(sorted(role.label for role in roles))))
        return tuple(changes)

    def _words(self, value: Any) -> str:
        if isinstance(value, uuid.UUID):
            return self.names[value]
        if isinstance(value, bool):
            return "Yes" if value else "No"
        return "" if value is None else str(value)

    def _refuse_cycles(self, planned: list[PlannedPerson]) -> None:
        """A chain of managers that leads back to where it began has no top: refuse the lines that close one."""
        for person in planned:
            if "manager" not in person.fields:
                continue
            chain = [person.id]
            while (above := self.managers.get(chain[-1])) and above not in chain:
                chain.append(above)
            if above == person.id:
                names = " → ".join(self.names[link] for link in [*chain[:6], person.id])
                self._wrong(person.row, "manager", f"These managers lead round in a circle: {names}.")


def _leaves_before_start(days: dict[str, Any]) -> bool:
    return bool(days["started_on"] and days["left_on"] and days["left_on"] < days["started_on"])


def _kind(
    known: Known | None,
    fields: dict[str, Any],
    team: TeamName | None,
    supervisor: uuid.UUID | None,
    changes: tuple[Change, ...],
) -> Kind:
    if known is None:
        return Kind.JOINER
    if isinstance(fields.get("left_on"), date):
        return Kind.LEAVER
    if team or supervisor or "manager" in fields:
        return Kind.MOVER
    return Kind.CHANGED if changes else Kind.UNCHANGED
