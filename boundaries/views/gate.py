"""The gate: a decision is sent to it, or takes effect before it in an emergency; it is read there, and answered."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for

from .. import commands
from ..decision_forms import GateForm, RefuseForm, ReturnForm
from ..decision_page import page
from ..enums import RATIONALE_PURPOSE, RefusalReason
from ..gate import who_is_asked
from ..models import Decision
from ..queries import who_may_be_named
from ..rationale import AREAS
from .edge import DecisionView, Edge, decision_or_404, edge, saying

ANSWER = "boundaries.answer_at_gate"


class ToTheGate(DecisionView):
    """What the two ways to the gate share: who is asked, and who is named where nobody above can be."""

    permission = "boundaries.write_decision"

    def form(self, decision: Decision, at: Edge, typed: Any = None) -> GateForm:
        asked = who_is_asked(decision, now=at.now)
        self.lead = f"{asked.full_name} is asked. {self.says}" if asked else self.says
        outside = None if asked else who_may_be_named(decision, on=at.today)
        return GateForm(typed, outside=outside)

    def outside(self, form: GateForm) -> Any:
        named = form.cleaned_data.get("outside")
        return people.person_by_id(uuid.UUID(named)) if named else None


class Send(ToTheGate):
    title, submit = "Send it to the gate", "Send it"
    says = "What you wrote stays as it is until there is an answer. Nothing takes effect before that."

    def act(self, form: GateForm, decision: Decision, at: Edge) -> str:
        visit = commands.send_to_gate(decision=decision, outside=self.outside(form), by=self.request.user, now=at.now)
        return f"It is at the gate. {visit.asked.full_name} is asked."


class Emergency(ToTheGate):
    title, submit = "It cannot wait for the gate", "Let it take effect now"
    says = (
        "It takes effect at once, and is reviewed at the gate by the end of the next working day. "
        "Only where waiting would put somebody in danger. Write why as soon as everybody is safe."
    )

    def act(self, form: GateForm, decision: Decision, at: Edge) -> str:
        commands.decide_in_emergency(decision=decision, outside=self.outside(form), by=self.request.user, now=at.now)
        return "It is in effect. Write why, and send it to the gate by the end of the next working day."


@require_safe
def gate(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """What is asked for and why, for whoever answers; reading it leaves a row in the trail."""
    decision = decision_or_404(request, decision_id, ANSWER)
    at = edge(request.user)
    found = page(decision, request.user, at.now, at.zone) | {"sections": rationale(request, decision, at)}
    return render(request, "boundaries/gate.html", found)


@require_safe
def read_rationale(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """The rationale as it reads, for those above its boxes; reading it leaves a row in the trail."""
    decision = decision_or_404(request, decision_id, "boundaries.read_rationale")
    found = {"decision": decision, "sections": rationale(request, decision, edge(request.user))}
    return render(request, "boundaries/rationale.html", found)


def rationale(request: HttpRequest, decision: Decision, at: Edge) -> Any:
    response = response_for(RATIONALE_PURPOSE, decision.pk)
    return records.read_by_rule(response=response, by=request.user, now=at.now) if response else ()


@require_POST
def approve(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Let it through."""
    decision = decision_or_404(request, decision_id, ANSWER)
    with saying(request, "It is through the gate."):
        commands.approve_decision(decision=decision, by=request.user, now=edge(request.user).now)
    return redirect("boundaries:decision", decision.pk)


class Return(DecisionView):
    permission = ANSWER
    title, submit, form_class = "Give it back", "Give it back", ReturnForm
    lead = "It is written on and comes again. Nothing takes effect meanwhile."

    def act(self, form: ReturnForm, decision: Decision, at: Edge) -> str:
        said = form.cleaned_data["say_more"]
        commands.return_decision(decision=decision, say_more=said, by=self.request.user, now=at.now)
        return f"It is given back: {', '.join(AREAS[area].lower() for area in said)}."


class Refuse(DecisionView):
    permission = ANSWER
    title, submit, form_class = "Say no", "Say no", RefuseForm
    lead = "It does not take effect; what is in effect in an emergency ends now."

    def act(self, form: RefuseForm, decision: Decision, at: Edge) -> str:
        reason = RefusalReason(form.cleaned_data["reason"])
        commands.refuse_decision(decision=decision, reason=reason, by=self.request.user, now=at.now)
        return "It is refused."
