"""Importing decisions: a file is received and looked at, brought in, and taken back. Nothing of it takes effect."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from workforce_assurance.action_log.queries import actions_from_any
from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import end_of_day, start_of_day
from workforce_assurance.common.references import new_reference
from workforce_assurance.common.uploaded_columns import plain, table_of
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.common.uploads import ImportState, storable
from workforce_assurance.common.workbooks import looks_like_workbook
from workforce_assurance.people import queries as people

from ..enums import DECISION_KIND
from ..models import Decision, DecisionColumns, DecisionImport
from .columns import recognise
from .exceptions import (
    AlreadyBroughtIn,
    ChangedSince,
    ColumnsAreMissing,
    FileIsUnreadable,
    LinesAreWrong,
    NotBroughtIn,
    UsedSince,
)
from .lines import Line
from .planning import Plan, look_at

BATCH = 1000
# The one kind of file.
NAME = "decisions"


@transaction.atomic
def receive_file(*, file_name: str, content: bytes, by: Any, now: datetime) -> DecisionImport:
    """Keep the file to be looked at, its columns as they were last chosen; what the person left waiting is forgotten.

    :raises FileIsUnreadable: with a sentence that says what to do
    """
    try:
        table = table_of(content, recognise, workbook=looks_like_workbook(content))
    except UnreadableFile as refused:
        raise FileIsUnreadable(str(refused)) from None
    DecisionImport.objects.waiting_for(by).delete()
    saved = DecisionColumns.objects.filter(pk=NAME).values_list("columns", flat=True).first()
    upload = DecisionImport.objects.create(
        file_name=storable(file_name), content=content, sha256=hashlib.sha256(content).hexdigest(),
        encoding=table.encoding, delimiter=table.delimiter, columns=recognise(table.header, saved),
        received_by=by, received_at=now,
    )  # fmt: skip
    _note("decisions.received", upload, by, now, bytes=len(content))
    return upload


@transaction.atomic
def read_file_as(
    *, upload: DecisionImport, encoding: str, delimiter: str, columns: Sequence[str], by: Any, now: datetime
) -> None:
    """Read it in another way from now on, and files of decisions that have these headings too.

    :raises AlreadyBroughtIn: when it was brought in
    :raises FileIsUnreadable: when it cannot be read so
    """
    chosen = _one_at_a_time()
    upload = _waiting(upload)
    content = bytes(upload.content)
    try:
        before = table_of(content, recognise, encoding=upload.encoding, delimiter=upload.delimiter)
        after = table_of(content, recognise, encoding=encoding, delimiter=delimiter)
    except UnreadableFile as refused:
        raise FileIsUnreadable(str(refused)) from None
    upload.encoding, upload.delimiter = encoding, delimiter
    upload.columns = list(columns) if after.header == before.header else recognise(after.header, chosen.columns)
    upload.save(update_fields=["encoding", "delimiter", "columns"])
    chosen.columns |= {plain(name): key for name, key in zip(after.header, upload.columns, strict=False) if plain(name)}
    chosen.saved_at, chosen.saved_by = now, by
    chosen.save()
    _note("decisions.read_as", upload, by, now, columns=[key for key in upload.columns if key])


@transaction.atomic
def bring_in(*, upload: DecisionImport, fingerprint: str, leave_out: bool, by: Any, now: datetime) -> Plan:
    """Bring in what was shown. Lines that are wrong stop it, unless it is said that they are left out.

    A file that brings nothing leaves nothing behind.

    :raises AlreadyBroughtIn: when it was brought in before
    :raises ColumnsAreMissing: when no column holds what it needs
    :raises LinesAreWrong: when a line is wrong and `leave_out` is not said
    :raises ChangedSince: when it would now bring something else than what `fingerprint` stands for
    """
    _one_at_a_time()
    upload = _waiting(upload)
    looked = look_at(upload, viewer=by, today=people.today(now=now))
    plan = looked.plan
    if looked.missing:
        raise ColumnsAreMissing(looked.missing)
    if plan.errors and not leave_out:
        raise LinesAreWrong
    if plan.fingerprint != fingerprint:
        raise ChangedSince
    if not plan.decisions:
        _note("decisions.brought_nothing", upload, by, now)
        upload.delete()
        return plan
    upload.added, upload.left_out = len(plan.decisions), plan.lines_left_out
    upload.state, upload.content, upload.brought_in_at, upload.brought_in_by = ImportState.IN, b"", now, by
    upload.save()
    made = Decision.objects.bulk_create(_rows(upload, plan.decisions), batch_size=BATCH)
    _note_each("decision imported", made, upload, by, now)
    _note("decisions.brought_in", upload, by, now, added=len(made), left_out=plan.lines_left_out)
    return plan


def _rows(upload: DecisionImport, lines: Sequence[Line]) -> list[Decision]:
    """Over since the day that the file says, and never in effect here: no clock runs, and nothing follows."""
    zone = people.zone()
    return [
        Decision(
            once=uuid.uuid5(upload.pk, line.key), reference=new_reference(), outside_key=line.key, brought_by=upload,
            kind=line.kind, ground=line.ground, covers=line.covers, case_reference=line.case, team_id=line.team,
            requester_id=line.requester, approver_id=line.approver, state=line.state, lifted_because=line.because,
            drafted_at=start_of_day(line.let_through, zone), approved_at=start_of_day(line.let_through, zone),
            effective_at=start_of_day(line.began, zone), ended_at=end_of_day(line.ended, zone),
            ends_at=end_of_day(line.until, zone) if line.until else None,
        )
        for line in lines
    ]  # fmt: skip


@transaction.atomic
def take_back(*, upload: DecisionImport, by: Any, now: datetime) -> int:
    """Take out what it brought, as long as nothing was built on it here; gives how many decisions that is about.

    :raises NotBroughtIn: when it was never brought in, or taken back before
    :raises UsedSince: when an appeal, an action or something else belongs to one of them since
    """
    _one_at_a_time()
    upload = DecisionImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state != ImportState.IN:
        raise NotBroughtIn
    rows = list(Decision.objects.select_for_update(of=("self",)).filter(brought_by=upload))
    if actions_from_any({DECISION_KIND: [row.pk for row in rows]}).exists():
        raise UsedSince
    _note_each("imported decision taken back", rows, upload, by, now)
    try:
        with transaction.atomic():
            Decision.objects.filter(brought_by=upload).delete()
    except ProtectedError:
        raise UsedSince from None
    upload.state, upload.taken_back_at, upload.taken_back_by = ImportState.TAKEN_BACK, now, by
    upload.save(update_fields=["state", "taken_back_at", "taken_back_by"])
    _note("decisions.taken_back", upload, by, now, removed=len(rows))
    return len(rows)


def _one_at_a_time() -> DecisionColumns:
    """Imports wait for one another: each is planned against what the other left."""
    DecisionColumns.objects.bulk_create([DecisionColumns(name=NAME)], ignore_conflicts=True)
    return DecisionColumns.objects.select_for_update(of=("self",)).get(pk=NAME)


def _waiting(upload: DecisionImport) -> DecisionImport:
    found = DecisionImport.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if found is None or found.state != ImportState.WAITING:
        raise AlreadyBroughtIn
    return found


def _note(action: str, upload: DecisionImport, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="boundaries.decisionimport", subject_id=upload.pk, by=by, now=now,
        facts={"sha256": upload.sha256, **facts},
    )  # fmt: skip


def _note_each(action: str, rows: Sequence[Decision], upload: DecisionImport, by: Any, now: datetime) -> None:
    changes = [
        audit.Written(action, DECISION_KIND, row.pk, facts={"reference": row.reference, "import": str(upload.pk)})
        for row in rows
    ]
    audit.record_many(changes=changes, by=by, now=now)
