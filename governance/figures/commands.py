"""Importing figures by team and month: a file is received and looked at, brought in, and taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.uploaded_columns import plain
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.common.uploads import storable
from workforce_assurance.common.workbooks import looks_like_workbook
from workforce_assurance.people import queries as people

from ..models import FigureChange, FigureImport, FigureMapping, TeamMonth
from .enums import FileKind, ImportState
from .exceptions import (
    AlreadyBroughtIn,
    ColumnsAreMissing,
    FiguresChangedSince,
    FileIsUnreadable,
    LinesAreWrong,
    NotBroughtIn,
    WrittenOverSince,
)
from .kinds import recognise
from .planning import Change, Plan, look_at, table_of

BATCH = 1000


@transaction.atomic
def receive_file(*, kind: FileKind, file_name: str, content: bytes, by: Any, now: datetime) -> FigureImport:
    """Keep the file to be looked at, its columns as they were last chosen; what the person left waiting is forgotten.

    :raises FileIsUnreadable: with a sentence that says what to do
    """
    try:
        table = table_of(content, kind, workbook=looks_like_workbook(content))
    except UnreadableFile as refused:
        raise FileIsUnreadable(str(refused)) from None
    FigureImport.objects.waiting_for(by).delete()
    saved = FigureMapping.objects.filter(pk=kind).values_list("columns", flat=True).first()
    upload = FigureImport.objects.create(
        kind=kind, file_name=storable(file_name), content=content, sha256=hashlib.sha256(content).hexdigest(),
        encoding=table.encoding, delimiter=table.delimiter, columns=recognise(kind, table.header, saved),
        received_by=by, received_at=now,
    )  # fmt: skip
    _note("figures.received", upload, by, now, bytes=len(content))
    return upload


@transaction.atomic
def read_file_as(
    *, upload: FigureImport, encoding: str, delimiter: str, columns: Sequence[str], by: Any, now: datetime
) -> None:
    """Read it in another way from now on, and files of its kind that have these headings too.

    :raises AlreadyBroughtIn: when it was brought in
    :raises FileIsUnreadable: when it cannot be read so
    """
    mapping = _one_at_a_time(upload)
    upload = _waiting(upload)
    kind = FileKind(upload.kind)
    try:
        before = table_of(bytes(upload.content), kind, encoding=upload.encoding, delimiter=upload.delimiter)
        after = table_of(bytes(upload.content), kind, encoding=encoding, delimiter=delimiter)
    except UnreadableFile as refused:
        raise FileIsUnreadable(str(refused)) from None
    upload.encoding, upload.delimiter = encoding, delimiter
    upload.columns = list(columns) if after.header == before.header else recognise(kind, after.header, mapping.columns)
    upload.save(update_fields=["encoding", "delimiter", "columns"])
    mapping.columns |= {
        plain(name): key for name, key in zip(after.header, upload.columns, strict=False) if plain(name)
    }
    mapping.saved_at, mapping.saved_by = now, by
    mapping.save()
    _note("figures.read_as", upload, by, now, columns=[key for key in upload.columns if key])


@transaction.atomic
def bring_in(*, upload: FigureImport, fingerprint: str, leave_out: bool, by: Any, now: datetime) -> Plan:
    """Bring in what was shown. Lines that are wrong stop it, unless it is said that they are left out.

    A file that changes nothing leaves nothing behind.

    :raises AlreadyBroughtIn: when it was brought in before
    :raises ColumnsAreMissing: when no column holds what it needs
    :raises LinesAreWrong: when a line is wrong and `leave_out` is not said
    :raises FiguresChangedSince: when it would now bring something else than what `fingerprint` stands for
    """
    _one_at_a_time(upload)
    upload = _waiting(upload)
    looked = look_at(upload, viewer=by, today=people.today(now=now))
    plan = looked.plan
    if looked.missing:
        raise ColumnsAreMissing(looked.missing)
    if plan.errors and not leave_out:
        raise LinesAreWrong
    if plan.fingerprint != fingerprint:
        raise FiguresChangedSince
    if not plan.changes:
        _note("figures.changed_nothing", upload, by, now)
        upload.delete()
        return plan
    upload.added, upload.replaced, upload.left_out = plan.added, plan.replaced, plan.lines_left_out
    upload.state, upload.content, upload.brought_in_at, upload.brought_in_by = ImportState.IN, b"", now, by
    upload.save()
    write(upload, plan.changes)
    _note("figures.brought_in", upload, by, now, added=plan.added, replaced=plan.replaced, left_out=plan.lines_left_out)
    return plan


def write(upload: FigureImport, changes: Sequence[Change]) -> None:
    """The figures as they stand now, and what each of them was before."""
    rows = [
        FigureChange(
            of_import=upload, figure=one.figure, team_id=one.team, month=one.month, after=one.after, before=one.before,
            before_by_id=one.before_by,
        )
        for one in changes
    ]  # fmt: skip
    FigureChange.objects.bulk_create(rows, batch_size=BATCH)
    figures = [
        TeamMonth(figure=one.figure, team_id=one.team, month=one.month, value=one.after, brought_by=upload)
        for one in changes
    ]
    TeamMonth.objects.bulk_create(
        figures, batch_size=BATCH, update_conflicts=True, unique_fields=["figure", "team", "month"],
        update_fields=["value", "brought_by"],
    )  # fmt: skip


@transaction.atomic
def take_back(*, upload: FigureImport, by: Any, now: datetime) -> int:
    """Put back what was there before; gives how many figures that is about.

    :raises NotBroughtIn: when it was never brought in, or taken back before
    :raises WrittenOverSince: when a later import replaced some of its figures
    """
    _one_at_a_time(upload)
    upload = FigureImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state != ImportState.IN:
        raise NotBroughtIn
    changes = list(upload.changes.all())
    if upload.figures.count() != len(changes):
        raise WrittenOverSince
    upload.figures.all().delete()
    was = [
        TeamMonth(figure=one.figure, team_id=one.team_id, month=one.month, value=one.before, brought_by_id=one.before_by_id)
        for one in changes
        if one.before is not None and one.before_by_id is not None
    ]  # fmt: skip
    TeamMonth.objects.bulk_create(was, batch_size=BATCH)
    upload.state, upload.taken_back_at, upload.taken_back_by = ImportState.TAKEN_BACK, now, by
    upload.save(update_fields=["state", "taken_back_at", "taken_back_by"])
    _note("figures.taken_back", upload, by, now, removed=len(changes) - len(was), put_back=len(was))
    return len(changes)


def _one_at_a_time(upload: FigureImport) -> FigureMapping:
    """Imports of a kind wait for one another: each is planned against what the other left."""
    FigureMapping.objects.bulk_create([FigureMapping(kind=upload.kind)], ignore_conflicts=True)
    return FigureMapping.objects.select_for_update(of=("self",)).get(pk=upload.kind)


def _waiting(upload: FigureImport) -> FigureImport:
    found = FigureImport.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if found is None or found.state != ImportState.WAITING:
        raise AlreadyBroughtIn
    return found


def _note(action: str, upload: FigureImport, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="governance.figureimport", subject_id=upload.pk, by=by, now=now,
        facts={"kind": upload.kind, "sha256": upload.sha256, **facts},
    )  # fmt: skip
