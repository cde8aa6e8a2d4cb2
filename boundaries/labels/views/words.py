"""The word list for everybody to read and to contest, and what whoever leads governance makes of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.versions import VersionState
from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, edge

from ...models import LabelTerm
from .. import commands, pages
from ..forms import ContestForm, KeepForm, ReasonForm, SwitchForm, WordingForm

CHANGES = "boundaries.change_labels"


@require_safe
def word_list(request: HttpRequest) -> HttpResponse:
    """Which wordings are pointed out while somebody writes: no secret to whoever writes."""
    return render(request, "labels/words.html", pages.word_list(request.user, zone=edge(request.user).zone))


def _term(slug: str) -> LabelTerm:
    terms = LabelTerm.objects.select_related("version")
    return get_object_or_404(terms, slug=slug, version__state=VersionState.PUBLISHED)


@require_safe
def term_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One wording with all that is known of it."""
    return render(request, "labels/term.html", pages.term(_term(slug), request.user, zone=edge(request.user).zone))


class OfTerm(RecordForm):
    """A form about one term of the list in force."""

    permission = CHANGES

    def load(self, slug: str) -> tuple[LabelTerm, Edge]:
        may_or_404(self.request, self.permission)
        return _term(slug), edge(self.request.user)

    def way_back(self, term: LabelTerm) -> str:
        return reverse("labels:term", args=[term.slug])

    def shown(self, term: LabelTerm, _at: Edge) -> dict[str, Any]:
        return {"caption": pages.named(term)}


class Contest(OfTerm):
    permission = "boundaries.contest_label"
    title, submit, form_class = "Contest a word", "Contest it", ContestForm
    lead = "Whoever leads governance answers. Others see how many contest it and why, never who."

    def act(self, form: ContestForm, term: LabelTerm, at: Edge) -> str:
        commands.contest_term(code=term.code, because=form.reason, by=self.request.user, now=at.now)
        return "It is noted. The answer will stand here."


class Keep(OfTerm):
    title, submit, form_class = "Keep it as it is", "Keep it", KeepForm
    lead = "Everybody who contests it finds this answer on its page."

    def act(self, form: KeepForm, term: LabelTerm, at: Edge) -> str:
        commands.keep_term(code=term.code, because=form.reason, by=self.request.user, now=at.now)
        return "They are answered. The list stays as it is."


class ChangeTerm(OfTerm):
    title, submit = "Change a word", "Put it in force"
    lead = "It makes a new version of the list, which holds at once."

    def form(self, term: LabelTerm, _at: Edge, typed: Any = None) -> WordingForm:
        return WordingForm(typed, term=term)

    def act(self, form: WordingForm, term: LabelTerm, at: Edge) -> str:
        commands.change_term(
            code=term.code, wording=form.wording, because=form.reason, by=self.request.user, now=at.now
        )
        return "It is in force."


class Switch(OfTerm):
    """Off when it is on, on when it is off."""

    submit = "Put it in force"
    lead = "It makes a new version of the list, which holds at once."

    def form(self, term: LabelTerm, _at: Edge, typed: Any = None) -> SwitchForm:
        return SwitchForm(typed, is_on=term.is_on)

    def act(self, form: ReasonForm, term: LabelTerm, at: Edge) -> str:
        switch = commands.switch_off if term.is_on else commands.switch_on
        switch(code=term.code, because=form.reason, by=self.request.user, now=at.now)
        return "It is not pointed out any more." if term.is_on else "It is pointed out again."

    def shown(self, term: LabelTerm, at: Edge) -> dict[str, Any]:
        return super().shown(term, at) | {"title": "Switch it off" if term.is_on else "Switch it on again"}
