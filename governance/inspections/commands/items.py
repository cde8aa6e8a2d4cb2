"""One more item: asked for by the inspector, answered by whoever leads governance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ...models import Inspection, InspectionItem
from ...packs.enums import PackState
from ..enums import Answer
from ..exceptions import HasEnded, IsAnswered, NothingChosen, OneIsAsked, PackNotReady
from ..mail import ANSWERED, ASKED, send
from .trail import note


@dataclass(frozen=True)
class Given:
    """How an item is answered, and with what."""

    answer: Answer
    pack: Any = None
    unit: Any = None


@transaction.atomic
def ask_for_item(*, inspection: Inspection, words: str, by: Any, now: datetime) -> InspectionItem:
    """Whoever gave the access is told that something is asked for. The same words sent twice ask once.

    :raises HasEnded: when it is over, or not theirs
    :raises OneIsAsked: when one waits for its answer
    """
    found = Inspection.objects.open_to(by, now=now).select_for_update(of=("self",)).filter(pk=inspection.pk).first()
    if found is None:
        raise HasEnded
    waiting = found.items.waiting().first()
    if waiting is not None and waiting.words == words:
        return waiting
    if waiting is not None:
        raise OneIsAsked
    item = found.items.create(words=words, asked_at=now)
    note("inspector asked for an item", found, by, now, item=str(item.pk))
    send(ASKED, found, found.granted_by, now, key=item.pk)
    return item


@transaction.atomic
def answer_item(*, item: InspectionItem, given: Given, by: Any, now: datetime) -> None:
    """Once; what is given is read under the same access, until the same end.

    :raises IsAnswered: when it is
    :raises HasEnded: when the access is over
    :raises NothingChosen: when what is given is not named
    :raises PackNotReady: when the pack is not made
    """
    locked = InspectionItem.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=item.pk)
    if locked.answer:
        raise IsAnswered
    if not locked.inspection.is_open(now):
        raise HasEnded
    pack = given.pack if given.answer == Answer.PACK else None
    unit = given.unit if given.answer == Answer.RECORD else None
    if (given.answer == Answer.PACK and pack is None) or (given.answer == Answer.RECORD and unit is None):
        raise NothingChosen
    if pack is not None and pack.state != PackState.READY:
        raise PackNotReady
    locked.answer, locked.given_pack, locked.given_unit = given.answer, pack, unit
    locked.answered_at, locked.answered_by = now, by
    locked.save(update_fields=["answer", "given_pack", "given_unit", "answered_at", "answered_by"])
    note("inspector's item answered", locked.inspection, by, now, item=str(locked.pk), answer=given.answer.value)
    send(ANSWERED, locked.inspection, locked.inspection.inspector, now, key=locked.pk)
