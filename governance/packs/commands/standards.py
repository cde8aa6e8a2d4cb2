"""Writing down standards of others: a clause that is changed ends, and another begins in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from workforce_assurance.audit.commands import record

from ...models import NamedStandard, StandardClause
from ..exceptions import ClauseHasEnded, NameTaken, NothingSaysAnything, NumberTaken

STANDARD, CLAUSE = "governance.namedstandard", "governance.standardclause"
CODE_LENGTH = 40


@dataclass(frozen=True)
class Said:
    """What a clause says: its number, what is asked in our words, keys of what answers it, and what does not."""

    number: str
    words: str
    evidence: list[str]
    gap: str


@transaction.atomic
def add_standard(*, name: str, source: str, about: str, by: Any, now: datetime) -> NamedStandard:
    """Behind those that are there; its code follows from its name.

    :raises NameTaken: when one of that name is there, as when the form was sent twice
    """
    last = NamedStandard.objects.aggregate(last=Max("position"))["last"] or 0
    code = slugify(name)[:CODE_LENGTH] or "standard"
    facts = {"name": name, "source": source, "about": about, "position": last + 10}
    standard, is_new = NamedStandard.objects.get_or_create(code=code, defaults=facts)
    if not is_new:
        raise NameTaken
    record(action="standard.added", subject_type=STANDARD, subject_id=code, by=by, now=now)
    return standard


@transaction.atomic
def change_standard(*, standard: NamedStandard, name: str, source: str, about: str, by: Any, now: datetime) -> None:
    after = {"name": name, "source": source, "about": about}
    changed = [field for field, words in after.items() if getattr(standard, field) != words]
    if not changed:
        return
    NamedStandard.objects.filter(pk=standard.pk).update(**after)
    facts = {"changed": changed}
    record(action="standard.changed", subject_type=STANDARD, subject_id=standard.pk, by=by, now=now, facts=facts)


@transaction.atomic
def add_clause(*, standard: NamedStandard, said: Said, by: Any, now: datetime) -> StandardClause:
    """At the end of its standard.

    :raises NumberTaken: when another clause has its number
    :raises NothingSaysAnything: when it names neither evidence nor a gap
    """
    _hold(standard.pk)
    last = standard.clauses.aggregate(last=Max("position"))["last"] or 0
    return _write(standard.pk, said, position=last + 1, by=by, now=now, action="clause.added")


@transaction.atomic
def change_clause(*, clause: StandardClause, said: Said, by: Any, now: datetime) -> StandardClause:
    """In its place; what it said before stays. Where it says the same, nothing is written.

    :raises ClauseHasEnded: when somebody else was quicker
    :raises NumberTaken: when another clause has its number
    :raises NothingSaysAnything: when it names neither evidence nor a gap
    """
    current = _current(clause)
    if said == Said(current.number, current.words, current.evidence, current.gap):
        return current
    _end(current, now)
    return _write(clause.standard_id, said, position=clause.position, by=by, now=now, action="clause.changed")


@transaction.atomic
def take_clause_out(*, clause: StandardClause, by: Any, now: datetime) -> None:
    """Packs that are made from now on are not held against it.

    :raises ClauseHasEnded: when somebody else was quicker
    """
    _end(_current(clause), now)
    facts = {"standard": clause.standard_id, "number": clause.number}
    record(action="clause.taken_out", subject_type=CLAUSE, subject_id=clause.pk, by=by, now=now, facts=facts)


def _hold(code: str) -> None:
    NamedStandard.objects.select_for_update().get(pk=code)


def _current(clause: StandardClause) -> StandardClause:
    """The clause as it stands, with its standard held.

    :raises ClauseHasEnded: when somebody else was quicker
    """
    _hold(clause.standard_id)
    found = StandardClause.objects.in_force().filter(pk=clause.pk).first()
    if found is None:
        raise ClauseHasEnded
    return found


def _end(clause: StandardClause, now: datetime) -> None:
    clause.ended_at = now
    clause.save(update_fields=["ended_at"])


def _write(code: str, said: Said, *, position: int, by: Any, now: datetime, action: str) -> StandardClause:
    if not (said.evidence or said.gap):
        raise NothingSaysAnything
    if StandardClause.objects.in_force().filter(standard=code, number=said.number).exists():
        raise NumberTaken
    clause = StandardClause.objects.create(
        standard_id=code, number=said.number, words=said.words, evidence=said.evidence, gap=said.gap, position=position,
        written_at=now, written_by=by,
    )  # fmt: skip
    facts = {"standard": code, "number": said.number, "evidence": said.evidence}
    record(action=action, subject_type=CLAUSE, subject_id=clause.pk, by=by, now=now, facts=facts)
    return clause
