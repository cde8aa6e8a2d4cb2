"""Issuing a paper: from then on it stands, and the one before it is replaced."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ...models import BoardPaper
from ..enums import PaperState
from ..exceptions import NobodyReads
from .loading import draft_of
from .telling import tell
from .trail import note


@transaction.atomic
def issue_paper(*, paper: BoardPaper, by: Any, now: datetime) -> None:
    """It changes no more, takes the place of the one that was in force there, and its readers are told.

    :raises NotADraft: when it was issued already
    :raises NobodyReads: when nobody is named to read it
    """
    draft = draft_of(paper)
    readers = set(draft.readers.values_list("person_id", flat=True))
    if not readers:
        raise NobodyReads
    before = BoardPaper.objects.of_place(draft.service_id).in_force().select_for_update(of=("self",)).first()
    if before is not None:
        replaced = {"state": PaperState.REPLACED, "replaced_at": now, "replaced_by": draft}
        BoardPaper.objects.filter(pk=before.pk).update(**replaced)
        note("board paper replaced", before, by, now, reference=before.reference, by_paper=draft.reference)
    draft.state, draft.issued_at, draft.issued_by = PaperState.ISSUED, now, by
    draft.save(update_fields=["state", "issued_at", "issued_by"])
    facts = {"reference": draft.reference, "digest": draft.digest, "readers": len(readers)}
    note("board paper issued", draft, by, now, **facts)
    tell(draft, readers, now)
