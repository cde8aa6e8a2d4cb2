"""Drafting a paper: its figures are taken at that moment, taken anew on demand, and it is thrown away or issued."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people

from ...measures.enums import PlaceKind
from ...measures.places import words_of
from ...measures.queries import place_of
from ...measures.shown import Place
from ...models import BoardPaper
from ...packs.enums import Naming
from ...packs.scope import Scope, places_in
from ..exceptions import IsDrafted, NothingMeasured
from ..taking import digest_of, take
from .loading import draft_of
from .trail import note


@dataclass(frozen=True)
class Wanted:
    """Of which place (the organisation or a service) and months a paper is."""

    place: Place
    first_month: date
    last_month: date


@transaction.atomic
def draft_paper(*, wanted: Wanted, once: uuid.UUID, by: Any, now: datetime) -> BoardPaper:
    """Take the figures as they stand now; sent twice, the form makes one.

    :raises IsDrafted: when there is a draft of that place
    :raises NothingMeasured: when no measure has a month that may be shown
    """
    people.lock_person(by.pk)
    if same := BoardPaper.objects.filter(once=once).first():
        return same
    service_id = wanted.place.key if wanted.place.kind == PlaceKind.SERVICE else None
    if BoardPaper.objects.of_place(service_id).drafts().exists():
        raise IsDrafted
    figures = _figures(wanted.place, wanted.first_month, wanted.last_month, by, now)
    paper = BoardPaper.objects.create(
        once=once, reference=new_reference(), service_id=service_id, first_month=wanted.first_month,
        last_month=wanted.last_month, figures=figures, digest=digest_of(figures), taken_at=now, drafted_at=now, drafted_by=by,
    )  # fmt: skip
    months = {"first_month": f"{wanted.first_month:%Y-%m}", "last_month": f"{wanted.last_month:%Y-%m}"}
    note("board paper drafted", paper, by, now, reference=paper.reference, place=words_of(wanted.place), **months)
    return paper


@transaction.atomic
def take_figures_anew(*, paper: BoardPaper, by: Any, now: datetime) -> None:
    """The figures as they stand now take the place of those in the draft; what is written beside them stays.

    :raises NotADraft: when it was issued
    :raises NothingMeasured: when no measure has a month that may be shown any more
    """
    draft = draft_of(paper)
    place = place_of(draft.service_id, None)
    draft.figures = _figures(place, draft.first_month, draft.last_month, by, now)
    draft.digest, draft.taken_at = digest_of(draft.figures), now
    draft.save(update_fields=["figures", "digest", "taken_at"])
    note("figures of a board paper taken anew", draft, by, now, reference=draft.reference, digest=draft.digest)


@transaction.atomic
def throw_away(*, paper: BoardPaper, by: Any, now: datetime) -> None:
    """The draft with everything in it; that there was one stays in the trail.

    :raises NotADraft: when it was issued
    """
    draft = draft_of(paper)
    note("draft of a board paper thrown away", draft, by, now, reference=draft.reference)
    draft.delete()


def _figures(place: Place, first: date, last: date, by: Any, now: datetime) -> dict[str, Any]:
    organisation = people.organisation()
    scope = Scope(
        place, places_in(place), first, last, now, people.zone(), organisation.smallest_group, by, Naming.CODES
    )
    figures = take(scope)
    if not figures["measures"]:
        raise NothingMeasured
    return figures
