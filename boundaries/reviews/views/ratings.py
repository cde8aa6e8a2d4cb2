"""Rating one interaction: the account beside the rubric, kept as often as one likes, and given once."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, edge

from ...models import Rating
from .. import commands
from ..forms import ScoresForm
from ..rating_page import page
from ..results import criteria_to_rate

RATE = "boundaries.give_rating"


def rating_or_404(request: HttpRequest, rating_id: uuid.UUID) -> Rating:
    """:raises Http404: when there is none, or somebody else was asked"""
    rows = Rating.objects.select_related(
        "review__sample__rubric", "review__interaction__team__service", "review__interaction__worker"
    )
    rating = get_object_or_404(rows, pk=rating_id)
    may_or_404(request, RATE, rating)
    return rating


class Rate(RecordForm):
    """The account on one side, each criterion with its behaviours on the other; scores are kept as often as one likes."""

    submit = "Save the scores"
    template_name = "reviews/rate.html"

    def load(self, rating_id: uuid.UUID) -> tuple[Rating, Edge]:
        return rating_or_404(self.request, rating_id), edge(self.request.user)

    def form(self, rating: Rating, _at: Edge, typed: Any = None) -> ScoresForm:
        kept = dict(rating.scores.values_list("criterion__code", "score"))
        return ScoresForm(typed, criteria=criteria_to_rate(rating), initial=kept)

    def act(self, form: ScoresForm, rating: Rating, at: Edge) -> str:
        said = {"rating": rating, "scores": form.cleaned_data, "by": self.request.user, "now": at.now}
        if "give" in self.request.POST:
            commands.give_rating(**said)
            return "Thank you. Your view is given."
        commands.keep_scores(**said)
        return "The scores are saved. Nobody else sees them yet."

    def way_back(self, rating: Rating) -> str:
        return reverse("reviews:rating", args=[rating.pk])

    def shown(self, rating: Rating, at: Edge) -> dict[str, Any]:
        return page(rating, self.request.user, at.now, at.zone) | {"cancel_url": reverse("reviews:home")}
