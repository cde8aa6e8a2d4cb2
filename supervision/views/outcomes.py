"""What becomes of a session: cancelled, held, missed, not needed."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from .. import commands
from ..exceptions import Refused
from ..forms import HELD, MISSED, NOT_NEEDED, PARTLY, CancelForm, OutcomeForm
from ..models import Session
from ..words import counted, day_it_is_due, long_day, long_instant, status_of
from .edge import Edge, edge, session_or_404


class SessionForm(View):
    """A page with one form about one session."""

    permission = ""
    title = submit = ""
    template_name = "supervision/session_form.html"

    def get(self, request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
        session, at = session_or_404(request, session_id, self.permission), edge(request.user)
        return self.page(request, session, at, self.form(request, session, at))

    def post(self, request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
        session, at = session_or_404(request, session_id, self.permission), edge(request.user)
        form = self.form(request, session, at, request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.act(form, session, request.user, at))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("supervision:session", session.pk)
        return self.page(request, session, at, form)

    def edge(self, request: HttpRequest) -> Edge:
        return edge(request.user)

    def more(self, _session: Session) -> dict[str, Any]:
        """What the page shows besides."""
        return {}

    def form(self, request: HttpRequest, session: Session, at: Edge, typed: Any = None) -> Any:
        raise NotImplementedError

    def act(self, form: Any, session: Session, by: Any, at: Edge) -> str:
        """Call the one command; gives the sentence that says what was done."""
        raise NotImplementedError

    def lead(self, session: Session, at: Edge) -> str:
        return f"Planned for {long_instant(session.planned_at, at.zone)}. {session.due_because}"

    def page(self, request: HttpRequest, session: Session, at: Edge, form: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": self.title,
            "submit": self.submit,
            "caption": f"Supervision of {session.worker.full_name}",
            "lead": self.lead(session, at),
            "cancel_url": reverse("supervision:session", args=[session.pk]),
            "status": status_of(session, now=at.now, zone=at.zone),
            "is_open": session.state == "planned",
        }
        return render(request, self.template_name, context | self.more(session))


class Cancel(SessionForm):
    permission = "supervision.cancel_session"
    title, submit = "Cancel this session", "Cancel the session"

    def form(self, _request: HttpRequest, _session: Session, _at: Edge, typed: Any = None) -> CancelForm:
        return CancelForm(typed)

    def lead(self, session: Session, at: Edge) -> str:
        days = (session.planned_at.astimezone(at.zone).date() - at.today).days
        notice = (
            f"Cancelling it now gives {counted(days, 'day')} of notice."
            if days > 0
            else "Cancelling it now gives no notice."
        )
        return f"{super().lead(session, at)} {notice} If it can take place on another day, move it instead."

    def act(self, form: CancelForm, session: Session, by: Any, at: Edge) -> str:
        said = form.cleaned_data
        commands.cancel_session(session=session, side=said["side"], reason=said["reason"], by=by, now=at.now)
        return "The session is cancelled. The next one is planned."


class Outcome(SessionForm):
    permission = "supervision.miss_session"
    title, submit = "Record what became of it", "Record"

    def form(self, request: HttpRequest, session: Session, at: Edge, typed: Any = None) -> OutcomeForm:
        holds = request.user.has_perm("supervision.hold_session", session)
        outcomes = [HELD, PARTLY, MISSED, NOT_NEEDED] if holds else [MISSED]
        local = session.planned_at.astimezone(at.zone)
        known = {"day": local.date(), "clock": local.time(), "minutes": session.minutes} if local <= at.now else {}
        asked = request.GET.get("outcome", "")
        initial = known | ({"outcome": asked} if asked in outcomes else {})
        return OutcomeForm(typed, zone=at.zone, outcomes=outcomes, initial=initial)

    def lead(self, session: Session, at: Edge) -> str:
        return f"{super().lead(session, at)} It is due on {long_day(day_it_is_due(session, at.zone))}."

    def act(self, form: OutcomeForm, session: Session, by: Any, at: Edge) -> str:
        said = form.cleaned_data
        outcome, done = said["outcome"], {"session": session, "by": by, "now": at.now}
        if outcome == MISSED:
            commands.miss_session(side=said["side"], reason=said["reason"], **done)
            return "The session is recorded as missed. The next one is planned to catch up."
        if outcome == NOT_NEEDED:
            commands.session_not_needed(reason=said["reason"], **done)
            return "The session is recorded as not needed. It counts in no figure."
        commands.hold_session(held_at=form.held_at, minutes=said["minutes"], partly=outcome == PARTLY, **done)
        return "The session is recorded as held. The next one is planned."
