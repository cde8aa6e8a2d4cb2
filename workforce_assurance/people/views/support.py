"""Set-up of support: whom people are told to turn to, in which order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from workforce_assurance.common.views import ListPage, RecordForm, may_or_404, saying

from ..commands import support as commands
from ..forms.support import SupportForm
from ..models import SupportContact
from .edge import Edge, edge
from .organisation import MayManageOrganisation


class Contacts(MayManageOrganisation, ListPage):
    template_name = "people/support_list.html"
    context_object_name = "contacts"

    def get_queryset(self) -> QuerySet[SupportContact]:
        return SupportContact.objects.select_related("service", "team").order_by("position")


class SaveContact(RecordForm):
    """One that is there, or a new one."""

    submit = "Save"

    def load(self, pk: UUID | None = None) -> tuple[SupportContact | None, Edge]:
        may_or_404(self.request, MayManageOrganisation.permission_required)
        return get_object_or_404(SupportContact, pk=pk) if pk else None, edge(self.request.user)

    def way_back(self, _contact: SupportContact | None) -> str:
        return reverse("people:support")

    def shown(self, contact: SupportContact | None, _at: Edge) -> dict[str, Any]:
        return {"title": "Change a support contact" if contact else "Add a support contact"}

    def form(self, contact: SupportContact | None, _at: Edge, typed: Any = None) -> SupportForm:
        known = {name: getattr(contact, name) for name in SupportForm.base_fields} if contact else {}
        return SupportForm(typed, initial=known)

    def act(self, form: SupportForm, contact: SupportContact | None, at: Edge) -> str:
        reached = commands.Reached(**form.cleaned_data)
        commands.save_contact(contact=contact, reached=reached, by=self.request.user, now=at.now)
        return "It is saved. Everybody who opens “Get support” sees it from now on."


class MoveContact(MayManageOrganisation, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        contact = get_object_or_404(SupportContact, pk=pk)
        direction = commands.UP if request.POST.get("direction") == commands.UP else commands.DOWN
        commands.move_contact(contact=contact, direction=direction, by=request.user, now=timezone.now())
        return redirect("people:support")


class RemoveContact(MayManageOrganisation, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        contact = get_object_or_404(SupportContact, pk=pk)
        with saying(request, f"{contact.name} is not shown any more."):
            commands.remove_contact(contact=contact, by=request.user, now=timezone.now())
        return redirect("people:support")
