"""Set-up: which kinds of support the organisation offers, and who answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.views.generic import FormView

from workforce_assurance.common.views import MayOr404

from ...views.edge import edge
from .. import commands, queries
from ..forms import SupportSettingsForm


class SetSupport(MayOr404, FormView):
    """One page that stays where it is when it is saved."""

    permission_required = "debriefs.set_up_support"
    template_name = "layouts/form_page.html"
    form_class = SupportSettingsForm
    success_url = reverse_lazy("support:settings")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kinds": queries.all_kinds()}

    def get_initial(self) -> dict[str, Any]:
        kinds = queries.all_kinds()
        offered = {f"{kind.code}_offered": kind.is_offered for kind in kinds}
        answered = {f"{kind.code}_answered_by": kind.answered_by for kind in kinds}
        return {**offered, **answered, "recent_days": queries.settings().recent_days}

    def form_valid(self, form: SupportSettingsForm) -> HttpResponse:
        commands.set_support(
            kinds=form.kinds_said(), recent_days=form.cleaned_data["recent_days"], by=self.request.user,
            now=edge(self.request.user).now,
        )  # fmt: skip
        messages.success(self.request, "It is saved.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {
            "title": "Support for staff",
            "caption": "Set-up",
            "lead": "What people can be offered and ask for. Whoever answers a kind hears who asks for it, and nobody else does.",
            "submit": "Save",
            "cancel_url": reverse_lazy("people:set_up"),
        }
        return super().get_context_data(**words, **kwargs)
