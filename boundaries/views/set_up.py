"""The catalogue of restrictive decisions, and which services hold themselves to which rule packs, as administrators see them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, edge

from .. import commands
from ..decision_forms import PacksForm
from ..models import CatalogueVersion, PackInUse
from ..queries import grounds_in_force, kinds_in_force, packs_in_force, retired_kinds, services_with_packs

SET_UP = "boundaries.set_up_decisions"


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue in force."""
    may_or_404(request, SET_UP)
    found = {
        "version": CatalogueVersion.objects.published().first(),
        "draft": CatalogueVersion.objects.drafts().first(),
        "retired": retired_kinds(),
        "kinds": kinds_in_force(),
        "grounds": grounds_in_force(),
        "packs": packs_in_force(),
        "services": services_with_packs(),
    }
    return render(request, "boundaries/catalogue.html", found)


class Packs(RecordForm):
    """Which rule packs a service holds itself to."""

    title, submit = "Hard limits of a service", "Save"
    lead = "A draft that a limit does not allow is warned of; the gate does not let it through, and says which limit it is."

    def load(self, service_id: uuid.UUID) -> tuple[Any, Edge]:
        may_or_404(self.request, SET_UP)
        service = people.service_by_id(service_id)
        if service is None:
            raise Http404
        return service, edge(self.request.user)

    def form(self, service: Any, _at: Edge, typed: Any = None) -> PacksForm:
        held = PackInUse.objects.filter(service=service).values_list("code", flat=True)
        return PacksForm(typed, packs=packs_in_force(), initial={"packs": list(held)})

    def act(self, form: PacksForm, service: Any, at: Edge) -> str:
        commands.hold_to_packs(service=service, codes=form.cleaned_data["packs"], by=self.request.user, now=at.now)
        return "It is saved, and holds from now on."

    def way_back(self, _service: Any) -> str:
        return reverse("boundaries:catalogue")

    def shown(self, service: Any, _at: Edge) -> dict[str, Any]:
        return {"caption": service.name}
