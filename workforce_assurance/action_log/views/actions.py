"""One action: its page, a new one, and each thing that can be done about it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.words import counted, long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands, forms, page
from ..enums import Decision
from ..exceptions import Refused
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
    try:
        commands.start_action(action=action, by=request.user, now=edge(request.user).now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Started.")
    return redirect("action_log:action", action.pk)


class ActionForm(View):
    """A page with one form about one action."""

    permission = ""
    title = submit = ""
    template_name = "action_log/action_form.html"

    def get(self, request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
        action, at = action_or_404(request, action_id, f"action_log.{self.permission}"), edge(request.user)
        return self.page(request, action, at, self.form(request, action, at))

    def post(self, request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
        action, at = action_or_404(request, action_id, f"action_log.{self.permission}"), edge(request.user)
        form = self.form(request, action, at, request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.act(form, action, request.user, at))
            except Refused as refusal:
                form.refuse(refusal)
            else:
                return redirect("action_log:action", action.pk)
        return self.page(request, action, at, form)

    def form(self, request: HttpRequest, action: Action, at: Edge, typed: Any = None) -> Any:
        raise NotImplementedError

    def act(self, form: Any, action: Action, by: Any, at: Edge) -> str:
        """Call the one command; gives the sentence that says what was done."""
        raise NotImplementedError

    def more(self, action: Action, at: Edge) -> dict[str, Any]:
        """What the page shows besides."""
        return {"lead": f"Due {due_words(action)}."}

    def page(self, request: HttpRequest, action: Action, at: Edge, form: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": self.title,
            "submit": self.submit,
            "caption": f"{action.title} ({action.reference})",
            "cancel_url": reverse("action_log:action", args=[action.pk]),
            "status": status_of(action, now=at.now, zone=at.zone),
            "readers": page.READERS,
        }
        return render(request, self.template_name, context | self.more(action, at))


class Submit(ActionForm):
    permission = "do_action"
    title, submit = "Say that it is done", "Hand it in"

    def form(self, _request: HttpRequest, _action: Action, _at: Edge, typed: Any = None) -> forms.EvidenceForm:
        return forms.EvidenceForm(typed)

    def more(self, action: Action, _at: Edge) -> dict[str, Any]:
        return {"lead": f"{action.checker.full_name} is asked to check it."}

    def act(self, form: forms.EvidenceForm, action: Action, by: Any, at: Edge) -> str:
        commands.submit_evidence(action=action, by=by, now=at.now, **form.cleaned_data)
        return f"Handed in. {action.checker.full_name} checks it."


class Check(ActionForm):
    permission = "check_action"
    title, submit = "Check what was done", "Record the check"

    def form(self, _request: HttpRequest, action: Action, at: Edge, typed: Any = None) -> forms.CheckForm:
        return forms.CheckForm(typed, initial={"due_on": _next_date(action, at)})

    def more(self, action: Action, _at: Edge) -> dict[str, Any]:
        waiting = next((row for row in action.evidence.all() if row.state == "waits"), None)
        return {"lead": f"Due {due_words(action)}.", "evidence": waiting}

    def act(self, form: forms.CheckForm, action: Action, by: Any, at: Edge) -> str:
        said = form.cleaned_data
        if said["found"] == form.DONE:
            commands.check_evidence(action=action, by=by, now=at.now)
            return "Checked: the action is closed. Later it is looked at whether it worked."
        commands.refuse_evidence(action=action, because=said["because"], due_on=said["due_on"], by=by, now=at.now)
        return f"It goes back to {action.owner.full_name}, to be done by {long_day(said['due_on'])}."


class Extend(ActionForm):
    permission = "extend_action"
    title, submit = "Extend this action", "Extend it"

    def form(self, _request: HttpRequest, _action: Action, _at: Edge, typed: Any = None) -> forms.ExtendForm:
        return forms.ExtendForm(typed)

    def act(self, form: forms.ExtendForm, action: Action, by: Any, at: Edge) -> str:
        commands.extend_action(action=action, by=by, now=at.now, **form.cleaned_data)
        return f"Extended to {long_day(form.cleaned_data['due_on'])}. The first date stays the one that is measured by."


class Reopen(ActionForm):
    permission = "reopen_action"
    title, submit = "Open this action again", "Open it again"

    def form(self, _request: HttpRequest, action: Action, at: Edge, typed: Any = None) -> forms.ReopenForm:
        return forms.ReopenForm(typed, initial={"due_on": _next_date(action, at)})

    def act(self, form: forms.ReopenForm, action: Action, by: Any, at: Edge) -> str:
        commands.reopen_action(action=action, by=by, now=at.now, **form.cleaned_data)
        return f"Open again, for {action.owner.full_name}."


class HandOver(ActionForm):
    permission = "hand_over_action"
    title, submit = "Hand this action over", "Hand it over"

    def form(self, request: HttpRequest, action: Action, at: Edge, typed: Any = None) -> forms.HandOverForm:
        among = who_may_take_on(action, request.user, on=at.today)
        return forms.HandOverForm(typed, label="Who does it from now on?", among=among)

    def act(self, form: forms.HandOverForm, action: Action, by: Any, at: Edge) -> str:
        commands.hand_over_action(action=action, by=by, now=at.now, **form.cleaned_data)
        return f"Handed over to {form.cleaned_data['to'].full_name}."


class HandOverCheck(HandOver):
    permission = "hand_over_check"
    title, submit = "Hand the check over", "Hand the check over"

    def form(self, request: HttpRequest, action: Action, at: Edge, typed: Any = None) -> forms.HandOverForm:
        among = who_may_take_on(action, request.user, on=at.today)
        return forms.HandOverForm(typed, label="Who checks it from now on?", among=among)

    def act(self, form: forms.HandOverForm, action: Action, by: Any, at: Edge) -> str:
        commands.hand_over_check(action=action, by=by, now=at.now, **form.cleaned_data)
        return f"{form.cleaned_data['to'].full_name} checks it from now on."


class Cancel(ActionForm):
    permission = "cancel_action"
    title, submit = "Cancel this action", "Cancel the action"

    def form(self, _request: HttpRequest, _action: Action, _at: Edge, typed: Any = None) -> forms.CancelForm:
        return forms.CancelForm(typed)

    def act(self, form: forms.CancelForm, action: Action, by: Any, at: Edge) -> str:
        commands.cancel_action(action=action, by=by, now=at.now, **form.cleaned_data)
        return "The action is cancelled."


class LookAt(ActionForm):
    permission = "look_at_action"
    title, submit = "Did it work?", "Record the decision"

    def form(self, _request: HttpRequest, _action: Action, _at: Edge, typed: Any = None) -> forms.LookForm:
        return forms.LookForm(typed)

    def more(self, action: Action, _at: Edge) -> dict[str, Any]:
        waiting = next((look for look in action.looks.all() if look.state == "waits"), None)
        if waiting is None:
            return {"lead": "Nothing waits to be looked at here."}
        days = f"from {long_day(waiting.closed_on + timedelta(days=1))} to {long_day(waiting.counts_until)}"
        number = (waiting.counts_until - waiting.closed_on).days
        place = action.team.name if action.team else "the organisation"
        label = action.theme.label if action.theme else ""
        found = recurrence_words(commands.recurrences_of(action, waiting), label=label, place=place)
        return {"lead": f"Counted over {counted(number, 'day')}, {days}.", "found": found}

    def act(self, form: forms.LookForm, action: Action, by: Any, at: Edge) -> str:
        decision = Decision(form.cleaned_data["decision"])
        commands.look_at_action(action=action, decision=decision, by=by, now=at.now)
        return f"Recorded: {decision.label.lower()}."


def _next_date(action: Action, at: Edge) -> date:
    """A date to propose: the present one, or a week of working days from now when that is near or over."""
    return max(action.due_on, people.calendar().add(at.today, USUAL_DAYS_BACK))
