"""Drawing a sample, with a look before at what it would be, and samples as they were drawn."""

from __future__ import annotations

import uuid
from typing import Any

from dateutil.relativedelta import relativedelta
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.dates import month_start
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ...models import ReviewSample
from .. import commands
from ..forms import DrawForm
from ..querysets import SampleQuerySet
from ..reviewers import possible
from ..sample_page import cells, page, preview

DRAW = "boundaries.draw_sample"


class SampleList(ListAtNow):
    template_name = "layouts/drawn_list.html"
    title = "Samples"
    lead = "Each with its seed, its frozen list and its size, so that anybody can draw it again."
    columns = ("Sample", "Of", "Size", "Drawn", "Closed reviews")
    back = ("reviews:home", "Reviews")
    make = ("reviews:draw", "Draw a sample")
    what, caption = "samples", "Samples, the latest first"
    none = ("Samples stand here.", "None is drawn yet.")

    def get_queryset(self) -> SampleQuerySet:
        may_or_404(self.request, DRAW)
        rows = ReviewSample.objects.governed_by(self.request.user).with_closed()
        return rows.select_related("service", "drawn_by").order_by("-drawn_at", "reference")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [cells(one, self.at.zone) for one in found["page_obj"]]}


class Draw(NewForm):
    """Say what to draw from, look at what it would be, and draw."""

    permission = DRAW
    title, submit = "Draw a sample", "Draw the sample"
    lead = "You say of what and how precisely. The system draws, with a seed that nobody chooses."
    template_name = "reviews/draw.html"

    def post(self, request: HttpRequest, **keys: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, **keys)
        record, at = self.load(**keys)
        form = self.form(record, at, request.POST)
        self.looked = preview(form.wanted, on=at.today) if form.is_valid() else None
        return self.page(record, at, form)

    def form(self, _record: None, at: Edge, typed: Any = None) -> DrawForm:
        governed = reach.services_governed_by(self.request.user)
        services = [one for one in people.services() if governed is None or one.pk in governed]
        first = month_start(at.today) - relativedelta(months=3)
        last = ReviewSample.objects.governed_by(self.request.user).order_by("-drawn_at").first()
        chosen = [str(key) for key in last.reviewers.values_list("pk", flat=True)] if last else []
        initial = {"first_on": first, "last_on": at.today, "reviewers": chosen}
        reviewers = possible(on=at.today)
        return DrawForm(typed, services=services, whole=governed is None, reviewers=reviewers, initial=initial)

    def act(self, form: DrawForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        self.made = commands.draw_sample(wanted=form.wanted, once=once, by=self.request.user, now=at.now)
        return f"{self.made.size} of {self.made.population} are drawn. Those who review them see them on Today."

    def way_back(self, _record: None) -> str:
        return reverse("reviews:samples")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("reviews:sample", self.made.pk)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"preview": getattr(self, "looked", None)}


@require_safe
def sample_detail(request: HttpRequest, sample_id: uuid.UUID) -> HttpResponse:
    """One sample: how it was drawn, whether its seed gives it again, and how far its reviews are."""
    sample = get_object_or_404(ReviewSample.objects.select_related("service", "rubric", "drawn_by"), pk=sample_id)
    may_or_404(request, "boundaries.see_sample", sample)
    return render(request, "reviews/sample.html", page(sample, edge(request.user).zone))
