"""What can run out: each practice registers its obligations when it starts; never changed afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

Statement = tuple[str, Sequence[Any]]
# Whether this person may know of that worker's record.
MayKnow = Callable[[Any, uuid.UUID], bool]


# Materialized, so that no plan asks a second time for rows to lock and takes more of them than the limit.
CLAIMED = """WITH claimed AS MATERIALIZED (
    SELECT id FROM {table} WHERE next_check <= %s{only} ORDER BY next_check LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
)"""


def claimed_from(table: str, *, only: str = "") -> str:
    """How a claim begins: `claimed` are the keys of the rows that it may change. Its parameters are now and the limit.

    `only` is a condition of our own words, where a table holds obligations of several kinds: "kind = 'gate'".
    """
    return CLAIMED.format(table=table, only=f" AND {only}" if only else "")


@dataclass(frozen=True)
class Obligation:
    """One kind of thing that falls due.

    The practice keeps, on each of its rows, the instant at which the sweep has to look again (an indexed `next_check`),
    so that a sweep with nothing to do costs nothing.

    - `claim(now, limit)` gives the statement, as SQL and its parameters, that locks (skip locked) and advances up to
      `limit` rows whose instant has come (it begins with `claimed_from(table)`), flags those that ran out, and returns,
      in this order, their subject_id, reference, about_id, responsible_id, due_at, runs_out_at: an
      `UPDATE ... RETURNING`. A practice that claims in
      statements of its own gives a queryset of the claimed rows with those six in its `values_list()`. Either becomes
      the source of an INSERT ... SELECT in the same transaction. Where nobody is responsible yet, the worker stands there too.
    - `due(now)` gives a queryset of the rows that a claim at that moment would take, with the same six in its
      `values_list()`; it locks and changes nothing. Every sweep asks whether there is any, and the dry run
      before the first start counts it.
    - `unmet(now)` gives the rows whose obligation is still unmet, as a queryset used as a subquery, so that asking
      for a thousand costs about what asking for ten does.
    - `page(subject_id)` gives the address of the page where something can be done about it.
    - `may_know(person, worker_id)` says whether this person may know of that worker's record. It is asked in memory for
      every recipient that a rung finds beside the pair itself: no query in it.
    - `may_know_of(worker_ids)` gives `may_know` for the records of these workers, with what it needs asked at once. Left out
      where the answer is in what is loaded anyway.
    - `kept_from(person_ids)` gives the subject_ids of what none of these people may learn of at all, whoever they are to the
      worker, as a queryset used as a subquery: a complaint about somebody. Left out where there is no such thing.
    - `responsible` and `why_responsible` are the words for whoever is responsible, where that is no supervisor: "whoever
      checks it" is told, because "you check what was agreed".
    - `remind(working_days=, now=)` is called in the transaction that publishes a ladder with another number of working
      days before the due date, None for no reminder: the practice moves its instants. Left out when it has none.
    - `open_to(person, subject_ids, on=)` gives those whose page this person may open on that day. Whoever was told of
      one and may not is led to the page of the alert. Left out when whoever is told may open it.
    """

    kind: str
    # Used in sentences: "3 supervision sessions past their date".
    singular: str
    plural: str
    claim: Callable[[datetime, int], QuerySet | Statement]
    due: Callable[[datetime], QuerySet]
    unmet: Callable[[datetime], QuerySet]
    page: Callable[[uuid.UUID], str]
    may_know: MayKnow
    # With whom it is: "supervision" for "Supervision of Sam Okoro"; the singular when there is no other word.
    activity: str = ""
    remind: Callable[..., Any] | None = None
    # What can be done on that page, as the word of a link to it.
    act: str = "Record or move it"
    open_to: Callable[..., Collection[uuid.UUID]] | None = None
    responsible: str = "the supervisor"
    why_responsible: str = "you supervise the people concerned"
    may_know_of: Callable[[Collection[uuid.UUID]], MayKnow] | None = None
    kept_from: Callable[[Collection[uuid.UUID]], QuerySet] | None = None

    def knowing(self, worker_ids: Collection[uuid.UUID]) -> MayKnow:
        """Who may know of the records of these workers: as many questions for a thousand as for one."""
        return self.may_know_of(worker_ids) if self.may_know_of else self.may_know


OBLIGATIONS: dict[str, Obligation] = {}


def register_obligation(obligation: Obligation) -> None:
    """:raises ValueError: when the kind is taken."""
    if obligation.kind in OBLIGATIONS:
        raise ValueError(f"The obligation {obligation.kind} is registered already.")
    OBLIGATIONS[obligation.kind] = obligation
