"""What follows on a decision in effect: it is looked at again, lifted, or renewed through the gate."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.dates import end_of_day

from .. import commands
from ..decision_forms import AgainForm, LiftForm, RenewForm
from ..enums import LiftReason, SameToday
from ..models import Decision, FollowingStep
from .edge import DecisionView, Edge, decision_or_404, edge, saying


class Lift(DecisionView):
    permission = "boundaries.lift_decision"
    title, submit, form_class = "Lift it", "Lift it now", LiftForm
    lead = "It ends now. That needs no gate."

    def act(self, form: LiftForm, decision: Decision, at: Edge) -> str:
        reason = LiftReason(form.cleaned_data["reason"])
        commands.lift_decision(decision=decision, reason=reason, by=self.request.user, now=at.now)
        return "It is lifted. Tell the person."


class Renew(DecisionView):
    permission = "boundaries.renew_decision"
    title, submit, form_class = "Ask for its renewal", "Save the draft", RenewForm
    lead = "It lapses by itself at its end. To go on it needs a review: why it is still needed, and the gate again."
    made: Decision | None = None

    def act(self, form: RenewForm, decision: Decision, at: Edge) -> str:
        self.made = commands.renew_decision(
            decision=decision, ends_at=end_of_day(form.cleaned_data["ends_on"], at.zone),
            once=uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk)), by=self.request.user, now=at.now,
        )  # fmt: skip
        return "The draft of its renewal is saved. Write why it is still needed."

    def way_back(self, decision: Decision) -> Any:
        return reverse("boundaries:decision", args=[(self.made or decision).pk])


class Again(DecisionView):
    """One question a fortnight later, and what follows from its answer."""

    permission = "boundaries.look_again"
    title, submit, form_class = "Would we decide the same today?", "Save the answer", AgainForm
    lead = (
        "With what you know now: is it still needed, and still in proportion? Whatever you answer, it was right to ask."
    )

    def act(self, form: AgainForm, decision: Decision, at: Edge) -> str:
        answer = SameToday(form.cleaned_data["answer"])
        commands.look_again(decision=decision, answer=answer, by=self.request.user, now=at.now)
        return FOLLOWS[answer]


FOLLOWS = {
    SameToday.YES: "It is saved. It goes on as it is.",
    SameToday.PARTLY: "It is saved. Ask for something less restrictive, and lift this one when that is through the gate.",
    SameToday.NO: "It is lifted. Tell the person.",
}


@require_POST
def tick_off(request: HttpRequest, decision_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """Note that something which had to follow is done."""
    decision = decision_or_404(request, decision_id, "boundaries.lift_decision")
    step = get_object_or_404(FollowingStep, pk=step_id, decision=decision)
    with saying(request, "It is ticked off."):
        commands.step_done(step=step, by=request.user, now=edge(request.user).now)
    return redirect("boundaries:decision", decision.pk)
