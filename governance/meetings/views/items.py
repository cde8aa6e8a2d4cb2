"""One item of an agenda: talked over, decided about, put off or taken with another."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from ...models import AgendaItem, MeetingDecision
from .. import commands
from ..enums import Because, Heading, Outcome
from ..forms import DecisionForm, DeferForm, MergeForm
from ..meeting_page import item_page
from .meetings import RUN, meeting_or_404

SEE = "governance.see_meeting"


def item_or_404(request: HttpRequest, meeting_id: uuid.UUID, item_id: uuid.UUID, permission: str) -> AgendaItem:
    """:raises Http404: when there is none in that meeting, or it is none of theirs"""
    meeting = meeting_or_404(request, meeting_id, permission)
    item = get_object_or_404(meeting.items.select_related("taken_with"), pk=item_id)
    item.meeting = meeting
    return item


@require_safe
def item_detail(request: HttpRequest, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """One item with what is known, what was decided, and what can be said of it."""
    item = item_or_404(request, meeting_id, item_id, SEE)
    return render(request, "meetings/item.html", item_page(item, request.user))


def _back(item: AgendaItem) -> HttpResponse:
    return redirect("governance:meeting_item", item.meeting_id, item.pk)


def _onward(item: AgendaItem) -> HttpResponse:
    """To the next item that is open, so that a meeting goes through its agenda with one button; else to the meeting."""
    left = item.meeting.items.without_outcome().filter(position__gt=item.position).first()
    return _back(left) if left else redirect("governance:meeting", item.meeting_id)


@require_POST
def note(request: HttpRequest, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """It was talked over."""
    item = item_or_404(request, meeting_id, item_id, RUN)
    with saying(request, "Noted."):
        commands.note_item(item=item, by=request.user, now=edge(request.user).now)
    return _onward(item)


@require_POST
def approve(request: HttpRequest, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Approve the minutes that it is about."""
    item = item_or_404(request, meeting_id, item_id, RUN)
    with saying(request, "The minutes are approved."):
        commands.approve_minutes(item=item, by=request.user, now=edge(request.user).now)
    return _back(item)


@require_POST
def take_up(request: HttpRequest, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Open it again."""
    item = item_or_404(request, meeting_id, item_id, RUN)
    with saying(request, "It is open again."):
        commands.take_up_item(item=item, by=request.user, now=edge(request.user).now)
    return _back(item)


class ItemForm(RecordForm):
    """A form about one item."""

    permission = RUN

    def load(self, meeting_id: uuid.UUID, item_id: uuid.UUID) -> tuple[AgendaItem, Edge]:
        return item_or_404(self.request, meeting_id, item_id, self.permission), edge(self.request.user)

    def way_back(self, item: AgendaItem) -> str:
        return reverse("governance:meeting_item", args=[item.meeting_id, item.pk])

    def shown(self, item: AgendaItem, _at: Edge) -> dict[str, Any]:
        return {"caption": item.words}


class Defer(ItemForm):
    """Put it off to the next meeting."""

    title, submit, form_class = "Put it off", "Put it off to the next meeting", DeferForm

    def act(self, form: DeferForm, item: AgendaItem, at: Edge) -> str:
        because = Because(form.cleaned_data["because"])
        commands.defer_item(item=item, because=because, by=self.request.user, now=at.now)
        return "It stands on the next agenda, with this reason."


class Merge(ItemForm):
    """Take it with another item."""

    title, submit = "Take it with another item", "Take them together"

    def form(self, item: AgendaItem, _at: Edge, typed: Any = None) -> MergeForm:
        others = item.meeting.items.exclude(pk=item.pk).exclude(outcome=Outcome.MERGED).exclude(heading=Heading.MINUTES)
        return MergeForm(typed, others=others)

    def act(self, form: MergeForm, item: AgendaItem, at: Edge) -> str:
        into = form.others[form.cleaned_data["into"]]
        commands.merge_item(item=item, into=into, by=self.request.user, now=at.now)
        return "They are talked about together."


def owners_of(meeting: Any, on: Any) -> Any:
    """Whoever is invited, and whoever leads or manages where it governs."""
    invited = meeting.seats.values("person")
    teams = people.teams_in(meeting.series.service_id).values()
    managers = {team.manager_id for team in teams if team.manager_id}
    rows = people.people_in_post(on=on)
    return (rows.filter(pk__in=invited) | rows.filter(pk__in=managers)).order_by("full_name", "pk")


class Decide(ItemForm):
    """Say what is to be done about it."""

    title, submit = "Decide", "Keep this decision"
    lead = "Reasons, owner and date may follow; without them the meeting cannot be closed."

    def form(self, item: AgendaItem, at: Edge, typed: Any = None) -> DecisionForm:
        return DecisionForm(typed, owners=owners_of(item.meeting, at.today))

    def act(self, form: DecisionForm, item: AgendaItem, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(item.pk))
        commands.decide(item=item, decided=form.decided, once=once, by=self.request.user, now=at.now)
        return "The decision is kept."


class ChangeDecision(RecordForm):
    """Say what is open of a decision, or take it back."""

    permission = RUN
    title, submit = "Change this decision", "Save"
    template_name = "meetings/decision.html"

    def load(self, meeting_id: uuid.UUID, decision_id: uuid.UUID) -> tuple[MeetingDecision, Edge]:
        meeting = meeting_or_404(self.request, meeting_id, self.permission)
        decision = meeting.decisions.select_related("item", "owner").filter(pk=decision_id).first()
        if decision is None:
            raise Http404
        decision.meeting = meeting
        return decision, edge(self.request.user)

    def form(self, decision: MeetingDecision, at: Edge, typed: Any = None) -> DecisionForm:
        initial = {
            "words": decision.words, "reasons": decision.reasons, "strength": decision.strength,
            "owner": str(decision.owner_id or ""), "due_on": decision.due_on,
        }  # fmt: skip
        return DecisionForm(typed, owners=owners_of(decision.meeting, at.today), initial=initial)

    def act(self, form: DecisionForm, decision: MeetingDecision, at: Edge) -> str:
        commands.change_decision(decision=decision, decided=form.decided, by=self.request.user, now=at.now)
        return "The decision is kept as it stands now."

    def way_back(self, decision: MeetingDecision) -> str:
        return reverse("governance:meeting_item", args=[decision.meeting_id, decision.item_id])

    def shown(self, decision: MeetingDecision, _at: Edge) -> dict[str, Any]:
        take_back = reverse("governance:meeting_decision_back", args=[decision.meeting_id, decision.pk])
        return {"caption": decision.item.words, "take_back_url": take_back}


@require_POST
def take_back(request: HttpRequest, meeting_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    """It was not decided after all."""
    meeting = meeting_or_404(request, meeting_id, RUN)
    decision = get_object_or_404(meeting.decisions.select_related("item__meeting", "meeting"), pk=decision_id)
    with saying(request, "The decision is taken back."):
        commands.take_decision_back(decision=decision, by=request.user, now=edge(request.user).now)
    return redirect("governance:meeting_item", meeting.pk, decision.item_id)
