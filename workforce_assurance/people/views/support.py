"""Set-up of support: whom people are told to turn to, in which order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from workforce_assurance.common.views import ListPage

from ..commands import support as commands
from ..forms.support import SupportForm
from ..models import SupportContact
from .organisation import MayManageOrganisation
from .people import FormPage


class Contacts(MayManageOrganisation, ListPage):
    template_name = "people/support_list.html"
    context_object_name = "contacts"

    def get_queryset(self) -> QuerySet[SupportContact]:
        return SupportContact.objects.select_related("service").order_by("position")


class SaveContact(MayManageOrganisation, FormPage):
    form_class = SupportForm
    done = "It is saved. Everybody who opens “Get support” sees it from now on."

    @property
    def title(self) -> str:
        return "Change a support contact" if "pk" in self.kwargs else "Add a support contact"

    def _contact(self) -> SupportContact | None:
        return get_object_or_404(SupportContact, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_initial(self) -> dict[str, Any]:
        contact = self._contact()
        return {name: getattr(contact, name) for name in SupportForm.base_fields} if contact else {}

    def save(self, said: dict[str, Any]) -> SupportContact:
        reached = commands.Reached(**said)
        return commands.save_contact(contact=self._contact(), reached=reached, by=self.request.user, now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("people:support")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel_url=self.get_success_url(), **kwargs)


class MoveContact(MayManageOrganisation, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        contact = get_object_or_404(SupportContact, pk=pk)
        direction = commands.UP if request.POST.get("direction") == commands.UP else commands.DOWN
        commands.move_contact(contact=contact, direction=direction, by=request.user, now=timezone.now())
        return redirect("people:support")


class RemoveContact(MayManageOrganisation, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        contact = get_object_or_404(SupportContact, pk=pk)
        try:
            commands.remove_contact(contact=contact, by=request.user, now=timezone.now())
        except commands.LastContact:
            messages.error(request, "It is the last one for everybody. Add another first, or change this one.")
        else:
            messages.success(request, f"{contact.name} is not shown any more.")
        return redirect("people:support")
