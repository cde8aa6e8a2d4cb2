"""What follows on a decision in effect: it is lifted, or renewed through the gate."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import end_of_day

from .. import commands
from ..decision_forms import LiftForm, RenewForm
from ..enums import LiftReason
from ..models import Decision
from .edge import DecisionView, Edge


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
