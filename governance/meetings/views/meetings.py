"""Meetings: the list, one meeting, what prepares, holds and closes it, and its minutes."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.dates import at_local
from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, ListAtNow, edge

from ...models import Meeting, Seat
from .. import commands
from ..forms import AddForm, AmendForm, MoveForm, PresenceForm
from ..meeting_page import COLUMNS, cells, listed, page
from ..querysets import MeetingQuerySet

RUN = "governance.run_meeting"


def meeting_or_404(request: HttpRequest, meeting_id: uuid.UUID, permission: str) -> Meeting:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Meeting.objects.select_related("series__service", "series__chair", "approved_in")
    meeting = get_object_or_404(rows, pk=meeting_id)
    may_or_404(request, permission, meeting)
    return meeting


class MeetingList(ListAtNow):
    """Meetings that the viewer runs, is or was invited to."""

    template_name = "meetings/meeting_list.html"
    title = "Governance meetings"
    lead = "Each agenda builds itself from what is open, past its date, repeated or lapsed. What was known when it was held stays."
    columns = COLUMNS
    back = ("today", "Today")
    what = "meetings"

    def get_queryset(self) -> MeetingQuerySet:
        return listed(Meeting.objects.visible_to(self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {
            "rows": [cells(one, self.at.zone) for one in found["page_obj"]],
            "may_begin": self.request.user.has_perm("governance.begin_series"),
        }


@require_safe
def meeting_detail(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting: its agenda, and once it is closed its minutes."""
    meeting = meeting_or_404(request, meeting_id, "governance.see_meeting")
    return render(request, "meetings/meeting.html", page(meeting, request.user, edge(request.user).zone))


@require_POST
def prepare(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Build its agenda."""
    meeting = meeting_or_404(request, meeting_id, RUN)
    with saying(request, "The agenda is built. Add to it, and put off what can wait."):
        commands.prepare_meeting(meeting=meeting, by=request.user, now=edge(request.user).now)
    return redirect("governance:meeting", meeting.pk)


@require_POST
def build(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Bring its agenda up to this moment."""
    meeting = meeting_or_404(request, meeting_id, RUN)
    with saying(request, "The agenda is up to date. What you added or put off stays."):
        commands.build_again(meeting=meeting, by=request.user, now=edge(request.user).now)
    return redirect("governance:meeting", meeting.pk)


@require_POST
def close(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Close it: decisions become actions."""
    meeting = meeting_or_404(request, meeting_id, RUN)
    with saying(
        request, "It is closed. Its decisions are in the action log, and what was put off goes to the next meeting."
    ):
        commands.close_meeting(meeting=meeting, by=request.user, now=edge(request.user).now)
    return redirect("governance:meeting", meeting.pk)


class MeetingForm(RecordForm):
    """A form about one meeting."""

    permission = RUN

    def load(self, meeting_id: uuid.UUID) -> tuple[Meeting, Edge]:
        return meeting_or_404(self.request, meeting_id, self.permission), edge(self.request.user)

    def way_back(self, meeting: Meeting) -> str:
        return reverse("governance:meeting", args=[meeting.pk])

    def shown(self, meeting: Meeting, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{meeting.series.name}, {meeting.reference}"}


class Add(MeetingForm):
    """Put something on the agenda by hand."""

    title, submit, form_class = "Add to the agenda", "Add it", AddForm

    def act(self, form: AddForm, meeting: Meeting, at: Edge) -> str:
        commands.add_item(meeting=meeting, words=form.cleaned_data["words"], by=self.request.user, now=at.now)
        return "It stands on the agenda."


class Move(MeetingForm):
    """Hold it at another time."""

    title, submit = "Move the meeting", "Move it"

    def form(self, meeting: Meeting, at: Edge, typed: Any = None) -> MoveForm:
        local = meeting.starts_at.astimezone(at.zone)
        return MoveForm(typed, initial={"day": local.date(), "clock": local.time()})

    def act(self, form: MoveForm, meeting: Meeting, at: Edge) -> str:
        to = at_local(form.cleaned_data["day"], form.cleaned_data["clock"], at.zone)
        commands.move_meeting(meeting=meeting, to=to, by=self.request.user, now=at.now)
        return "It is moved."


class Hold(MeetingForm):
    """Say who is there, and begin."""

    title, submit = "Begin the meeting", "Begin the meeting"
    lead = "The agenda is built a last time. What is known now is what this meeting knew."

    def form(self, meeting: Meeting, _at: Edge, typed: Any = None) -> PresenceForm:
        seats = Seat.objects.filter(meeting=meeting).select_related("person").order_by("person__full_name", "pk")
        return PresenceForm(typed, seats=seats)

    def act(self, form: PresenceForm, meeting: Meeting, at: Edge) -> str:
        commands.hold_meeting(meeting=meeting, presence=form.presence, by=self.request.user, now=at.now)
        return "The meeting has begun. Go through the items one by one."


class Amend(MeetingForm):
    """Add to the minutes, as somebody who was there."""

    permission = "governance.amend_minutes"
    title, submit, form_class = "Amend the minutes", "Add it to the minutes", AmendForm
    lead = "Nothing that stands in the minutes changes. What you add stands below them, with your name."

    def act(self, form: AmendForm, meeting: Meeting, at: Edge) -> str:
        commands.amend_minutes(meeting=meeting, words=form.cleaned_data["words"], by=self.request.user, now=at.now)
        return "It stands below the minutes."
