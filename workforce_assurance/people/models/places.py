"""Services and teams, who manages and leads them, and roles."""

import uuid

import pgtrigger
from django.db import models

from ..enums import Role
from ..querysets import TeamQuerySet
from .persons import Person


class Service(models.Model):
    """A programme; holds teams."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="leads_services")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="manages_teams")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="one_team_of_a_name_in_a_service")]

    def __str__(self) -> str:
        return self.name


NO_GUEST = """
IF EXISTS (SELECT 1 FROM people_person p WHERE p.id = NEW.person_id AND p.is_guest) THEN
    RAISE EXCEPTION 'a guest holds no role';
END IF;
RETURN NEW;
"""


class RoleGrant(models.Model):
    """A role that somebody holds, in the whole organisation or in one service."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "service"], name="a_role_is_granted_once", nulls_distinct=False
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_guest_holds_no_role", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_GUEST,
            )
        ]  # fmt: skip
