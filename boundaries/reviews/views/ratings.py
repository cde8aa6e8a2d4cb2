"""Rating one interaction: the account beside the rubric, and giving what one thinks."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import RecordForm, may_or_404, saying
from workforce_assurance.people.views.edge import Edge, edge

from ...models import Rating
from .. import commands
from ..enums import RatingState
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
        commands.keep_scores(rating=rating, scores=form.cleaned_data, by=self.request.user, now=at.now)
        return "The scores are saved. Nobody else sees them yet."

    def way_back(self, rating: Rating) -> str:
        return reverse("reviews:rating", args=[rating.pk])

    def shown(self, rating: Rating, at: Edge) -> dict[str, Any]:
        return page(rating, self.request.user, at.now, at.zone) | {"cancel_url": reverse("reviews:home")}


@require_POST
def give(request: HttpRequest, rating_id: uuid.UUID) -> HttpResponse:
    """Give it; it changes no more."""
    rating = rating_or_404(request, rating_id)
    with saying(request, "Thank you. Your view is given."):
        commands.give_rating(rating=rating, by=request.user, now=edge(request.user).now)
    rating.refresh_from_db()
    if rating.state == RatingState.GIVEN:
        return redirect("reviews:home")
    return redirect("reviews:rating", rating.pk)
