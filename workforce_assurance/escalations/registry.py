"""What can run out: each practice registers its obligations when it starts; never changed afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Obligation:
    """One kind of thing that falls due.

    The practice keeps, on each of its rows, the instant at which the sweep has to look again (an indexed `next_check`),
    so that a sweep with nothing to do costs nothing.

    - `claim(now, limit)` locks (skip locked) and advances up to `limit` rows whose instant has come, flags those that ran
      out, and returns a queryset of them with exactly the columns `subject_id, reference, about_id, responsible_id,
      due_at, runs_out_at` in its `.values_list()`; it is used as the source of an INSERT ... SELECT in the same transaction.
    - `still_due(subject_ids, now)` gives, of these, the ids whose obligation is still unmet.
    - `page(subject_id)` gives the address of the page where something can be done about it.
    """

    kind: str
    # Used in sentences: "3 supervision sessions past their date".
    singular: str
    plural: str
    claim: Callable[[datetime, int], QuerySet]
    still_due: Callable[[Iterable[uuid.UUID], datetime], set[uuid.UUID]]
    page: Callable[[uuid.UUID], str]
    # May this person know of the record? Asked for every recipient that a rung finds.
    may_know: Callable[[Any, Any], bool]


OBLIGATIONS: dict[str, Obligation] = {}


def register_obligation(obligation: Obligation) -> None:
    """:raises ValueError: when the kind is taken."""
    if obligation.kind in OBLIGATIONS:
        raise ValueError(f"The obligation {obligation.kind} is registered already.")
    OBLIGATIONS[obligation.kind] = obligation
