"""Questions about sessions, policies and adjustments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .enums import AgreementState, AttendanceState, GapState, GroupState, SessionState, SignatureState

TOOK_PLACE = (SessionState.HELD, SessionState.PARTLY_HELD)
GROUP_TOOK_PLACE = (GroupState.HELD, GroupState.PARTLY_HELD)
WERE_THERE = (AttendanceState.ATTENDED, AttendanceState.PARTLY)
WERE_AWAY = (AttendanceState.EXCUSED, AttendanceState.ABSENT)


def _held_by(person: Any, *, on: date) -> Q:
    acting = reach.stands_in_for(person, on=on) - {person.pk}
    theirs = Q(supervisor=person)
    if acting:
        theirs |= Q(supervisor__in=acting, state=SessionState.PLANNED)
    return theirs & ~Q(worker=person)


class SessionQuerySet(models.QuerySet):
    def open(self) -> SessionQuerySet:
        """Sessions with no outcome yet."""
        return self.filter(state=SessionState.PLANNED)

    def missed(self, *, now: datetime) -> SessionQuerySet:
        """Sessions whose grace has run out without being held."""
        return self.open().filter(missed_after__lte=now)

    def past_their_date(self, *, now: datetime) -> SessionQuerySet:
        """Open sessions whose due date, or the day they were moved to, is over."""
        return self.open().filter(due_at__lte=now)

    def untouched(self, *, now: datetime) -> SessionQuerySet:
        """Open sessions ahead that planning alone has placed: no time set by hand, no record opened."""
        return self.open().filter(
            set_by_hand=False, started_at__isnull=True, missed_flagged_at__isnull=True, planned_at__gt=now
        )

    def took_place(self) -> SessionQuerySet:
        """Sessions held, whole or in part."""
        return self.filter(state__in=TOOK_PLACE)

    def cancelled_since(self, moment: datetime) -> SessionQuerySet:
        """Sessions that one side cancelled at that moment or later."""
        return self.filter(state=SessionState.CANCELLED, closed_at__gte=moment)

    def of_worker(self, person: Any) -> SessionQuerySet:
        return self.filter(worker=person)

    def supervised_by(self, person: Any, *, on: date) -> SessionQuerySet:
        """Their own as supervisor, and open ones of supervisors whom they stand in for on that day."""
        return self.filter(_held_by(person, on=on))

    def managed_by(self, person: Any, *, on: date) -> SessionQuerySet:
        """Sessions of the workers below them: that they take place, and when."""
        return self.filter(worker__in=reach.people_managed_by(person, on=on).values("pk"))

    def governed_by(self, person: Any, *, on: date) -> SessionQuerySet:
        """Sessions of the services whose governance they lead: that they take place, and when."""
        if not reach.is_governance_lead(person):
            return self.none()
        return self.filter(worker__in=reach.people_governed_by(person, on=on).values("pk"))

    def visible_to(self, viewer: Any, *, on: date) -> SessionQuerySet:
        """Sessions whose happening and dates the viewer may know of."""
        if not viewer.is_active:
            return self.none()
        found = _held_by(viewer, on=on) | Q(worker=viewer)
        found |= Q(worker__in=reach.people_managed_by(viewer, on=on).values("pk"))
        if reach.is_governance_lead(viewer):
            found |= Q(worker__in=reach.people_governed_by(viewer, on=on).values("pk"))
        return self.filter(found)


class SignatureDueQuerySet(models.QuerySet):
    def waiting(self) -> SignatureDueQuerySet:
        """Signatures that somebody has not given yet, to a record that is finished."""
        return self.filter(state=SignatureState.WAITS)


class CoverageGapQuerySet(models.QuerySet):
    def open(self) -> CoverageGapQuerySet:
        """Gaps that nobody has arranged anything for yet."""
        return self.filter(state=GapState.OPEN)


class GroupQuerySet(models.QuerySet):
    def open(self) -> GroupQuerySet:
        """Groups with no outcome yet."""
        return self.filter(state=GroupState.PLANNED)

    def took_place(self) -> GroupQuerySet:
        return self.filter(state__in=GROUP_TOOK_PLACE)

    def of_person(self, person: Any) -> GroupQuerySet:
        """Those they facilitate, write the notes of or are invited to."""
        return self.filter(Q(facilitator=person) | Q(note_taker=person) | _invites(person=person))

    def run_by(self, person: Any) -> GroupQuerySet:
        """Those they facilitate, and peer groups whose notes they take."""
        return self.filter(Q(facilitator=person) | Q(note_taker=person))

    def visible_to(self, viewer: Any, *, on: date) -> GroupQuerySet:
        """Groups whose happening and dates the viewer may know of."""
        if not viewer.is_active:
            return self.none()
        found: Any = Q(facilitator=viewer) | Q(note_taker=viewer) | _invites(person=viewer)
        for theirs in (reach.people_managed_by(viewer, on=on), reach.workers_supervised_by(viewer, on=on)):
            found |= Q(facilitator__in=theirs.values("pk")) | _invites(person__in=theirs.values("pk"))
        if reach.is_governance_lead(viewer):
            governed = reach.people_governed_by(viewer, on=on).values("pk")
            found |= Q(facilitator__in=governed) | _invites(person__in=governed)
        return self.filter(found)


def _invites(**who: Any) -> Exists:
    return Exists(apps.get_model("supervision", "Attendance").objects.filter(group=OuterRef("pk"), **who))


class AttendanceQuerySet(models.QuerySet):
    def were_there(self) -> AttendanceQuerySet:
        """Of groups that took place: whoever took part, in the whole or in a part."""
        return self.filter(state__in=WERE_THERE, group__state__in=GROUP_TOOK_PLACE)


class AgreementQuerySet(models.QuerySet):
    def in_force(self, *, on: date) -> AgreementQuerySet:
        """Those signed by both, of two people who are worker and supervisor on that day."""
        return self.filter(_has_its_line(on), state=AgreementState.SIGNED)

    def without_their_line(self, *, on: date) -> AgreementQuerySet:
        """Those not ended whose two people are not worker and supervisor on that day any more, or have left."""
        return self.not_ended().exclude(_has_its_line(on))

    def not_ended(self) -> AgreementQuerySet:
        return self.exclude(state=AgreementState.ENDED)

    def in_the_making(self) -> AgreementQuerySet:
        """Those being written, or waiting for a signature."""
        return self.filter(state__in=[AgreementState.DRAFTED, AgreementState.PROPOSED])

    def of_party(self, person: Any) -> AgreementQuerySet:
        return self.filter(Q(worker=person) | Q(supervisor=person))

    def past_their_review(self, *, on: date) -> AgreementQuerySet:
        return self.filter(state=AgreementState.SIGNED, review_on__lt=on)

    def visible_to(self, viewer: Any, *, on: date) -> AgreementQuerySet:
        """Agreements of which the viewer may know that there is one and when it is reviewed."""
        if not viewer.is_active:
            return self.none()
        found = Q(worker=viewer) | Q(supervisor=viewer)
        found |= Q(worker__in=reach.people_managed_by(viewer, on=on).values("pk"))
        if reach.is_governance_lead(viewer):
            found |= Q(worker__in=reach.people_governed_by(viewer, on=on).values("pk"))
        return self.filter(found)


def _has_its_line(on: date) -> Exists:
    here = people.people_in_post(on=on).values("pk")
    lines = people.supervision_lines(on=on).filter(worker__in=here, supervisor__in=here)
    return Exists(lines.filter(worker=OuterRef("worker"), supervisor=OuterRef("supervisor")))


class SeriesQuerySet(models.QuerySet):
    def of_workers(self, workers: Iterable[Any]) -> SeriesQuerySet:
        """The usual times of these workers, one at most for each."""
        return self.filter(worker__in=list(workers))

    def in_force(self, *, on: date) -> SeriesQuerySet:
        """Those of two people who are worker and supervisor on that day."""
        lines = people.supervision_lines(on=on).filter(worker=OuterRef("worker"), supervisor=OuterRef("supervisor"))
        return self.filter(Exists(lines))


class CalendarFeedQuerySet(models.QuerySet):
    def in_use(self) -> CalendarFeedQuerySet:
        """Links that nobody revoked."""
        return self.filter(revoked_at__isnull=True)


class CadencePolicyQuerySet(models.QuerySet):
    def published(self) -> CadencePolicyQuerySet:
        return self.filter(state="published")

    def drafts(self) -> CadencePolicyQuerySet:
        return self.filter(state="draft")

    def with_the_same_reach(self, policy: Any) -> CadencePolicyQuerySet:
        """Policies for the same person, role, team or service, or for the organisation."""
        return self.filter(
            service=policy.service_id, team=policy.team_id, person=policy.person_id,
            job_title__iexact=policy.job_title,
        )  # fmt: skip

    def of_the_organisation(self) -> CadencePolicyQuerySet:
        return self.filter(service=None, team=None, person=None, job_title="")

    def reaching_each(self) -> CadencePolicyQuerySet:
        """For a query of persons with their places of the day: the published policies that reach each of them."""
        everybody = Q(service=None, team=None, person=None, job_title="")
        role = Q(job_title__iexact=OuterRef("job_title")) & ~Q(job_title="")
        place = Q(team=OuterRef("team_now")) | Q(service=OuterRef("service_now"))
        return self.published().filter(everybody | role | place | Q(person=OuterRef("pk")))

    def visible_to(self, viewer: Any) -> CadencePolicyQuerySet:
        """Policies are set up by administrators."""
        return self.all() if viewer.is_active and reach.is_administrator(viewer) else self.none()


class UpliftQuerySet(models.QuerySet):
    def standing(self) -> UpliftQuerySet:
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)

    def asked_for(self, *, on: date) -> UpliftQuerySet:
        """Those whose days are not over on that day and that no session has followed."""
        last_day = models.ExpressionWrapper(F("asked_on") + F("within_days"), output_field=models.DateField())
        return self.standing().not_followed().annotate(last_day=last_day).filter(last_day__gte=on)

    def not_followed(self) -> UpliftQuerySet:
        """Those after which no session has been held."""
        sessions = apps.get_model("supervision", "Session").objects.took_place()
        return self.filter(~Exists(sessions.filter(worker=OuterRef("worker"), held_at__gt=OuterRef("added_at"))))

    def at_least_as_soon(self, worker: Any, within_days: int, *, on: date) -> UpliftQuerySet:
        return self.filter(worker=worker, last_day__lte=on + timedelta(days=within_days))


class TopicQuerySet(models.QuerySet):
    def standing(self) -> TopicQuerySet:
        """Those that nobody took back."""
        return self.filter(withdrawn_at=None)


class AdjustmentQuerySet(models.QuerySet):
    def open(self) -> AdjustmentQuerySet:
        """Adjustments that nobody has checked yet."""
        return self.filter(outcome="")

    def past_their_check(self, *, on: date) -> AdjustmentQuerySet:
        return self.open().filter(check_on__lt=on)

    def to_look_at(self, *, on: date) -> AdjustmentQuerySet:
        """Open ones whose day to be looked at has come."""
        return self.open().filter(check_on__lte=on)

    def checked(self) -> AdjustmentQuerySet:
        """Adjustments of which somebody said what became of them."""
        return self.exclude(outcome="")

    def in_order(self) -> AdjustmentQuerySet:
        """What is open first, the earliest to be looked at before the rest; then what was checked, the latest first."""
        is_open = Case(When(outcome="", then=Value(0)), default=Value(1))
        due_first = Case(When(outcome="", then=F("check_on")))
        return self.order_by(is_open, due_first, "-checked_at", "pk")

    def carried_into(self, session: Any) -> AdjustmentQuerySet:
        """What is open of that session's worker when it opens: everything but what it agreed itself."""
        return self.open().filter(worker=session.worker_id).exclude(session=session.pk)

    def with_their_history(self, session: Any) -> AdjustmentQuerySet:
        """Each with the day it was first to be looked at, how often it was carried, and whether that session carries it."""
        carries = apps.get_model("supervision", "AdjustmentCarry").objects.filter(adjustment=OuterRef("pk"))
        dates = apps.get_model("supervision", "AdjustmentDate").objects.filter(adjustment=OuterRef("pk"))
        first = models.Subquery(dates.order_by("id").values("moved_from")[:1])
        return self.annotate(
            first_check_on=Coalesce(first, F("check_on")),
            carries_so_far=models.Count("carries", distinct=True),
            is_carried=Exists(carries.filter(session=session.pk)),
        )

    def followed(self) -> AdjustmentQuerySet:
        """Those that somebody checked, carried or gave a new day: the record that agreed them no longer changes them."""
        return self.filter(~Q(outcome="") | Q(dates__isnull=False) | Q(carries__isnull=False)).distinct()

    def visible_to(self, viewer: Any, *, on: date) -> AdjustmentQuerySet:
        """The worker, whoever agreed it, its owner, and the worker's supervisor of the day."""
        if not viewer.is_active:
            return self.none()
        workers = reach.workers_supervised_by(viewer, on=on).values("pk")
        return self.filter(
            Q(worker=viewer) | Q(owner=viewer) | Q(session__supervisor=viewer) | Q(worker__in=workers, outcome="")
        )
