"""When and where a session takes place: moved to a free time or one's own, put in another room."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from .. import commands
from ..models import Session
from ..planning_forms import MoveForm, PlaceForm
from ..planning_page import Choice, choices_of, warning
from ..words import long_day, long_instant
from .edge import Edge
from .outcomes import SessionForm


class Move(SessionForm):
    """Free times of both as radios, or a day and time of one's own; "check" says what speaks against it, and saves nothing."""

    permission = "supervision.move_session"
    title, submit = "Move this session", "Move the session"
    template_name = "supervision/session_move.html"

    def form(self, session: Session, at: Edge, typed: Any = None) -> MoveForm:
        local = session.planned_at.astimezone(at.zone)
        self.choice = _choice(session, at)
        sees_link = self.request.user.has_perm("supervision.see_call_link", session)
        initial = {"clock": local.time(), "place": session.place, "call_link": session.call_link}
        return MoveForm(typed, zone=at.zone, slots=self.choice.free(), sees_link=sees_link, initial=initial)

    def post(self, request: HttpRequest, **keys: Any) -> HttpResponse:
        if "check" not in request.POST:
            return super().post(request, **keys)
        session, at = self.load(**keys)
        form = self.form(session, at, request.POST)
        if form.is_valid():
            found = _choice(session, at, form.to).clashes(form.to)
            free = f"{long_instant(form.to, at.zone)} is free for both."
            (messages.warning if found else messages.success)(request, " ".join(found) or free)
        return self.page(session, at, form)

    def act(self, form: MoveForm, session: Session, at: Edge) -> str:
        said = form.cleaned_data
        moved = commands.move_session(
            session=session, to=form.to, side=said["side"], reason=said["reason"], at=form.whereabouts, by=self.request.user,
            now=at.now,
        )  # fmt: skip
        to, due = long_instant(moved.planned_at, at.zone), long_day(moved.due_on)
        against = warning(_choice(session, at, moved.planned_at).clashes(moved.planned_at))
        return f"The session is moved to {to}. Its due date stays {due}.{against}"

    def shown(self, session: Session, at: Edge) -> dict[str, Any]:
        return super().shown(session, at) | {"clashes": self.choice.clashes()}


class Place(SessionForm):
    """Another room, or another link; the time stays."""

    permission = "supervision.set_place"
    title, submit = "Room or call", "Save"

    def form(self, session: Session, _at: Edge, typed: Any = None) -> PlaceForm:
        sees_link = self.request.user.has_perm("supervision.see_call_link", session)
        initial = {"place": session.place, "call_link": session.call_link}
        return PlaceForm(typed, sees_link=sees_link, initial=initial)

    def act(self, form: PlaceForm, session: Session, at: Edge) -> str:
        commands.set_place(session=session, at=form.whereabouts, by=self.request.user, now=at.now)
        return "The place is saved."


def _choice(session: Session, at: Edge, to: Any = None) -> Choice:
    return choices_of([session], now=at.now, zone=at.zone, until=to and to.date())[0]
