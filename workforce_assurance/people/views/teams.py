"""Services and teams."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from workforce_assurance.common.views import ListPage

from ..commands import teams
from ..forms.people import ServiceForm, TeamForm
from ..models import Service, Team, TeamMembership
from ..queries import today
from .people import FormPage, MayManage

TAKEN = ("name", "There is one of this name already. Choose another name.")


class Teams(MayManage, ListPage):
    template_name = "people/team_list.html"
    context_object_name = "teams"

    def get_queryset(self) -> QuerySet[Team]:
        day = today(now=timezone.now())
        members = TeamMembership.objects.on(day).filter(team=OuterRef("pk")).order_by().values("team")
        counted = Coalesce(Subquery(members.annotate(n=Count("pk")).values("n")), 0)
        rows = Team.objects.all().visible_to(self.request.user, on=day)
        return rows.select_related("service", "manager").annotate(people=counted).order_by("service__name", "name")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        services = Service.objects.select_related("lead").annotate(team_count=Count("teams"))
        return super().get_context_data(services=services, **kwargs)


class _Saved(MayManage, FormPage):
    refusals = {teams.NameIsTaken: TAKEN}
    done = "It is saved."

    def get_success_url(self) -> str:
        return reverse("people:teams")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel_url=self.get_success_url(), **kwargs)


class SaveService(_Saved):
    form_class = ServiceForm
    lead = "A service is a programme that holds teams. Its lead is told when nobody nearer can be."

    @property
    def title(self) -> str:
        return "Change a service" if "pk" in self.kwargs else "Add a service"

    def _service(self) -> Service | None:
        return get_object_or_404(Service, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_initial(self) -> dict[str, Any]:
        service = self._service()
        return {"name": service.name, "lead": service.lead} if service else {}

    def save(self, said: dict[str, Any]) -> Service:
        return teams.save_service(service=self._service(), by=self.request.user, now=timezone.now(), **said)


class SaveTeam(_Saved):
    form_class = TeamForm

    @property
    def title(self) -> str:
        return "Change a team" if "pk" in self.kwargs else "Add a team"

    def _team(self) -> Team | None:
        return get_object_or_404(Team, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_initial(self) -> dict[str, Any]:
        team = self._team()
        return {"name": team.name, "service": team.service_id, "manager": team.manager} if team else {}

    def save(self, said: dict[str, Any]) -> Team:
        return teams.save_team(team=self._team(), by=self.request.user, now=timezone.now(), **said)
