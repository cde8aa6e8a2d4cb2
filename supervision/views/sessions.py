"""The list of sessions, one session's page, and its record."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.views import saying

from .. import commands, hub
from ..enums import SessionState
from ..forms import SessionFilter
from ..models import Session
from ..querysets import SessionQuerySet
from ..words import long_instant, status_of
from .edge import ListAtNow, edge, session_or_404

TABS = {"supervisor": "As supervisor", "worker": "As worker", "reach": "In my reach"}
# What the list, the file and the words for a status show: a person and a session have far more columns.
LISTED = (
    *("reference", "state", "side", "due_on", "due_at", "planned_at", "minutes", "held_at", "held_minutes"),
    *("worker__full_name", "supervisor__full_name", "team__name"),
)
CSV_HEADER = ("reference", "worker", "supervisor", "team", "due on", "planned at", "status", "held at", "minutes")


class SessionList(ListAtNow):
    """Sessions of one's own, those one holds, and that and when those in one's reach take place."""

    template_name = "supervision/session_list.html"
    filter_form = SessionFilter

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.tab = self._tab()

    def get_queryset(self) -> SessionQuerySet:
        rows = self._rows(self.tab).select_related("worker", "supervisor", "team")
        return in_order(rows.only(*LISTED))

    def filtered(self, rows: SessionQuerySet, **asked: Any) -> SessionQuerySet:
        rows = _in_state(rows, asked["state"], self.at.now)
        if asked["name"]:
            rows = rows.filter(
                Q(worker__full_name__icontains=asked["name"]) | Q(supervisor__full_name__icontains=asked["name"])
            )
        if asked["due_from"]:
            rows = rows.filter(due_on__gte=asked["due_from"])
        return rows.filter(due_on__lte=asked["due_to"]) if asked["due_to"] else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = hub.list_rows(found["page_obj"], self.at.now, self.at.zone)
        sees_others = self.tab == "reach" or self.request.user.has_perm("supervision.see_completion")
        tabs = {key: label for key, label in TABS.items() if key != "reach" or sees_others}
        return found | {"headings": hub.HEADINGS, "rows": list(rows), "tab": self.tab, "tabs": tabs}

    def _tab(self) -> str:
        """The tab that was asked for; else that of the supervisor for whoever holds sessions."""
        asked = self.request.GET.get("as", "")
        if asked in TABS:
            return asked
        return "supervisor" if self._rows("supervisor").exists() else "worker"

    def _rows(self, tab: str) -> SessionQuerySet:
        viewer, today = self.request.user, self.at.today
        if tab == "worker":
            return Session.objects.of_worker(viewer)
        if tab == "supervisor":
            return Session.objects.supervised_by(viewer, on=today)
        return Session.objects.visible_to(viewer, on=today).exclude(Q(worker=viewer) | Q(supervisor=viewer))


class SessionCsv(SessionList):
    """The same list, whole, as a file."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        rows = self.every_row().iterator()
        return csv_response("sessions.csv", CSV_HEADER, (self._cells(session) for session in rows))

    def _cells(self, session: Session) -> tuple[Any, ...]:
        held = long_instant(session.held_at, self.at.zone) if session.held_at else ""
        return (
            session.reference, session.worker.full_name, session.supervisor.full_name,
            session.team.name if session.team else "", session.due_on.isoformat(),
            long_instant(session.planned_at, self.at.zone),
            status_of(session, now=self.at.now, zone=self.at.zone).words,
            held, session.held_minutes or "",
        )  # fmt: skip


@require_safe
def session_hub(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """One session: what is to be done, when it is due and why, what was moved, who can read what."""
    session = session_or_404(request, session_id, "supervision.see_session")
    at = edge(request.user)
    return render(request, "supervision/session_hub.html", hub.page(session, request.user, at.now, at.zone))


@require_POST
def start(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Open the record, or go on with it."""
    session = session_or_404(request, session_id, "supervision.start_record")
    with saying(request, ""):
        response = commands.start_session(session=session, by=request.user, now=edge(request.user).now)
        return redirect("record", response.pk)
    return redirect("supervision:session", session.pk)


def in_order(rows: SessionQuerySet) -> SessionQuerySet:
    """What is open first, the longest past its date before the rest; then what is closed, newest first."""
    is_open = When(state=SessionState.PLANNED, then=Value(0))
    due_first = Case(When(state=SessionState.PLANNED, then=F("due_at")))
    return rows.order_by(Case(is_open, default=Value(1)), due_first, "-due_on", "reference")


def _in_state(rows: SessionQuerySet, state: str, now: Any) -> SessionQuerySet:
    chosen = {
        "open": rows.open,
        "held": rows.took_place,
        "past": lambda: rows.past_their_date(now=now),
        "not_held": lambda: rows.filter(state__in=[SessionState.MISSED, SessionState.CANCELLED]),
    }
    return chosen[state]() if state in chosen else rows
