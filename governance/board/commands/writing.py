"""What is written beside the figures, and for whom the paper is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.people import queries as people

from ...models import BoardCaveat, BoardPaper, BoardReader
from ...packs.scope import role_of, roles_on
from ..enums import PaperState
from ..exceptions import NotADraft, TooManyCaveats
from .loading import draft_of
from .telling import tell
from .trail import note

MOST_CAVEATS = 5


@transaction.atomic
def write_caveat(*, paper: BoardPaper, measure: str, words: str, by: Any, now: datetime) -> BoardCaveat:
    """A sentence about a measure of the paper, or ("") about all of it; the same one twice stands once.

    :raises NotADraft: when it was issued
    :raises TooManyCaveats: when there are as many as it may hold
    """
    draft = draft_of(paper)
    if same := draft.caveats.filter(measure=measure, words=words).first():
        return same
    if draft.caveats.count() >= MOST_CAVEATS:
        raise TooManyCaveats
    written_as = role_of(by.pk, roles_on(people.today(now=now)))
    caveat = draft.caveats.create(measure=measure, words=words, written_by=by, written_as=written_as, written_at=now)
    note("caveat of a board paper written", caveat, by, now, reference=draft.reference, measure=measure)
    return caveat


@transaction.atomic
def take_caveat_back(*, caveat: BoardCaveat, by: Any, now: datetime) -> None:
    """It is gone with its words; taken back twice does nothing.

    :raises NotADraft: when the paper was issued
    """
    draft = draft_of(caveat.paper)
    if draft.caveats.filter(pk=caveat.pk).exists():
        note("caveat of a board paper taken back", caveat, by, now, reference=draft.reference)
        caveat.delete()


@transaction.atomic
def choose_readers(*, paper: BoardPaper, readers: Collection[Any], by: Any, now: datetime) -> None:
    """Whom it is for from now on; of a paper that was issued, whoever is added is told.

    :raises NotADraft: when a newer one took its place
    """
    found = BoardPaper.objects.select_for_update(of=("self",)).filter(pk=paper.pk).first()
    if found is None or found.state == PaperState.REPLACED:
        raise NotADraft
    wanted, there = {one.pk for one in readers}, set(found.readers.values_list("person_id", flat=True))
    found.readers.exclude(person__in=wanted).delete()
    BoardReader.objects.bulk_create([BoardReader(paper=found, person_id=key) for key in sorted(wanted - there)])
    if wanted != there:
        note("readers of a board paper chosen", found, by, now, reference=found.reference, number=len(wanted))
    if not found.is_draft:
        tell(found, wanted - there, now)
