"""Evidence from a learning system: a file is received and looked at, brought in, and perhaps taken back."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.references import new_reference
from workforce_assurance.common.uploaded_columns import plain
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.common.uploads import ImportState, storable
from workforce_assurance.common.workbooks import looks_like_workbook
from workforce_assurance.people import queries as people

from ...models import CompetencyEvidence, EvidenceColumns, EvidenceImport
from ..columns import recognise
from ..enums import WithdrawnBecause
from ..exceptions import (
    AlreadyBroughtIn,
    ChangedSince,
    ColumnsAreMissing,
    FileIsUnreadable,
    LinesAreWrong,
    NotBroughtIn,
    OwnInTheFile,
)
from ..planning import Piece, Plan, look_at, table_of
from .trail import note
from .watching import BATCH, watch_people


@transaction.atomic
def receive_evidence(*, file_name: str, content: bytes, by: Any, now: datetime) -> EvidenceImport:
    """Keep the file to be looked at, its columns as they were last chosen; what the person left waiting is forgotten.

    :raises FileIsUnreadable: with a sentence that says what to do
    """
    try:
        table = table_of(content, workbook=looks_like_workbook(content))
    except UnreadableFile as refused:
        raise FileIsUnreadable(str(refused)) from None
    EvidenceImport.objects.waiting_for(by).delete()
    saved = EvidenceColumns.objects.values_list("columns", flat=True).first()
    upload = EvidenceImport.objects.create(
        file_name=storable(file_name), content=content, sha256=hashlib.sha256(content).hexdigest(),
        encoding=table.encoding, delimiter=table.delimiter, columns=recognise(table.header, saved), received_by=by,
        received_at=now,
    )  # fmt: skip
    note("evidence file received", upload, by, now, sha256=upload.sha256, bytes=len(content))
    return upload


@transaction.atomic
def read_evidence_as(
    *, upload: EvidenceImport, encoding: str, delimiter: str, columns: Sequence[str], by: Any, now: datetime
) -> None:
    """Read it in another way from now on, and files that have these headings too.

    :raises AlreadyBroughtIn: when it was brought in
    :raises FileIsUnreadable: when it cannot be read so
    """
    kept, upload = _one_at_a_time(), _waiting(upload)
    try:
        before = table_of(bytes(upload.content), encoding=upload.encoding, delimiter=upload.delimiter)
        after = table_of(bytes(upload.content), encoding=encoding, delimiter=delimiter)
    except UnreadableFile as refused:
        raise FileIsUnreadable(str(refused)) from None
    upload.encoding, upload.delimiter = encoding, delimiter
    upload.columns = list(columns) if after.header == before.header else recognise(after.header, kept.columns)
    upload.save(update_fields=["encoding", "delimiter", "columns"])
    kept.columns |= {plain(name): key for name, key in zip(after.header, upload.columns, strict=False) if plain(name)}
    kept.saved_at, kept.saved_by = now, by
    kept.save()
    note("evidence file read as", upload, by, now, columns=[key for key in upload.columns if key])


@transaction.atomic
def bring_evidence_in(*, upload: EvidenceImport, fingerprint: str, leave_out: bool, by: Any, now: datetime) -> Plan:
    """Bring in what was shown. Lines that are wrong stop it, unless it is said that they are left out.

    A file that brings nothing new leaves nothing behind.

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
    if not plan.pieces:
        note("evidence file brought nothing new", upload, by, now, sha256=upload.sha256)
        upload.delete()
        return plan
    upload.added, upload.left_out = len(plan.pieces), plan.lines_left_out
    upload.state, upload.content, upload.brought_in_at, upload.brought_in_by = ImportState.IN, b"", now, by
    upload.save()
    _write(upload, plan.pieces, by, now)
    note("evidence file brought in", upload, by, now, added=upload.added, left_out=upload.left_out)
    return plan


def _write(upload: EvidenceImport, pieces: Sequence[Piece], by: Any, now: datetime) -> None:
    rows = [
        CompetencyEvidence(
            once=uuid.uuid5(upload.pk, str(number)), reference=new_reference(), person_id=one.person,
            skill_code=one.skill, kind=one.kind, is_refresh=one.is_refresh, took_place_on=one.on,
            check_passed=one.check_passed, observed_by_id=one.observer, recorded_at=now, recorded_by=by,
            brought_by=upload,
        )
        for number, one in enumerate(pieces)
    ]  # fmt: skip
    CompetencyEvidence.objects.bulk_create(rows, batch_size=BATCH)
    _note_each("competency evidence brought in", rows, by, now)
    _follow_up({one.person for one in pieces}, by, now)


@transaction.atomic
def take_evidence_back(*, upload: EvidenceImport, by: Any, now: datetime) -> int:
    """Withdraw what it brought and still counts; gives how many pieces that is about.

    :raises NotBroughtIn: when it was never brought in, or taken back before
    :raises OwnInTheFile: when something in it is about themselves
    """
    _one_at_a_time()
    upload = EvidenceImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state != ImportState.IN:
        raise NotBroughtIn
    rows = list(upload.evidence.counting().select_for_update(of=("self",)).order_by("pk"))
    if any(row.person_id == by.pk for row in rows):
        raise OwnInTheFile
    CompetencyEvidence.objects.filter(pk__in=[row.pk for row in rows]).update(
        withdrawn_because=WithdrawnBecause.TAKEN_BACK, withdrawn_at=now, withdrawn_by=by
    )
    upload.state, upload.taken_back_at, upload.taken_back_by = ImportState.TAKEN_BACK, now, by
    upload.save(update_fields=["state", "taken_back_at", "taken_back_by"])
    _note_each("competency evidence withdrawn", rows, by, now)
    _follow_up({row.person_id for row in rows}, by, now)
    note("evidence file taken back", upload, by, now, withdrawn=len(rows))
    return len(rows)


def _follow_up(people_ids: set[uuid.UUID], by: Any, now: datetime) -> None:
    keys = sorted(people_ids)
    for at in range(0, len(keys), BATCH):
        watch_people(people_ids=keys[at : at + BATCH], by=by, now=now)


def _note_each(action: str, rows: Sequence[CompetencyEvidence], by: Any, now: datetime) -> None:
    """A row for each person's own history: keys, codes and dates."""
    changes = [
        audit.Written(
            action, "boundaries.competencyevidence", row.pk, about=row.person_id,
            facts={"skill": row.skill_code, "kind": row.kind, "took_place_on": row.took_place_on.isoformat()},
        )
        for row in rows
    ]  # fmt: skip
    audit.record_many(changes=changes, by=by, now=now)


def _one_at_a_time() -> EvidenceColumns:
    """Imports wait for one another: each is planned against what the other left."""
    EvidenceColumns.objects.bulk_create([EvidenceColumns()], ignore_conflicts=True)
    return EvidenceColumns.objects.select_for_update(of=("self",)).get()


def _waiting(upload: EvidenceImport) -> EvidenceImport:
    found = EvidenceImport.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if found is None or found.state != ImportState.WAITING:
        raise AlreadyBroughtIn
    return found
