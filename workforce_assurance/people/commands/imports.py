"""Importing people: a file is received and previewed, then applied whole or not at all."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit.commands import Written, record, record_many
from workforce_assurance.common.uploaded_tables import read_table

from ..changes import Kind, Plan, PlannedPerson
from ..columns import recognise
from ..models import Organisation, PeopleImport, Person, RoleGrant, Service, SupervisionLine, Team, TeamMembership
from ..queries import today
from ..uploads import preview
from .accounts import forget_addresses
from .lines import begin

COLUMNS_OF_PERSON = {"staff_number": "reference", "name": "full_name", "manager": "manager_id"}


class ImportHasErrors(Exception):
    """Something in the file is wrong; nothing of it is applied."""


class ImportAlreadyApplied(Exception):
    """The file was applied before."""


class PeopleChangedSince(Exception):
    """The file would now change something else than what was shown."""


@transaction.atomic
def receive_file(*, file_name: str, content: bytes, by: Person, now: datetime) -> PeopleImport:
    """Keep the file for its preview, read as it looks; files that the person uploaded before and left are forgotten.

    :raises UnreadableFile: with a sentence that says what to do
    """
    table = read_table(content, recognise=recognise)
    PeopleImport.objects.waiting_for(by).delete()
    upload = PeopleImport.objects.create(
        file_name=file_name.replace("\x00", "")[:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns=recognise(table.header),
        uploaded_by=by,
        uploaded_at=now,
    )
    record(
        action="people_import.received",
        subject_type="people_import",
        subject_id=upload.pk,
        by=by,
        now=now,
        facts={"sha256": upload.sha256, "bytes": len(content)},
    )
    return upload


@transaction.atomic
def read_file_as(*, upload: PeopleImport, encoding: str, delimiter: str, columns: list[str]) -> None:
    """Read the file in another way from now on. When the header itself reads otherwise, its columns are guessed anew.

    :raises UnreadableFile: when it cannot be read so
    """
    content = bytes(upload.content)
    before = read_table(content, encoding=upload.encoding, delimiter=upload.delimiter)
    after = read_table(content, encoding=encoding, delimiter=delimiter)
    upload.encoding, upload.delimiter = encoding, delimiter
    upload.columns = columns if after.header == before.header else recognise(after.header)
    upload.save(update_fields=["encoding", "delimiter", "columns"])


@transaction.atomic
def apply_import(*, upload: PeopleImport, fingerprint: str, by: Person, now: datetime) -> Plan:
    """Make the changes that were shown: all of them, or none.

    :raises ImportAlreadyApplied: when it was applied before
    :raises ImportHasErrors: when a line is wrong
    :raises PeopleChangedSince: when it would change something else than what `fingerprint` stands for
    """
    # One import at a time: each is planned against what the other left.
    Organisation.objects.select_for_update().first()
    upload = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if upload.state == PeopleImport.State.APPLIED:
        raise ImportAlreadyApplied
    day = today(now=now)
    plan = preview(upload, on=day).plan
    if plan is None or plan.errors:
        raise ImportHasErrors
    if plan.fingerprint != fingerprint:
        raise PeopleChangedSince
    _apply(plan, day)
    _record(upload, plan, by, now)
    return plan


def _apply(plan: Plan, day: date) -> None:
    changing = [person for person in plan.people if person.kind != Kind.UNCHANGED]
    _add_people([person for person in changing if person.kind == Kind.JOINER])
    _change_people([person for person in changing if person.kind != Kind.JOINER])
    teams = _add_teams(plan)
    starts = {person.id: max(person.row.started_on or day, day) for person in changing}
    begin(
        TeamMembership,
        "person",
        [
            TeamMembership(person_id=p.id, team_id=teams[_key(p.team)], starts_on=starts[p.id])
            for p in changing
            if p.team
        ],
    )
    begin(
        SupervisionLine,
        "worker",
        [
            SupervisionLine(worker_id=p.id, supervisor_id=p.supervisor, starts_on=starts[p.id])
            for p in changing
            if p.supervisor
        ],
    )
    _end_with_leaving({p.id: p.fields["left_on"] for p in changing if p.fields.get("left_on")})
    grants = [RoleGrant(person_id=person.id, role=role) for person in changing for role in person.roles]
    RoleGrant.objects.bulk_create(grants, ignore_conflicts=True)


def _columns(person: PlannedPerson) -> dict[str, Any]:
    return {COLUMNS_OF_PERSON.get(key, key): value for key, value in person.fields.items()}


def _add_people(joiners: list[PlannedPerson]) -> None:
    people = [Person(id=joiner.id, **_columns(joiner)) for joiner in joiners]
    for person in people:
        person.set_unusable_password()
    # Managers may come later in the file: the foreign key is checked when the transaction commits.
    Person.objects.bulk_create(people)


def _change_people(changing: list[PlannedPerson]) -> None:
    columns = {person.id: _columns(person) for person in changing if person.fields}
    people = Person.objects.in_bulk(list(columns))
    changed = set()
    for person_id, values in columns.items():
        if "email" in values:
            # An address that was corrected is tried again.
            values["email_bounced_at"] = None
        changed |= values.keys()
        for column, value in values.items():
            setattr(people[person_id], column, value)
    forget_addresses([person_id for person_id, values in columns.items() if "email" in values])
    if changed:
        Person.objects.bulk_update(people.values(), sorted(changed), batch_size=500)


def _add_teams(plan: Plan) -> dict[tuple[str, str], uuid.UUID]:
    """The keys of all teams by service and name, after adding those that are new."""
    Service.objects.bulk_create(Service(name=name) for name in plan.new_services)
    services = {name.casefold(): key for key, name in Service.objects.values_list("pk", "name")}
    Team.objects.bulk_create(
        Team(service_id=services[service.casefold()], name=name) for service, name in plan.new_teams
    )
    rows = Team.objects.values_list("service__name", "name", "pk")
    return {(service.casefold(), name.casefold()): key for service, name, key in rows}


def _key(team: tuple[str, str]) -> tuple[str, str]:
    return (team[0].casefold(), team[1].casefold())


def _end_with_leaving(leavers: dict[uuid.UUID, date]) -> None:
    """Whatever place somebody has ends with the day they leave."""
    by_day: dict[date, list[uuid.UUID]] = {}
    for person, day in leavers.items():
        by_day.setdefault(day, []).append(person)
    for day, people in by_day.items():
        for rows in (
            TeamMembership.objects.filter(person__in=people),
            SupervisionLine.objects.filter(worker__in=people),
        ):
            rows.filter(starts_on__gt=day).delete()
            rows.exclude(ends_on__lte=day).update(ends_on=day)


def _record(upload: PeopleImport, plan: Plan, by: Person, now: datetime) -> None:
    PeopleImport.objects.filter(pk=upload.pk).update(
        state=PeopleImport.State.APPLIED, applied_by=by, applied_at=now, content=b"", counts=plan.counts
    )
    changes = [
        Written(f"person.{_WORDS[person.kind]}", "person", person.id, person.id, _facts(person, upload))
        for person in plan.people
        if person.kind != Kind.UNCHANGED
    ]
    changes.append(
        Written("people_import.applied", "people_import", upload.pk, None, {"sha256": upload.sha256, **plan.counts})
    )
    record_many(changes=changes, by=by, now=now)


_WORDS = {Kind.JOINER: "joined", Kind.MOVER: "moved", Kind.LEAVER: "left", Kind.CHANGED: "changed"}


def _facts(person: PlannedPerson, upload: PeopleImport) -> dict[str, Any]:
    return {"import": str(upload.pk), "changed": sorted(change.label for change in person.changes)}
