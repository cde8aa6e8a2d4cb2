"""The catalogue of restrictive decisions, as administrators see it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import may_or_404

from ..models import CatalogueVersion
from ..queries import grounds_in_force, kinds_in_force


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue in force."""
    may_or_404(request, "boundaries.set_up_decisions")
    found = {
        "version": CatalogueVersion.objects.published().first(),
        "kinds": kinds_in_force(),
        "grounds": grounds_in_force(),
    }
    return render(request, "boundaries/catalogue.html", found)
