"""The organisation's settings and its calendar of holidays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from workforce_assurance.common.views import MayOr404, RecordForm, may_or_404

from ..commands import organisation as commands
from ..forms.organisation import HolidayForm, OrganisationForm
from ..models import Holiday, Organisation
from ..queries import organisation, today
from .edge import Edge, edge


class MayManageOrganisation(MayOr404):
    permission_required = "people.manage_organisation"


class ChangeOrganisation(RecordForm):
    """It stays where it is when it is saved."""

    title, submit = "Organisation", "Save"

    def load(self) -> tuple[Organisation, Edge]:
        may_or_404(self.request, MayManageOrganisation.permission_required)
        return organisation(), edge(self.request.user)

    def way_back(self, _found: Organisation) -> str:
        return reverse("people:set_up")

    def answer(self, _found: Organisation) -> HttpResponse:
        return redirect("people:organisation")

    def form(self, found: Organisation, _at: Edge, typed: Any = None) -> OrganisationForm:
        return OrganisationForm(typed, initial={name: getattr(found, name) for name in OrganisationForm.base_fields})

    def act(self, form: OrganisationForm, _found: Organisation, at: Edge) -> str:
        commands.change_organisation(changes=form.cleaned_data, by=self.request.user, now=at.now)
        return "The organisation's settings are saved."


class Calendar(RecordForm):
    """The holidays, and one more."""

    submit, template_name, form_class = "Add this day", "people/calendar.html", HolidayForm

    def load(self) -> tuple[None, Edge]:
        may_or_404(self.request, MayManageOrganisation.permission_required)
        return None, edge(self.request.user)

    def way_back(self, _record: None) -> str:
        return reverse("people:calendar")

    def shown(self, _record: None, at: Edge) -> dict[str, Any]:
        coming = Holiday.objects.filter(day__gte=at.today)
        return {"holidays": coming, "organisation": organisation(), "year": at.today.year}

    def act(self, form: HolidayForm, _record: None, at: Edge) -> str:
        commands.add_holiday(by=self.request.user, now=at.now, **form.cleaned_data)
        return "The day is added. Working-day clocks stand still on it."


class SeedHolidays(MayManageOrganisation, View):
    def post(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        added = commands.seed_holidays(first_year=today(now=now).year, by=request.user, now=now)
        messages.success(
            request, f"{added} public holidays were added." if added else "Every public holiday was there already."
        )
        return redirect("people:calendar")


class RemoveHoliday(MayManageOrganisation, View):
    def post(self, request: HttpRequest, day: str) -> HttpResponse:
        try:
            which = date.fromisoformat(day)
        except ValueError as error:
            raise Http404 from error
        commands.remove_holiday(day=which, by=request.user, now=timezone.now())
        messages.success(request, "The day is a working day again.")
        return redirect("people:calendar")
