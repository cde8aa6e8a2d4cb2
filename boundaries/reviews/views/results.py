"""Reviews of the viewer: what they are to rate, what is about their work, and one review with room for a reply."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import may_or_404, saying
from workforce_assurance.people.views.edge import edge

from ...models import Review
from .. import commands, home_page, review_page


def review_or_404(request: HttpRequest, review_id: uuid.UUID, permission: str) -> Review:
    """:raises Http404: when there is none, or it is none of theirs to read"""
    rows = Review.objects.select_related("sample__rubric", "interaction__team__service", "interaction__worker")
    review = get_object_or_404(rows, pk=review_id)
    may_or_404(request, permission, review)
    return review


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the viewer is to rate, and reviews that they may read."""
    at = edge(request.user)
    return render(request, "reviews/home.html", home_page.page(request.user, at.now, at.zone))


@require_safe
def review_detail(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """One review: its scores with what they mean, what was said, and the reply."""
    review = review_or_404(request, review_id, "boundaries.see_review")
    at = edge(request.user)
    return render(request, "reviews/review.html", review_page.page(review, request.user, at.now, at.zone))


@require_POST
def close(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Close it, as the worker."""
    review = review_or_404(request, review_id, "boundaries.close_review")
    with saying(request, "It is closed. Your supervisor can read it from now on, with your reply."):
        commands.close_review(review=review, by=request.user, now=edge(request.user).now)
    return redirect("reviews:review", review.pk)
