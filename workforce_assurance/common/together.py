"""Several questions about rows, asked of the database together: one round trip for however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler


def fetch_together(questions: Iterable[QuerySet]) -> None:
    """Fetch the rows of each, so that going through them asks nothing more.

    Each statement gets its values before they travel as one text: the setting `server_side_binding` must stay off.
    """
    asked = [(queryset, queryset.query.get_compiler(queryset.db, elide_empty=False)) for queryset in questions]
    if not asked:
        return
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(cursor.mogrify(*compiler.as_sql()) for _, compiler in asked))
        for queryset, compiler in asked:
            _fill(queryset, compiler, cursor.fetchall())
            cursor.nextset()


def _fill(queryset: QuerySet, compiler: SQLCompiler, rows: Sequence[Any]) -> None:
    """Let the queryset make its objects, as it always does, of rows that are here already."""
    queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
    compiler.execute_sql = lambda *_, **__: iter([rows])  # type: ignore[method-assign]
    len(queryset)
