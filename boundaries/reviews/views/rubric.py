"""The rubric for everybody to read, and its next version: drafted by a calibration, worded, and published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, NewForm, edge

from ...models import Criterion
from .. import commands
from ..forms import CalibrationForm, CriterionForm
from ..rubric_page import page

CHANGE = "boundaries.change_rubric"


@require_safe
def rubric(request: HttpRequest) -> HttpResponse:
    """What is looked for and what one would see at each score: no secret to whoever is reviewed."""
    return render(request, "reviews/rubric.html", page(request.user))


class Calibrate(NewForm):
    """Note that raters sat together; it drafts the next version."""

    permission = CHANGE
    title, submit = "Note a calibration", "Save, and draft the next rubric"
    lead = "Raters look together at what they rated apart, and find words that they would all rate alike."

    def form(self, _record: None, at: Edge, typed: Any = None) -> CalibrationForm:
        criteria = Criterion.objects.filter(version__state="published")
        return CalibrationForm(typed, criteria=criteria, today=at.today)

    def act(self, form: CalibrationForm, _record: None, at: Edge) -> str:
        commands.hold_calibration(**form.cleaned_data, by=self.request.user, now=at.now)
        return "It is noted. Change the words of the draft, then publish it."

    def way_back(self, _record: None) -> str:
        return reverse("reviews:rubric")


class Change(RecordForm):
    """Say a criterion of the draft in other words."""

    submit = "Save"
    lead = "Say what one would see and hear, so that two people rate it alike."

    def load(self, code: str) -> tuple[Criterion, Edge]:
        may_or_404(self.request, CHANGE)
        return get_object_or_404(Criterion, code=code, version__state="draft"), edge(self.request.user)

    def form(self, criterion: Criterion, _at: Edge, typed: Any = None) -> CriterionForm:
        return CriterionForm(typed, criterion=criterion)

    def act(self, form: CriterionForm, criterion: Criterion, at: Edge) -> str:
        said = form.cleaned_data
        commands.change_criterion(
            criterion=criterion, label=said["label"], question=said["question"], behaviours=form.behaviours,
            by=self.request.user, now=at.now,
        )  # fmt: skip
        return "It is saved in the draft."

    def way_back(self, _criterion: Criterion) -> str:
        return reverse("reviews:rubric")

    def shown(self, criterion: Criterion, _at: Edge) -> dict[str, Any]:
        return {"title": criterion.label, "caption": "The next version of the rubric"}


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Put the draft in force."""
    may_or_404(request, CHANGE)
    with saying(request, "It is in force for samples that are drawn from now on."):
        commands.publish_rubric(by=request.user, now=edge(request.user).now)
    return redirect("reviews:rubric")
