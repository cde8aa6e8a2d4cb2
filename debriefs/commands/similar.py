"""Similar accounts: a job suggests pairs by what was written, of which nothing is kept; a person who read both decides."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from workforce_assurance.audit import commands as audit
from workforce_assurance.structured_templates.compared import shared_answers, shared_words

from ..enums import ACCOUNT_PURPOSE, SimilarState
from ..models import ComparedAccount, Incident, SimilarAccounts
from ..similar import Pair, capped, similar_pairs

# One run at a time.
COMPARER = 2_110_004
BATCH = 200
# How far apart two incidents may lie, and how many suggestions one has at a time.
APART, MOST = timedelta(days=730), 5
# The accounts of a service, each with as of when it is compared.
Changed = Mapping[uuid.UUID, datetime]


def suggest_similar(*, now: datetime) -> int:
    """Compare each account that was written or changed since it was last compared with those of its service.

    Service by service, each committed by itself: it may be stopped at any moment and carries on where it was. Gives how
    many pairs were suggested. Words are opened here, in memory, and leave it nowhere.
    """
    total = 0
    with _alone() as here:
        while here and (changed := _changed()):
            for service_id, accounts in _by_service(changed).items():
                total += _compare(service_id, accounts, now)
    return total


@transaction.atomic
def decide_similar(*, pair: SimilarAccounts, similar: bool, by: Any, now: datetime) -> SimilarAccounts:
    """Say whether two accounts are similar, over what was said before. Twice is once."""
    locked = SimilarAccounts.objects.select_for_update(of=("self",), no_key=True).get(pk=pair.pk)
    state = SimilarState.SIMILAR if similar else SimilarState.DISMISSED
    if locked.state == state:
        return locked
    locked.state, locked.decided_at, locked.decided_by = state, now, by
    locked.save()
    for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
        audit.record(
            action="similar account decided", subject_type="debriefs.incident", subject_id=one.pk, by=by, now=now,
            facts={"reference": one.reference, "other": other.reference, "similar": similar},
        )  # fmt: skip
    return locked


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other run is under way; that one does the work. A crash frees the place with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [COMPARER])
        here = bool(cursor.fetchone()[0])
    try:
        yield here
    finally:
        if here:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, 0)", [COMPARER])


def _changed() -> dict[uuid.UUID, datetime]:
    """The next accounts that are to be compared, each with when it was last written."""
    compared = ComparedAccount.objects.filter(
        incident=OuterRef("response__subject_id"), answered_at__gte=OuterRef("answered_at")
    )
    known = {"response__subject_id__in": Incident.objects.values("pk")}
    rows = shared_answers(ACCOUNT_PURPOSE).filter(~Exists(compared), **known).values_list("response__subject_id")
    return dict(rows.annotate(last=Max("answered_at")).order_by("last")[:BATCH])


def _by_service(changed: Changed) -> dict[uuid.UUID, dict[uuid.UUID, datetime]]:
    found: dict[uuid.UUID, dict[uuid.UUID, datetime]] = defaultdict(dict)
    for key, service_id in Incident.objects.filter(pk__in=changed).values_list("pk", "team__service"):
        found[service_id][key] = changed[key]
    return found


@transaction.atomic
def _compare(service_id: uuid.UUID, changed: Changed, now: datetime) -> int:
    happened = dict(Incident.objects.filter(pk__in=changed).values_list("pk", "happened_at"))
    span = (min(happened.values()) - APART, max(happened.values()) + APART)
    near = Incident.objects.filter(team__service=service_id, happened_at__range=span)
    happened |= dict(near.values_list("pk", "happened_at"))
    words = shared_words(ACCOUNT_PURPOSE, near.values("pk"))
    SimilarAccounts.objects.suggested().of_any(changed).delete()
    alike = [
        _in_order(pair)
        for pair in similar_pairs(words, only=changed.keys())
        if abs(happened[pair.first] - happened[pair.second]) <= APART
    ]
    new = _new(alike, changed)
    SimilarAccounts.objects.bulk_create(
        (SimilarAccounts(first_id=one, second_id=other, score=score, found_at=now) for one, other, score in new),
        ignore_conflicts=True,
    )
    _mark(changed)
    audit.record(
        action="accounts compared", subject_type="people.service", subject_id=service_id, by=None, now=now,
        facts={"changed": len(changed), "with": len(words), "suggested": len(new)},
    )  # fmt: skip
    return len(new)


def _in_order(pair: Pair[uuid.UUID]) -> Pair[uuid.UUID]:
    first, second = sorted((pair.first, pair.second))
    return Pair(first, second, pair.score)


def _new(alike: list[Pair[uuid.UUID]], changed: Collection[uuid.UUID]) -> list[Pair[uuid.UUID]]:
    """Those that nobody has decided on yet, at most so many for each incident with what is suggested for it already."""
    decided = set(SimilarAccounts.objects.of_any(changed).values_list("first", "second"))
    ends = {end for pair in alike for end in (pair.first, pair.second)}
    waiting = SimilarAccounts.objects.suggested().of_any(ends).values_list("first", "second")
    already = Counter(end for pair in waiting for end in pair)
    return capped([pair for pair in alike if (pair.first, pair.second) not in decided], most=MOST, already=already)


def _mark(changed: Changed) -> None:
    ComparedAccount.objects.bulk_create(
        (ComparedAccount(incident_id=key, answered_at=last) for key, last in changed.items()),
        update_conflicts=True, unique_fields=["incident"], update_fields=["answered_at"],
    )  # fmt: skip
