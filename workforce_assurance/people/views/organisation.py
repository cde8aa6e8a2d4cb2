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
from .people import FormPage


class MayManageOrganisation(MayOr404):
    permission_required = "people.manage_organisation"


class ChangeOrganisation(MayManageOrganisation, FormPage):
    form_class = OrganisationForm
    title = "Organisation"
    done = "The organisation's settings are saved."

    def get_initial(self) -> dict[str, Any]:
        found = organisation()
        return {name: getattr(found, name) for name in OrganisationForm.base_fields}

    def save(self, said: dict[str, Any]) -> None:
        commands.change_organisation(changes=said, by=self.request.user, now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("people:organisation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel_url=reverse("people:set_up"), **kwargs)


class Calendar(MayManageOrganisation, FormPage):
    template_name = "people/calendar.html"
    form_class = HolidayForm
    title = "Calendar"
    submit = "Add this day"
    done = "The day is added. Working-day clocks stand still on it."
    refusals = {commands.HolidayAlreadyThere: ("day", "That day is a holiday already.")}

    def save(self, said: dict[str, Any]) -> None:
        commands.add_holiday(by=self.request.user, now=timezone.now(), **said)

    def get_success_url(self) -> str:
        return reverse("people:calendar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = today(now=timezone.now())
        coming = Holiday.objects.filter(day__gte=day)
        return super().get_context_data(holidays=coming, organisation=organisation(), year=day.year, **kwargs)


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
