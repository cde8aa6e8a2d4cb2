"""One action: its page, a new one, and each thing that can be done about it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, saying
from workforce_assurance.common.words import counted, long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands, forms, page
from ..enums import Decision
from ..models import Action
from ..queries import who_may_take_on
from ..words import due_words, recurrence_words, status_of
from .records import action_or_404

USUAL_DAYS_BACK = 5


@require_safe
def action_page(request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
    """One action with its history in words."""
    action, at = action_or_404(request, action_id, "action_log.see_action"), edge(request.user)
    return render(request, "action_log/action_detail.html", page.page_of(action, request.user, at.now, at.zone))


@require_POST
def start(request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
    """Under way."""
    action = action_or_404(request, action_id, "action_log.do_action")
    with saying(request, "Started."):
        commands.start_action(action=action, by=request.user, now=edge(request.user).now)
    return redirect("action_log:action", action.pk)


class ActionForm(RecordForm):
    """A page with one form about one action."""

    template_name = "action_log/action_form.html"

    def load(self, action_id: uuid.UUID) -> tuple[Action, Edge]:
        return action_or_404(self.request, action_id, self.permission), edge(self.request.user)

    def way_back(self, action: Action) -> str:
        return reverse("action_log:action", args=[action.pk])

    def shown(self, action: Action, at: Edge) -> dict[str, Any]:
        return {
            "caption": f"{action.title} ({action.reference})",
            "lead": f"Due {due_words(action)}.",
            "status": status_of(action, now=at.now, zone=at.zone),
            "readers": page.READERS,
        }


class Submit(ActionForm):
    permission = "action_log.do_action"
    title, submit = "Say that it is done", "Hand it in"
    form_class = forms.EvidenceForm

    def shown(self, action: Action, at: Edge) -> dict[str, Any]:
        return super().shown(action, at) | {"lead": f"{action.checker.full_name} is asked to check it."}

    def act(self, form: forms.EvidenceForm, action: Action, at: Edge) -> str:
        commands.submit_evidence(action=action, by=self.request.user, now=at.now, **form.cleaned_data)
        return f"Handed in. {action.checker.full_name} checks it."


class Check(ActionForm):
    permission = "action_log.check_action"
    title, submit = "Check what was done", "Record the check"

    def form(self, action: Action, at: Edge, typed: Any = None) -> forms.CheckForm:
        return forms.CheckForm(typed, initial={"due_on": _next_date(action, at)})

    def shown(self, action: Action, at: Edge) -> dict[str, Any]:
        waiting = next((row for row in action.evidence.all() if row.state == "waits"), None)
        return super().shown(action, at) | {"evidence": waiting}

    def act(self, form: forms.CheckForm, action: Action, at: Edge) -> str:
        said = form.cleaned_data
        if said["found"] == form.DONE:
            commands.check_evidence(action=action, by=self.request.user, now=at.now)
            return "Checked: the action is closed. Later it is looked at whether it worked."
        commands.refuse_evidence(
            action=action, because=said["because"], due_on=said["due_on"], by=self.request.user, now=at.now
        )
        return f"It goes back to {action.owner.full_name}, to be done by {long_day(said['due_on'])}."


class Extend(ActionForm):
    permission = "action_log.extend_action"
    title, submit = "Extend this action", "Extend it"
    form_class = forms.ExtendForm

    def act(self, form: forms.ExtendForm, action: Action, at: Edge) -> str:
        commands.extend_action(action=action, by=self.request.user, now=at.now, **form.cleaned_data)
        return f"Extended to {long_day(form.cleaned_data['due_on'])}. The first date stays the one that is measured by."


class Reopen(ActionForm):
    permission = "action_log.reopen_action"
    title, submit = "Open this action again", "Open it again"

    def form(self, action: Action, at: Edge, typed: Any = None) -> forms.ReopenForm:
        return forms.ReopenForm(typed, initial={"due_on": _next_date(action, at)})

    def act(self, form: forms.ReopenForm, action: Action, at: Edge) -> str:
        commands.reopen_action(action=action, by=self.request.user, now=at.now, **form.cleaned_data)
        return f"Open again, for {action.owner.full_name}."


class HandOver(ActionForm):
    permission = "action_log.hand_over_action"
    title, submit = "Hand this action over", "Hand it over"
    label, done = "Who does it from now on?", "Handed over to {}."
    command = staticmethod(commands.hand_over_action)

    def form(self, action: Action, at: Edge, typed: Any = None) -> forms.HandOverForm:
        among = who_may_take_on(action, self.request.user, on=at.today)
        return forms.HandOverForm(typed, label=self.label, among=among)

    def act(self, form: forms.HandOverForm, action: Action, at: Edge) -> str:
        self.command(action=action, by=self.request.user, now=at.now, **form.cleaned_data)
        return self.done.format(form.cleaned_data["to"].full_name)


class HandOverCheck(HandOver):
    permission = "action_log.hand_over_check"
    title = submit = "Hand the check over"
    label, done = "Who checks it from now on?", "{} checks it from now on."
    command = staticmethod(commands.hand_over_check)


class Cancel(ActionForm):
    permission = "action_log.cancel_action"
    title, submit = "Cancel this action", "Cancel the action"
    form_class = forms.CancelForm

    def act(self, form: forms.CancelForm, action: Action, at: Edge) -> str:
        commands.cancel_action(action=action, by=self.request.user, now=at.now, **form.cleaned_data)
        return "The action is cancelled."


class LookAt(ActionForm):
    permission = "action_log.look_at_action"
    title, submit = "Did it work?", "Record the decision"
    form_class = forms.LookForm

    def shown(self, action: Action, at: Edge) -> dict[str, Any]:
        waiting = next((look for look in action.looks.all() if look.state == "waits"), None)
        shown = super().shown(action, at)
        if waiting is None:
            return shown | {"lead": "Nothing waits to be looked at here."}
        last = min(waiting.counts_until, at.today)
        days = f"from {long_day(waiting.closed_on + timedelta(days=1))} to {long_day(last)}"
        number = (last - waiting.closed_on).days
        smallest = people.organisation().smallest_group
        place = action.team.name if action.team else "the organisation"
        label = action.theme.label if action.theme else ""
        found = recurrence_words(commands.recurrences_of(action, waiting), label=label, place=place, smallest=smallest)
        return shown | {"lead": f"Counted over {counted(number, 'day')}, {days}.", "found": found}

    def act(self, form: forms.LookForm, action: Action, at: Edge) -> str:
        decision = Decision(form.cleaned_data["decision"])
        commands.look_at_action(action=action, decision=decision, by=self.request.user, now=at.now)
        return f"Recorded: {decision.label.lower()}."


def _next_date(action: Action, at: Edge) -> date:
    """A date to propose: the present one, or a week of working days from now when that is near or over."""
    return max(action.due_on, people.calendar().add(at.today, USUAL_DAYS_BACK))
