"""Everybody as a list, and one person: what is on record, their place, their roles, their account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import DetailView

from workforce_assurance.common.set_up import set_up_pages_for
from workforce_assurance.common.views import ListPage, MayOr404, RecordForm, may_or_404, saying

from ..commands import accounts, persons
from ..forms.people import PeopleFilter, PersonForm, RoleForm, search
from ..models import Person, RoleGrant, SupervisionLine, Team, TeamMembership
from ..queries import today, workers_without_supervisor
from .edge import Edge, NewForm, edge


class MayManage(MayOr404):
    permission_required = "people.manage_people"


class SetUp(MayOr404, View):
    permission_required = "people.open_set_up"

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/set_up.html", {"pages": set_up_pages_for(request.user)})


class People(MayManage, ListPage):
    template_name = "people/person_list.html"
    filter_form = PeopleFilter
    context_object_name = "people"

    def get_queryset(self) -> QuerySet[Person]:
        self.day = today(now=timezone.now())
        teams = TeamMembership.objects.on(self.day).filter(person=OuterRef("pk"))
        lines = SupervisionLine.objects.on(self.day).filter(worker=OuterRef("pk"))
        people = Person.objects.all().visible_to(self.request.user, on=self.day)
        if not self.request.GET:
            people = people.filter(self._shown(""))
        return people.annotate(
            team_name=Subquery(teams.values("team__name")[:1]),
            supervisor_name=Subquery(lines.values("supervisor__full_name")[:1]),
        )

    def filtered(self, rows: QuerySet, *, q: str, team: Team | None, show: str) -> QuerySet:
        rows = search(rows, q) if q else rows
        if team:
            rows = rows.filter(Exists(TeamMembership.objects.on(self.day).filter(team=team, person=OuterRef("pk"))))
        return rows.filter(self._shown(show))

    def _shown(self, show: str) -> Q:
        in_post = Q(pk__in=Person.objects.in_post(on=self.day).values("pk"))
        return {
            "": Q(is_active=True, is_guest=False) & (Q(left_on__isnull=True) | Q(left_on__gte=self.day)),
            "no_supervisor": Q(pk__in=workers_without_supervisor(on=self.day).values("pk")),
            "never": in_post & Q(last_login__isnull=True),
            "outside": Q(is_guest=True),
            "left": Q(is_active=False) | Q(left_on__lt=self.day),
            "all": Q(),
        }[show]


class OfPerson(MayManage):
    """Pages about one person."""

    def get_person(self) -> Person:
        return get_object_or_404(Person.objects.select_related("manager"), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_permission():
            self.handle_no_permission()
        self.person = self.get_person()
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("people:person", args=[self.person.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, cancel_url=self.get_success_url(), **kwargs)


class ShowPerson(OfPerson, DetailView):
    template_name = "people/person_detail.html"

    def get_object(self, _queryset: QuerySet | None = None) -> Person:
        return self.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dated = {
            "memberships": self.person.memberships.select_related("team__service"),
            "lines": self.person.supervised_by.select_related("supervisor"),
            "supervises": self.person.supervises.select_related("worker"),
            "leave": self.person.leave,
            "deputies": self.person.deputies.select_related("deputy"),
        }
        day = today(now=timezone.now())
        rows = {name: found.order_by(F("starts_on").desc()) for name, found in dated.items()}
        rows["supervises"] = rows["supervises"].on(day)
        roles = self.person.role_grants.select_related("service").order_by("role")
        is_self = self.person == self.request.user
        return super().get_context_data(day=day, roles=roles, is_self=is_self, **rows, **kwargs)


class PersonPage(RecordForm):
    """A page with one form about one person."""

    submit = "Save"
    template_name = "people/form.html"

    def load(self, pk: Any) -> tuple[Person, Edge]:
        may_or_404(self.request, MayManage.permission_required)
        return get_object_or_404(Person.objects.select_related("manager"), pk=pk), edge(self.request.user)

    def way_back(self, person: Person) -> str:
        return reverse("people:person", args=[person.pk])

    def shown(self, person: Person, _at: Edge) -> dict[str, Any]:
        return {"caption": person.full_name}


class AddPerson(NewForm):
    permission = MayManage.permission_required
    title, submit, form_class = "Add a person", "Save", PersonForm

    def way_back(self, _record: None) -> str:
        return reverse("people:list")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("people:person", self.added.pk)

    def act(self, form: PersonForm, _record: None, at: Edge) -> str:
        self.added = persons.add_person(by=self.request.user, now=at.now, **form.cleaned_data)
        return "The person is added. Give them a team and a supervisor."


class ChangePerson(PersonPage):
    title = "Change what is on record"

    def form(self, person: Person, _at: Edge, typed: Any = None) -> PersonForm:
        return PersonForm(typed, initial={name: getattr(person, name) for name in PersonForm.base_fields})

    def act(self, form: PersonForm, person: Person, at: Edge) -> str:
        persons.change_person(person=person, changes=form.cleaned_data, by=self.request.user, now=at.now)
        return "What is on record was changed."


class GrantRole(PersonPage):
    title, form_class = "Give a role", RoleForm
    lead = "Supervisors and managers need no role: that follows from the lines. A role counts from the next click on."

    def act(self, form: RoleForm, person: Person, at: Edge) -> str:
        persons.grant_role(person=person, by=self.request.user, now=at.now, **form.cleaned_data)
        return ""


class TakeRole(OfPerson, View):
    def post(self, request: HttpRequest, grant: int, **_: Any) -> HttpResponse:
        found = get_object_or_404(RoleGrant.objects.select_related("person", "service"), pk=grant, person=self.person)
        with saying(request, ""):
            persons.take_role(grant=found, by=request.user, now=timezone.now())
        return redirect(self.get_success_url())


# What is done with an account, by the word of its button, and what is said when it is done.
STEPS = {
    "invite": (accounts.invite, "The invitation is on its way."),
    "close": (accounts.close_account, "The account is closed, from the person's next click on."),
    "reopen": (accounts.reopen_account, "The account is open again."),
}


class Account(OfPerson, View):
    """Invite, close, reopen: each a button."""

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        if step := STEPS.get(request.POST.get("step", "")):
            command, done = step
            try:
                with saying(request, done):
                    command(person=self.person, by=request.user, now=timezone.now())
            except accounts.StillHolds as refused:
                messages.error(request, str(refused))
                return redirect("people:hand_over", self.person.pk)
        return redirect(self.get_success_url())


class InviteAll(MayManage, View):
    """Invite everybody in post who has an address and never signed in."""

    def post(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        waiting = Person.objects.in_post(on=today(now=now)).filter(last_login__isnull=True, email__isnull=False)
        count = accounts.invite_all(people=waiting, by=request.user, now=now)
        messages.success(request, f"{count} invitation{'s are' if count != 1 else ' is'} on the way.")
        return redirect("people:list")
