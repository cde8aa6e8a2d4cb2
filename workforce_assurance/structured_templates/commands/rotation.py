"""Sealing everything again with the current key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import BinaryField, F, Model, QuerySet
from django.db.models.functions import Substr

from workforce_assurance.audit.commands import record

from ..places import SEALED_COLUMNS, place_of
from ..vault import current_prefix, reseal
from .key_checks import keep_check_of_current_key

BATCH = 500


def rotate_note_keys(*, now: datetime) -> int:
    """Seal again whatever was sealed with another key than the current one; gives how many values that were.

    Each batch is committed by itself, so it can be stopped at any moment and carries on where it was.

    :raises VaultError: when something cannot be opened; what was done before stays done
    """
    total = 0
    for model, columns in SEALED_COLUMNS.items():
        for column in columns:
            while done := _batch(model, column):
                total += done
    keep_check_of_current_key()
    if total:
        _record(total, now)
    return total


@transaction.atomic
def _batch(model: type[Model], column: str) -> int:
    rows = list(_old(model, column).order_by("pk").select_for_update(of=("self",))[:BATCH])
    if rows:
        table, key = model._meta.db_table, model._meta.pk.column
        changes = [(row.pk, reseal(getattr(row, column), place_of(row, column))) for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(
                # Names of our own tables and columns; the values are parameters.
                f'UPDATE "{table}" AS t SET "{column}" = new.sealed '  # noqa: S608
                f'FROM unnest(%s::{_type(model)}[], %s::bytea[]) AS new(key, sealed) WHERE t."{key}" = new.key',
                [[key for key, _ in changes], [sealed for _, sealed in changes]],
            )
    return len(rows)


def _old(model: type[Any], column: str) -> QuerySet:
    prefix = current_prefix()
    start = Substr(F(column), 1, len(prefix), output_field=BinaryField())
    old = model.objects.filter(**{f"{column}__isnull": False}).annotate(start=start)
    return old.exclude(start=prefix)


def _type(model: type[Model]) -> str:
    return str(model._meta.pk.db_type(connection)).split(" ", 1)[0]


@transaction.atomic
def _record(total: int, now: datetime) -> None:
    record(
        action="notes.keys_rotated", subject_type="vault", subject_id="notes", by=None, now=now, facts={"values": total}
    )
