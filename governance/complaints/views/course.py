"""What becomes of a complaint: acknowledged, answered, withdrawn, closed, handed on; whom it is about, and what it is linked to."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from workforce_assurance.people import queries as people

from ...models import Complaint, ComplaintAbout, ComplaintLink
from .. import commands
from ..commands.course import has_actions
from ..enums import Finding
from ..forms import AnswerForm, CloseForm, DayForm, LinkForm, PassForm, PeopleForm
from ..handlers import complained_about, possible_handlers
from ..linked import record_by_reference
from ..people_of import people_to_name
from .edge import ComplaintForm, Edge, complaint_or_404, edge, saying

FOLLOW = "governance.follow_complaint"


class Acknowledge(ComplaintForm):
    title, submit = "Say that it came", "Save"
    lead = "Tell whoever complained that it came, who answers it and by when, in the way they asked for. Then note the day."

    def form(self, _complaint: Complaint, at: Edge, typed: Any = None) -> DayForm:
        return DayForm(typed, initial={"day": at.today})

    def act(self, form: DayForm, complaint: Complaint, at: Edge) -> str:
        day = form.cleaned_data["day"]
        commands.acknowledge_complaint(complaint=complaint, day=day, by=self.request.user, now=at.now)
        return "It is noted. Now find out what happened, and write the answer."


class Answer(ComplaintForm):
    permission = "governance.answer_complaint"
    title, submit = "Answer it", "Keep this answer"
    lead = "What was found is kept and does not change. Why, and what was said to whoever complained, stands in what you wrote."

    def form(self, _complaint: Complaint, at: Edge, typed: Any = None) -> AnswerForm:
        return AnswerForm(typed, initial={"day": at.today})

    def act(self, form: AnswerForm, complaint: Complaint, at: Edge) -> str:
        said = form.cleaned_data
        commands.answer_complaint(
            complaint=complaint, found=Finding(said["found"]), day=said["day"], by=self.request.user, now=at.now
        )
        return "It is answered. Open an action for what has to change, or say that nothing has to; then close it."


class Close(ComplaintForm):
    title, submit = "Close it", "Close it"
    lead = "A complaint is closed with what changes because of it."

    def form(self, complaint: Complaint, _at: Edge, typed: Any = None) -> CloseForm:
        return CloseForm(typed, has_actions=has_actions(complaint))

    def act(self, form: CloseForm, complaint: Complaint, at: Edge) -> str:
        commands.close_complaint(complaint=complaint, no_change=form.no_change(), by=self.request.user, now=at.now)
        return "It is closed."


class Pass(ComplaintForm):
    permission = "governance.pass_complaint"
    title, submit = "Hand it on", "Hand it on"
    lead = "The days stay. Whoever takes it over reads what is written so far, and writes an answer of their own."

    def form(self, complaint: Complaint, at: Edge, typed: Any = None) -> PassForm:
        handler = complaint.handlings.current().values_list("handler_id", flat=True)
        but = complained_about(complaint) | set(handler)
        return PassForm(typed, handlers=possible_handlers(complaint.team, but=but, on=at.today))

    def act(self, form: PassForm, complaint: Complaint, at: Edge) -> str:
        to = people.people_by_id([uuid.UUID(form.cleaned_data["to"])]).popitem()[1]
        commands.pass_complaint(complaint=complaint, to=to, by=self.request.user, now=at.now)
        return f"{to.full_name} handles it from now on."


class About(ComplaintForm):
    title, submit = "Whom it is about", "Save"
    lead = "Somebody named here sees no word of it, handles nothing of it, and sees its facts only after you told them."

    def form(self, complaint: Complaint, _at: Edge, typed: Any = None) -> PeopleForm:
        initial = {"people": [str(key) for key in complained_about(complaint)]}
        return PeopleForm(typed, people=people_to_name(complaint), initial=initial)

    def act(self, form: PeopleForm, complaint: Complaint, at: Edge) -> str:
        ids = [uuid.UUID(key) for key in form.cleaned_data["people"]]
        commands.name_people(complaint=complaint, ids=ids, by=self.request.user, now=at.now)
        return "It is saved. Tell them yourself, then note it here."


class Link(ComplaintForm):
    title, submit, form_class = "Link it to a decision or an incident", "Link it", LinkForm
    lead = "Whoever may see both finds the one beside the other."

    def act(self, form: LinkForm, complaint: Complaint, at: Edge) -> str:
        kind, key = record_by_reference(form.cleaned_data["reference"], self.request.user, at.today)
        commands.link_complaint(complaint=complaint, kind=kind, subject_id=key, by=self.request.user, now=at.now)
        return "It is linked."


@require_POST
def withdraw(request: HttpRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """Note that whoever made it took it back."""
    complaint = complaint_or_404(request, complaint_id, FOLLOW)
    with saying(request, "It is withdrawn."):
        commands.withdraw_complaint(complaint=complaint, by=request.user, now=edge(request.user).now)
    return redirect("complaints:complaint", complaint.pk)


@require_POST
def told(request: HttpRequest, complaint_id: uuid.UUID, about_id: uuid.UUID) -> HttpResponse:
    """Note that somebody whom it is about was told."""
    complaint = complaint_or_404(request, complaint_id, FOLLOW)
    about = get_object_or_404(ComplaintAbout, pk=about_id, complaint=complaint)
    with saying(request, "It is noted."):
        commands.note_told(about=about, by=request.user, now=edge(request.user).now)
    return redirect("complaints:complaint", complaint.pk)


@require_POST
def unlink(request: HttpRequest, complaint_id: uuid.UUID, link_id: uuid.UUID) -> HttpResponse:
    """Take a link back."""
    complaint = complaint_or_404(request, complaint_id, FOLLOW)
    link = get_object_or_404(ComplaintLink, pk=link_id, complaint=complaint)
    with saying(request, "The link is taken back."):
        commands.unlink_complaint(link=link, by=request.user, now=edge(request.user).now)
    return redirect("complaints:complaint", complaint.pk)
