"""Support for oneself, and offering it to others."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.support import contacts
from workforce_assurance.common.views import RecordForm, may_or_404, saying

from ...enums import OfferAnswer
from ...models import Incident, SupportOffer
from ...views.edge import Edge, edge, incident_or_404
from .. import commands
from ..forms import AnswerForm, OfferForm
from ..page import page
from ..queries import kinds_offered, who_may_be_offered

THANKS = {
    OfferAnswer.ACCEPTED: "Thank you for saying so. Whoever offered it sees it and gets in touch.",
    OfferAnswer.LATER: "All right. It is brought up once more on {day}, and then left alone.",
    OfferAnswer.DECLINED: "All right. Nobody asks why, and you may change your mind at any time.",
}


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Whom to call, what was offered to the viewer, and what they offered."""
    at = edge(request.user)
    shown = contacts(request.user, now=at.now)
    return render(request, "support/home.html", page(request.user, at.now, at.zone, shown) | {"contacts": shown})


class Offer(RecordForm):
    """To whom, and what; after no incident."""

    title, submit = "Offer support", "Offer it"
    lead = "An offer, and no duty: they alone and you see what they answer."

    def load(self) -> tuple[Incident | None, Edge]:
        may_or_404(self.request, "debriefs.offer_support")
        return None, edge(self.request.user)

    def form(self, incident: Incident | None, at: Edge, typed: Any = None) -> OfferForm:
        people = who_may_be_offered(self.request.user, on=at.today, incident=incident)
        return OfferForm(typed, people=people, kinds=kinds_offered(), initial={"to": self.request.GET.get("to", "")})

    def act(self, form: OfferForm, incident: Incident | None, at: Edge) -> str:
        offer = commands.offer_support(**form.cleaned_data, incident=incident, by=self.request.user, now=at.now)
        return f"{offer.to.full_name} sees your offer on Today. What they answer is between you two."

    def way_back(self, _incident: Incident | None) -> str:
        return reverse("support:home")


class OfferAfter(Offer):
    """To somebody who was involved in an incident, by whoever sees to it."""

    def load(self, incident_id: uuid.UUID) -> tuple[Incident, Edge]:  # type: ignore[override]
        return incident_or_404(self.request, incident_id, "debriefs.describe_incident"), edge(self.request.user)

    def way_back(self, incident: Incident) -> str:  # type: ignore[override]
        return reverse("debriefs:incident", args=[incident.pk])

    def shown(self, incident: Incident, _at: Edge) -> dict[str, Any]:
        return {"caption": f"Incident {incident.reference}"}


@require_POST
def answer(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Yes, later or no, by whoever it was offered to."""
    offer, at = get_object_or_404(SupportOffer, pk=offer_id), edge(request.user)
    may_or_404(request, "debriefs.answer_offer", offer)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose one of the answers.")
        return redirect("support:home")
    said, again_on = OfferAnswer(form.cleaned_data["answer"]), at.today + timedelta(weeks=form.cleaned_data["weeks"])
    with saying(request, THANKS[said].format(day=f"{again_on.day} {again_on:%B}")):
        commands.answer_offer(offer=offer, answer=said, again_on=again_on, by=request.user, now=at.now)
    return redirect("support:home")
