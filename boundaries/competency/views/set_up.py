"""The competency policy in set-up: the one in force, and the draft of the next, changed part by part."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, NewForm, edge

from ...models import CompetencyNeed, Skill
from .. import commands, pages
from ..forms import NeedForm, SkillForm

SETS_UP = "boundaries.set_up_competency"
HERE = "competency:policy"


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """The policy in force, and the draft of the next."""
    may_or_404(request, SETS_UP)
    return render(request, "competency/policy.html", pages.policy_page())


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Draft the next version."""
    may_or_404(request, SETS_UP)
    with saying(request, "Here is the draft. Nothing of it holds until you publish it."):
        commands.draft_policy(by=request.user, now=edge(request.user).now)
    return redirect(HERE)


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Put the draft in force."""
    may_or_404(request, SETS_UP)
    with saying(request, "It is in force. Everybody stands by it from now on."):
        commands.publish_policy(by=request.user, now=edge(request.user).now)
    return redirect(HERE)


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    may_or_404(request, SETS_UP)
    with saying(request, "The draft is thrown away. The policy in force stays."):
        commands.discard_policy(by=request.user, now=edge(request.user).now)
    return redirect(HERE)


class AddSkill(NewForm):
    permission = SETS_UP
    title, submit, form_class = "Add a skill", "Add it", SkillForm

    def act(self, form: SkillForm, _record: None, at: Edge) -> str:
        commands.add_skill(**form.cleaned_data, by=self.request.user, now=at.now)
        return "It stands at the end of the draft. Say next what it needs."

    def way_back(self, _record: None) -> str:
        return reverse(HERE)


class AddNeed(RecordForm):
    """Say of a skill of the draft what kind of evidence it needs."""

    title, submit = "Add what is needed", "Add it"

    def load(self, code: str) -> tuple[Skill, Edge]:
        may_or_404(self.request, SETS_UP)
        return get_object_or_404(Skill, code=code, version__state="draft"), edge(self.request.user)

    def form(self, _skill: Skill, at: Edge, typed: Any = None) -> NeedForm:
        return NeedForm(typed, job_titles=people.job_titles(on=at.today))

    def act(self, form: NeedForm, skill: Skill, at: Edge) -> str:
        commands.add_need(skill=skill, asked=form.asked, by=self.request.user, now=at.now)
        return "It stands in the draft."

    def way_back(self, _skill: Skill) -> str:
        return reverse(HERE)

    def shown(self, skill: Skill, _at: Edge) -> dict[str, Any]:
        return {"caption": skill.label}


@require_POST
def take_out_need(request: HttpRequest, need_id: uuid.UUID) -> HttpResponse:
    """Take a kind of evidence out of the draft."""
    may_or_404(request, SETS_UP)
    need = get_object_or_404(CompetencyNeed.objects.select_related("skill"), pk=need_id, skill__version__state="draft")
    with saying(request, "It is taken out of the draft."):
        commands.take_out_need(need=need, by=request.user, now=edge(request.user).now)
    return redirect(HERE)


@require_POST
def take_out_skill(request: HttpRequest, code: str) -> HttpResponse:
    """Take a skill out of the draft."""
    may_or_404(request, SETS_UP)
    skill = get_object_or_404(Skill, code=code, version__state="draft")
    with saying(request, "It is taken out of the draft. Its evidence stays."):
        commands.take_out_skill(skill=skill, by=request.user, now=edge(request.user).now)
    return redirect(HERE)
