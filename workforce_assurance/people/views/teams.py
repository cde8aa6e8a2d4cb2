"""Services and teams."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from workforce_assurance.common.views import ListPage, RecordForm, may_or_404

from ..commands import teams
from ..forms.people import ServiceForm, TeamForm
from ..models import Service, Team, TeamMembership
from ..queries import today
from .edge import Edge, edge
from .people import MayManage


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


class _Saved(RecordForm):
    """One that is there, or a new one."""

    submit = "Save"
    model: Any
    word: str

    def load(self, pk: UUID | None = None) -> tuple[Any, Edge]:
        may_or_404(self.request, MayManage.permission_required)
        return get_object_or_404(self.model, pk=pk) if pk else None, edge(self.request.user)

    def way_back(self, _saved: Any) -> str:
        return reverse("people:teams")

    def shown(self, saved: Any, _at: Edge) -> dict[str, Any]:
        return {"title": f"Change a {self.word}" if saved else f"Add a {self.word}"}


class SaveService(_Saved):
    lead = "A service is a programme that holds teams. Its lead is told when nobody nearer can be."
    model, word = Service, "service"

    def form(self, service: Service | None, _at: Edge, typed: Any = None) -> ServiceForm:
        return ServiceForm(typed, initial={"name": service.name, "lead": service.lead} if service else {})

    def act(self, form: ServiceForm, service: Service | None, at: Edge) -> str:
        teams.save_service(service=service, by=self.request.user, now=at.now, **form.cleaned_data)
        return "It is saved."


class SaveTeam(_Saved):
    model, word = Team, "team"

    def form(self, team: Team | None, _at: Edge, typed: Any = None) -> TeamForm:
        known = {"name": team.name, "service": team.service_id, "manager": team.manager} if team else {}
        return TeamForm(typed, initial=known)

    def act(self, form: TeamForm, team: Team | None, at: Edge) -> str:
        teams.save_team(team=team, by=self.request.user, now=at.now, **form.cleaned_data)
        return "It is saved."
