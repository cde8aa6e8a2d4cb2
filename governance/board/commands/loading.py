"""A paper as it stands now, held until the end of the transaction."""

from __future__ import annotations

from ...models import BoardPaper
from ..exceptions import NotADraft


def draft_of(paper: BoardPaper) -> BoardPaper:
    """:raises NotADraft: when it was issued, or thrown away"""
    found = BoardPaper.objects.select_for_update(of=("self",)).filter(pk=paper.pk).first()
    if found is None or not found.is_draft:
        raise NotADraft
    return found
