"""What becomes of a session: cancelled, held, missed, not needed."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse

from workforce_assurance.common.views import RecordForm

from .. import commands
from ..forms import HELD, MISSED, NOT_NEEDED, PARTLY, CancelForm, OutcomeForm
from ..models import Session
from ..words import counted, day_it_is_due, long_day, long_instant, status_of
from .edge import Edge, edge, session_or_404


class SessionForm(RecordForm):
    """A page with one form about one session."""

    template_name = "supervision/session_form.html"

    def load(self, session_id: uuid.UUID) -> tuple[Session, Edge]:
        return session_or_404(self.request, session_id, self.permission), edge(self.request.user)

    def way_back(self, session: Session) -> str:
        return reverse("supervision:session", args=[session.pk])

    def more(self, _session: Session, _at: Edge) -> str:
        """What the lead says besides when it is planned."""
        return ""

    def shown(self, session: Session, at: Edge) -> dict[str, Any]:
        planned = f"Planned for {long_instant(session.planned_at, at.zone)}. {session.due_because}"
        return {
            "caption": f"Supervision of {session.worker.full_name}",
            "lead": f"{planned} {self.more(session, at)}".rstrip(),
            "status": status_of(session, now=at.now, zone=at.zone),
        }


class Cancel(SessionForm):
    permission = "supervision.cancel_session"
    title, submit = "Cancel this session", "Cancel the session"
    form_class = CancelForm

    def more(self, session: Session, at: Edge) -> str:
        days = (session.planned_at.astimezone(at.zone).date() - at.today).days
        notice = (
            f"Cancelling it now gives {counted(days, 'day')} of notice."
            if days > 0
            else "Cancelling it now gives no notice."
        )
        return f"{notice} If it can take place on another day, move it instead."

    def act(self, form: CancelForm, session: Session, at: Edge) -> str:
        said = form.cleaned_data
        commands.cancel_session(
            session=session, side=said["side"], reason=said["reason"], by=self.request.user, now=at.now
        )
        return "The session is cancelled. The next one is planned."


class Outcome(SessionForm):
    permission = "supervision.miss_session"
    title, submit = "Record what became of it", "Record"

    def form(self, session: Session, at: Edge, typed: Any = None) -> OutcomeForm:
        holds = self.request.user.has_perm("supervision.hold_session", session)
        outcomes = [HELD, PARTLY, MISSED, NOT_NEEDED] if holds else [MISSED]
        local = session.planned_at.astimezone(at.zone)
        known = {"day": local.date(), "clock": local.time(), "minutes": session.minutes} if local <= at.now else {}
        asked = self.request.GET.get("outcome", "")
        initial = known | ({"outcome": asked} if asked in outcomes else {})
        return OutcomeForm(typed, zone=at.zone, outcomes=outcomes, initial=initial)

    def more(self, session: Session, at: Edge) -> str:
        return f"It is due on {long_day(day_it_is_due(session, at.zone))}."

    def act(self, form: OutcomeForm, session: Session, at: Edge) -> str:
        said = form.cleaned_data
        outcome, done = said["outcome"], {"session": session, "by": self.request.user, "now": at.now}
        if outcome == MISSED:
            commands.miss_session(side=said["side"], reason=said["reason"], **done)
            return "The session is recorded as missed. The next one is planned to catch up."
        if outcome == NOT_NEEDED:
            commands.session_not_needed(reason=said["reason"], **done)
            return "The session is recorded as not needed. It counts in no figure."
        commands.hold_session(held_at=form.held_at, minutes=said["minutes"], partly=outcome == PARTLY, **done)
        return "The session is recorded as held. The next one is planned."
