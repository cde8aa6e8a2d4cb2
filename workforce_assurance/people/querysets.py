"""Questions about persons, teams and lines that take the day they are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from .models import Person


def _on(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


class DatedQuerySet(models.QuerySet):
    """Rows that hold from `starts_on` to `ends_on`, both days included."""

    def on(self, day: date) -> DatedQuerySet:
        """Rows that hold on that day."""
        return self.filter(_on(day))


class TeamMembershipQuerySet(DatedQuerySet):
    pass


class SupervisionLineQuerySet(DatedQuerySet):
    pass


class LeaveQuerySet(DatedQuerySet):
    pass


class DeputyQuerySet(DatedQuerySet):
    pass


class PeopleImportQuerySet(models.QuerySet):
    def waiting_for(self, person: Person) -> PeopleImportQuerySet:
        """The files that this person uploaded and that were not applied."""
        return self.filter(state="previewed", uploaded_by=person)


class TeamQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person, *, on: date) -> TeamQuerySet:
        """The teams that the viewer may see on that day: see people.reach."""
        from .reach import teams_visible_to  # reach asks these querysets in turn

        return teams_visible_to(viewer, on=on, among=self)


class PersonQuerySet(models.QuerySet):
    def in_post(self, *, on: date) -> PersonQuerySet:
        """People who work here on that day; a guest never does."""
        return (
            self.filter(is_active=True, is_guest=False)
            .filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
            .filter(Q(started_on__isnull=True) | Q(started_on__lte=on))
        )

    def present(self, *, on: date) -> PersonQuerySet:
        """People who work here on that day and are not on leave."""
        leave = apps.get_model("people", "Leave").objects.on(on).filter(person=OuterRef("pk"))
        return self.in_post(on=on).filter(~Exists(leave))

    def visible_to(self, viewer: Person, *, on: date) -> PersonQuerySet:
        """The people whose name and place the viewer may see on that day: see people.reach."""
        from .reach import people_visible_to  # reach asks these querysets in turn

        return people_visible_to(viewer, on=on, among=self)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=(email or "").strip().lower() or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
