"""Who is where, who supervises whom, who is away and who stands in, each from one day to another."""

from django.db import models
from django.db.models import F, Q

from ..enums import LeaveKind
from ..querysets import DeputyQuerySet, LeaveQuerySet, SupervisionLineQuerySet, TeamMembershipQuerySet
from .dated import Dated, ends_after_start, never_overlaps
from .persons import Person
from .places import Team


class TeamMembership(Dated):
    """In which team somebody works, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")

    objects = TeamMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("a_membership_ends_after_it_starts"),
            never_overlaps("one_team_at_a_time", "person"),
        ]


class SupervisionLine(Dated):
    """Who supervises whom, from when to when."""

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervised_by")
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervises")

    objects = SupervisionLineQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("a_supervision_line_ends_after_it_starts"),
            never_overlaps("one_supervisor_at_a_time", "worker"),
            models.CheckConstraint(name="nobody_supervises_themselves", condition=~Q(worker=F("supervisor"))),
        ]


class Leave(Dated):
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leave")
    kind = models.CharField(max_length=10, choices=LeaveKind)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("leave_ends_after_it_starts"),
            never_overlaps("one_leave_at_a_time", "person"),
        ]


class Deputy(Dated):
    """Who stands in for somebody, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputises_for")

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deputies"
        constraints = [
            ends_after_start("a_deputy_ends_after_they_start"),
            never_overlaps("one_deputy_at_a_time", "person"),
            models.CheckConstraint(name="nobody_deputises_for_themselves", condition=~Q(person=F("deputy"))),
        ]
