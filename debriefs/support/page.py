"""What the page of support shows to one person: what was offered to them, and what they offered to others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.support import Contact
from workforce_assurance.common.words import long_day
from workforce_assurance.people.enums import SupportWay

from ..enums import OfferAnswer, RequestState
from ..models import SupportOffer, SupportRequest
from .contacts import preference_of
from .forms import WEEKS, PreferenceForm
from .queries import kinds_to_ask_for, kinds_to_talk_with
from .words import ABOUT, answer_status, request_status

SHOWN = 20


def page(viewer: Any, now: datetime, zone: ZoneInfo, contacts: Sequence[Contact]) -> dict[str, Any]:
    rows = SupportOffer.objects.select_related("offered_by", "to", "incident")
    mine = [_mine(offer, zone) for offer in rows.made_to(viewer)[:SHOWN]]
    made = [_made(offer, zone) for offer in rows.made_by(viewer)[:SHOWN]]
    requests = SupportRequest.objects.select_related("person", "to")
    return {
        "mine": mine,
        "made": made,
        "weeks": WEEKS,
        "may_offer": viewer.has_perm("debriefs.offer_support"),
        "may_count": viewer.has_perm("debriefs.see_support_counts"),
        "kinds": [_kind(kind, viewer, contacts) for kind in kinds_to_ask_for()],
        "asked": [_asked(request, zone) for request in requests.asked_by(viewer)[:SHOWN]],
        "asked_of": [_asked_of(request, zone) for request in requests.asked_of(viewer).waiting()[:SHOWN]],
        "preference_form": _preference_form(viewer, now),
    }


def _preference_form(viewer: Any, now: datetime) -> PreferenceForm:
    chosen = preference_of(viewer)
    initial = {"by_mail": chosen.by_mail, "talk_with": chosen.talk_with_id or ""}
    return PreferenceForm(kinds=kinds_to_talk_with(viewer, now=now), initial=initial)


def _kind(kind: Any, viewer: Any, contacts: Sequence[Contact]) -> dict[str, Any]:
    own = kind.answered_by_id == viewer.pk
    who = "" if own or kind.answered_by is None else kind.answered_by.full_name
    outside = "You answer this yourself." if own else _outside(kind.code, contacts)
    return {
        "kind": kind,
        "text": str(kind),
        "detail": f"{ABOUT[SupportWay(kind.code)]} {f'{who} is told, and nobody else.' if who else outside}",
        "may_ask": bool(who),
    }


def _outside(code: str, contacts: Sequence[Contact]) -> str:
    """How one reaches it oneself, with whether it answers now."""
    found = [
        f"{contact.name}: {contact.number or contact.text or contact.web}. {contact.open_now}".strip()
        for contact in contacts
        if contact.kind == code
    ]
    return " ".join(found) or "Nobody here is named for it: call one of the numbers."


def _asked(request: SupportRequest, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "request": request,
        "text": f"{request.words}, from {request.to.full_name}",
        "detail": f"You asked on {long_day(local_day(request.asked_at, zone))}",
        "status": request_status(request.state),
        "waits": request.state == RequestState.WAITS,
    }


def _asked_of(request: SupportRequest, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "request": request,
        "text": request.person.full_name,
        "detail": f"{request.words}, asked on {long_day(local_day(request.asked_at, zone))}",
    }


def _mine(offer: SupportOffer, zone: ZoneInfo) -> dict[str, Any]:
    status = answer_status(offer.answer, offer.again_on, mine=True)
    day = long_day(local_day(offer.offered_at, zone))
    return {
        "offer": offer,
        "text": offer.words,
        "detail": f"Offered by {offer.offered_by.full_name}, {day}{_after(offer)}",
        "status": status,
        "answers": [(answer.value, answer.label) for answer in OfferAnswer if answer != OfferAnswer.LATER],
        # It was put off once: then it is left alone.
        "may_wait": offer.again_on is None,
        "is_open": offer.answer in ("", OfferAnswer.LATER),
    }


def _made(offer: SupportOffer, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "text": f"{offer.words}, to {offer.to.full_name}",
        "detail": long_day(local_day(offer.offered_at, zone)) + _after(offer),
        "status": answer_status(offer.answer, offer.again_on, mine=False),
    }


def _after(offer: SupportOffer) -> str:
    return f", after incident {offer.incident.reference}" if offer.incident else ""
