"""Several questions about rows, asked of the database together: one round trip for however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class Asked:
    """A question as the database is asked it: its statement, and what makes objects of the rows."""

    queryset: QuerySet
    compiler: SQLCompiler
    statement: str
    values: Sequence[Any]


def asked(queryset: QuerySet) -> Asked:
    compiler = queryset.query.get_compiler(queryset.db, elide_empty=False)
    return Asked(queryset, compiler, *compiler.as_sql())


def fetch_together(questions: Iterable[QuerySet]) -> None:
    """Fetch the rows of each, so that going through them asks nothing more."""
    fetch_asked([asked(queryset) for queryset in questions])


def fetch_asked(questions: Sequence[Asked]) -> None:
    """The same for questions that are put together already.

    Each statement gets its values before they travel as one text: the setting `server_side_binding` must stay off.
    """
    if not questions:
        return
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(cursor.mogrify(one.statement, one.values) for one in questions))
        for one in questions:
            _fill(one.queryset, one.compiler, cursor.fetchall())
            cursor.nextset()


def count_and_fetch(rows: QuerySet, *, most: int, page: QuerySet) -> int:
    """How many rows there are, counted to `most` and no further; the page's are fetched on the way."""
    counted, fetched = asked(rows.order_by().values_list(Value(1))[:most]), asked(page)
    with connection.cursor() as cursor:
        count, rows_of_page = (cursor.mogrify(one.statement, one.values) for one in (counted, fetched))
        cursor.execute(f"SELECT count(*) FROM ({count}) counted;\n{rows_of_page}")  # noqa: S608 - a queryset's own
        (found,) = cursor.fetchone()
        cursor.nextset()
        _fill(fetched.queryset, fetched.compiler, cursor.fetchall())
    return int(found)


def _fill(queryset: QuerySet, compiler: SQLCompiler, rows: Sequence[Any]) -> None:
    """Let the queryset make its objects, as it always does, of rows that are here already."""
    queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
    compiler.execute_sql = lambda *_, **__: iter([rows])  # type: ignore[method-assign]
    len(queryset)
