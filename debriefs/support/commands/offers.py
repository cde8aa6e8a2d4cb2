"""Offering support, and saying yes, later or no to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people import queries as people

from ...enums import OfferAnswer
from ...exceptions import KindNotOffered, LaterOnlyOnce, NotWithinAWhile, OfferOfAnother, SupportNotOffered
from ...models import Incident, SupportKind, SupportOffer

LONGEST_WHILE = timedelta(days=60)


@transaction.atomic
def offer_support(
    *, kind: SupportKind, to: Any, by: Any, now: datetime, incident: Incident | None = None
) -> SupportOffer:
    """Offer one kind of support to somebody, after an incident or without one.

    :raises KindNotOffered: when the organisation does not offer it
    :raises SupportNotOffered: when it waits for their answer already, or they do not work here, or are oneself
    """
    if not kind.is_offered:
        raise KindNotOffered("Your organisation does not offer this at present. Choose another kind.")
    here = people.people_in_post(on=people.today(now=now)).filter(pk=to.pk, is_active=True)
    if to.pk == by.pk or not here.exists():
        raise SupportNotOffered("Choose a colleague who works here.")
    try:
        with transaction.atomic():
            offer = SupportOffer.objects.create(kind=kind, to=to, incident=incident, offered_by=by, offered_at=now)
    except IntegrityError as error:
        raise SupportNotOffered(
            "You offered this already. It waits for their answer, and nobody reminds them."
        ) from error
    _record("support offered", offer, by, now)
    return offer


@transaction.atomic
def answer_offer(
    *, offer: SupportOffer, answer: OfferAnswer, by: Any, now: datetime, again_on: date | None = None
) -> SupportOffer:
    """Say yes, no, or later: then it is brought up once more on `again_on`, within 60 days. An answer may be changed.

    :raises OfferOfAnother: when it was made to somebody else
    :raises LaterOnlyOnce: when it was put off before
    :raises NotWithinAWhile: when `again_on` is not within 60 days from now
    """
    locked = SupportOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if locked.to_id != by.pk:
        raise OfferOfAnother("This was offered to somebody else.")
    if answer == OfferAnswer.LATER:
        if locked.again_on is not None:
            raise LaterOnlyOnce(
                "You put this off before. Leave it as it is, or say yes or no; it is not brought up again."
            )
        today = people.today(now=now)
        if again_on is None or not today < again_on <= today + LONGEST_WHILE:
            raise NotWithinAWhile("Choose a day within the next 60 days.")
        locked.again_on = again_on
    locked.answer, locked.answered_at = answer, now
    locked.save()
    _record("support offer answered", locked, by, now)
    return locked


def _record(action: str, offer: SupportOffer, by: Any, now: datetime) -> None:
    """Neither the kind nor the answer: who reads the trail may know that support was offered, and no more."""
    audit.record(
        action=action, subject_type="debriefs.support_offer", subject_id=offer.pk, by=by, now=now, about=offer.to_id
    )
