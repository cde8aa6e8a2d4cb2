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

from workforce_assurance.common.views import MayOr404

from ..commands import organisation as commands
from ..forms.organisation import HolidayForm, OrganisationForm
from ..models import Holiday
from ..queries import organisation, today
from .edge import Edge, NewForm, SetUpForm


class MayManageOrganisation(MayOr404):
    permission_required = "people.manage_organisation"


class ChangeOrganisation(SetUpForm):
    permission, title = MayManageOrganisation.permission_required, "Organisation"

    def form(self, _record: None, _at: Edge, typed: Any = None) -> OrganisationForm:
        found = organisation()
        return OrganisationForm(typed, initial={name: getattr(found, name) for name in OrganisationForm.base_fields})

    def act(self, form: OrganisationForm, _record: None, at: Edge) -> str:
        commands.change_organisation(changes=form.cleaned_data, by=self.request.user, now=at.now)
        return "The organisation's settings are saved."


class Calendar(NewForm):
    """The holidays, and one more."""

    permission = MayManageOrganisation.permission_required
    submit, template_name, form_class = "Add this day", "people/calendar.html", HolidayForm

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
