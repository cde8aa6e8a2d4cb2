"""Samples of what was found, the one sentence of each without names, and counts by service."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge
from workforce_assurance.structured_templates.refusals import MayNotRead
from workforce_assurance.structured_templates.vault import VaultError

from ...models import LabelReading, LabelSample
from .. import commands, sample_pages
from .. import counts as counted
from ..forms import SampleForm, VerdictForm

JUDGE = "boundaries.judge_labels"


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """How often wordings were found, by service and quarter."""
    may_or_404(request, "boundaries.see_label_counts")
    return render(request, "labels/counts.html", counted.page(request.user, today=edge(request.user).today))


class SampleList(ListAtNow):
    template_name = "layouts/drawn_list.html"
    title = "Samples of words"
    lead = "Sentences in which a word was pointed out, read without names to see how often that is right."
    columns = ("Sample", "Drawn", "Size", "Judged")
    back = ("labels:words", "Words that get a hint")
    make = ("labels:draw", "Draw a sample")
    what, caption = "samples", "Samples, the latest first"
    none = ("Samples stand here.", "None is drawn yet.")

    def get_queryset(self) -> QuerySet:
        may_or_404(self.request, JUDGE)
        return sample_pages.with_judged(LabelSample.objects.order_by("-drawn_at", "reference"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [sample_pages.cells(one, self.at.zone) for one in found["page_obj"]]}


class Draw(NewForm):
    permission = JUDGE
    title, submit, form_class = "Draw a sample of words", "Draw the sample", SampleForm
    lead = "You say how many. The system draws, with a seed that nobody chooses, some of every word."

    def act(self, form: SampleForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        self.made = commands.draw_label_sample(
            size=form.cleaned_data["size"], once=once, by=self.request.user, now=at.now
        )
        return f"{self.made.size} of {self.made.population} are drawn."

    def way_back(self, _record: None) -> str:
        return reverse("labels:samples")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("labels:sample", self.made.pk)


@require_safe
def sample_detail(request: HttpRequest, sample_id: uuid.UUID) -> HttpResponse:
    """One sample, without a sentence."""
    may_or_404(request, JUDGE)
    sample = get_object_or_404(LabelSample.objects.select_related("drawn_by", "version"), pk=sample_id)
    return render(request, "labels/sample.html", sample_pages.page(sample, zone=edge(request.user).zone))


class Judge(RecordForm):
    """One sentence without names, and what somebody makes of it. Each time it is shown leaves a row."""

    title, submit, form_class = "Was it pointed out rightly?", "Save and go on", VerdictForm
    template_name = "labels/judge.html"

    def load(self, reading_id: uuid.UUID) -> tuple[LabelReading, Edge]:
        may_or_404(self.request, JUDGE)
        readings = LabelReading.objects.select_related("hit__scan", "sample")
        return get_object_or_404(readings, pk=reading_id), edge(self.request.user)

    def act(self, form: VerdictForm, reading: LabelReading, at: Edge) -> str:
        commands.judge(reading=reading, **form.judged, by=self.request.user, now=at.now)
        return "It is judged."

    def way_back(self, reading: LabelReading) -> str:
        return reverse("labels:sample", args=[reading.sample_id])

    def answer(self, reading: LabelReading) -> HttpResponse:
        following = LabelReading.objects.filter(sample=reading.sample_id, verdict="").first()
        return redirect("labels:reading", following.pk) if following else redirect(self.way_back(reading))

    def shown(self, reading: LabelReading, at: Edge) -> dict[str, Any]:
        said = {"caption": f"Sample {reading.sample.reference}, reading {reading.place} of {reading.sample.size}"}
        if reading.verdict:
            return said | {"verdict": sample_pages.verdict_of(reading), "reading": reading}
        try:
            sentence = commands.read_sentence(reading=reading, by=self.request.user, now=at.now)
        except (MayNotRead, VaultError):
            return said | {"reading": reading, "is_closed": True}
        return said | {"reading": reading, "sentence": sentence}
