"""Standards are drafted, worded, published or thrown away."""

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

from ...models import Standard, StandardVersion
from .. import commands, pages
from ..differences import differences
from ..forms import PublishForm, StandardForm

CHANGE = "boundaries.change_standards"


def draft_or_404(request: HttpRequest, code: str) -> StandardVersion:
    """:raises Http404: when none is drafted, or it is none of theirs to change"""
    may_or_404(request, CHANGE)
    return get_object_or_404(StandardVersion.objects.drafts().select_related("standard"), standard__code=code)


class Add(NewForm):
    """Draft a standard of one's own."""

    permission = CHANGE
    title, submit = "Add a standard", "Save the draft"
    lead = "It concerns nobody before you put it in force."

    def form(self, _record: None, at: Edge, typed: Any = None) -> StandardForm:
        return StandardForm(typed, job_titles=people.job_titles(on=at.today))

    def act(self, form: StandardForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        self.made = commands.add_standard(worded=form.worded, once=once, by=self.request.user, now=at.now)
        return "The draft is saved."

    def way_back(self, _record: None) -> str:
        return reverse("standards:library")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("standards:draft", self.made.standard.code)


@require_POST
def holds(request: HttpRequest, code: str) -> HttpResponse:
    """It was read again, and needs no other words."""
    may_or_404(request, CHANGE)
    found = get_object_or_404(Standard.objects.filter(versions__state="published"), code=code)
    with saying(request, "Thank you. It is read again in a year."):
        commands.say_it_holds(standard=found, by=request.user, now=edge(request.user).now)
    return redirect("standards:standard", code)


@require_POST
def begin_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Draft the next version."""
    may_or_404(request, CHANGE)
    found = get_object_or_404(Standard.objects.filter(versions__state="published"), code=code)
    commands.draft_standard(standard=found, by=request.user, now=edge(request.user).now)
    return redirect("standards:draft", code)


@require_safe
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """The next version: its words, and what differs from the one in force."""
    version = draft_or_404(request, code)
    before = StandardVersion.objects.of(version.standard).published().first()
    context = {
        "version": version,
        "code": code,
        "parts": pages.parts(version),
        "scenarios": version.scenarios.all(),
        "changes": differences(before, version) if before else [],
        "is_first": before is None,
    }
    return render(request, "standards/draft.html", context)


class DraftForm(RecordForm):
    """A form about the draft of one standard."""

    def load(self, code: str) -> tuple[StandardVersion, Edge]:
        return draft_or_404(self.request, code), edge(self.request.user)

    def way_back(self, version: StandardVersion) -> str:
        return reverse("standards:draft", args=[version.standard.code])

    def shown(self, version: StandardVersion, _at: Edge) -> dict[str, Any]:
        return {"caption": f"{version.title}, version {version.number}"}


class Word(DraftForm):
    """Say it in other words."""

    title, submit = "Change the draft", "Save the draft"

    def form(self, version: StandardVersion, at: Edge, typed: Any = None) -> StandardForm:
        return StandardForm(typed, job_titles=people.job_titles(on=at.today), version=version)

    def act(self, form: StandardForm, version: StandardVersion, at: Edge) -> str:
        commands.word_standard(draft=version, worded=form.worded, by=self.request.user, now=at.now)
        return "The draft is saved."


class Publish(DraftForm):
    """Put it in force."""

    title, submit, form_class = "Put it in force", "Put it in force", PublishForm

    def act(self, form: PublishForm, version: StandardVersion, at: Edge) -> str:
        said = form.cleaned_data
        material = said["material"] == "yes"
        commands.publish_standard(
            draft=version, is_material=material, review_on=said["review_on"], by=self.request.user, now=at.now
        )
        return "It is in force. Whom it concerns is asked to read it." if material else "It is in force."

    def answer(self, version: StandardVersion) -> HttpResponse:
        return redirect("standards:standard", version.standard.code)


@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away."""
    version = draft_or_404(request, code)
    with saying(request, "The draft is thrown away."):
        commands.discard_standard(draft=version, by=request.user, now=edge(request.user).now)
    return redirect("standards:library")
