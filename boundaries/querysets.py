"""Questions about restrictive decisions, the gate and what runs out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from workforce_assurance.people import posts, reach

from .enums import AppealOutcome, DeadlineKind, DeadlineState, DecisionState, GateOutcome
from .states import FELT, WRITTEN

NEVER_SENT = Q(state__in=[DecisionState.DRAFTED, DecisionState.WITHDRAWN])
# The decisions that somebody asked for, whose gate they are or were asked at, that they let through, or whose appeal they review.
HAD_TO_DO_WITH = """
SELECT id FROM boundaries_decision WHERE requester_id = %s
UNION ALL SELECT decision_id FROM boundaries_gatevisit WHERE asked_id = %s
UNION ALL SELECT id FROM boundaries_decision WHERE approver_id = %s
UNION ALL SELECT decision_id FROM boundaries_appeal WHERE reviewer_id = %s
"""
ASKED_FOR_BY = "UNION ALL SELECT id FROM boundaries_decision WHERE requester_id = ANY (ARRAY({}))"


class DecisionQuerySet(models.QuerySet):
    def asked_for_by(self, person: Any) -> DecisionQuerySet:
        return self.filter(requester=person)

    def to_write(self, person: Any) -> DecisionQuerySet:
        """What this person drafted, or got back, and has not sent to the gate; emergencies also when they are over."""
        at_the_gate = apps.get_model("boundaries", "GateVisit").objects.waiting().filter(decision=OuterRef("pk"))
        over = self.asked_for_by(person).over_before_their_review().filter(~Exists(at_the_gate))
        return self.asked_for_by(person).filter(state__in=WRITTEN) | over

    def over_before_their_review(self) -> DecisionQuerySet:
        """Emergencies that lapsed or were lifted before anybody looked at them at the gate: they are reviewed all the same."""
        visits = apps.get_model("boundaries", "GateVisit").objects.filter(decision=OuterRef("pk"))
        reviewed = visits.filter(outcome__in=[GateOutcome.APPROVED, GateOutcome.REFUSED])
        over = [DecisionState.LAPSED, DecisionState.LIFTED]
        return self.filter(~Exists(reviewed), is_emergency=True, state__in=over)

    def reviewed_late(self, *, now: datetime) -> DecisionQuerySet:
        """Emergencies whose review came after its time, or has not come by now although its time is over."""
        late = Q(state=DeadlineState.MET, met_at__gt=F("due_at")) | Q(state=DeadlineState.WAITS, due_at__lte=now)
        asked = apps.get_model("boundaries", "Deadline").objects.filter(
            late, decision=OuterRef("pk"), kind=DeadlineKind.EMERGENCY
        )
        return self.filter(Exists(asked), is_emergency=True)

    def felt(self) -> DecisionQuerySet:
        """Decisions that are in effect, through the gate or before it."""
        return self.filter(state__in=FELT)

    def about_case(self, case_reference: str) -> DecisionQuerySet:
        """All that was ever drafted about that case; the empty reference is nobody's."""
        return self.filter(case_reference=case_reference) if case_reference else self.none()

    def to_begin(self, *, now: datetime) -> DecisionQuerySet:
        """Approved decisions whose time has come."""
        return self.filter(state=DecisionState.APPROVED).filter(Q(starts_at=None) | Q(starts_at__lte=now))

    def to_lapse(self, *, now: datetime) -> DecisionQuerySet:
        """Decisions in effect whose end has come."""
        return self.felt().filter(ends_at__lte=now)

    def asked_at_the_gate(self, person: Any) -> DecisionQuerySet:
        """Those at whose gate this person was asked, now or before."""
        visits = apps.get_model("boundaries", "GateVisit").objects.filter(decision=OuterRef("pk"), asked=person)
        return self.filter(Exists(visits) | Q(approver=person))

    def reviewed_by(self, person: Any) -> DecisionQuerySet:
        """Those of which this person reviews an appeal, or did."""
        appeals = apps.get_model("boundaries", "Appeal").objects.filter(decision=OuterRef("pk"), reviewer=person)
        return self.filter(Exists(appeals))

    def of_teams_managed_by(self, person: Any, *, on: date) -> DecisionQuerySet:
        return self.filter(team__in=reach.teams_managed_by(person, on=on).values("pk"))

    def of_people_under(self, person: Any, *, on: date) -> DecisionQuerySet:
        """Those asked for by whom this person supervises or manages."""
        return self.filter(requester__in=_people_under(person, on=on))

    def governed_by(self, person: Any) -> DecisionQuerySet:
        """Those of the services whose governance they lead."""
        if not reach.is_governance_lead(person):
            return self.none()
        services = reach.services_governed_by(person)
        return self.all() if services is None else self.filter(team__service__in=services)

    def visible_to(self, viewer: Any, *, on: date) -> DecisionQuerySet:
        """One's own, those one was asked about, those of one's line and teams, those one governs; drafts are their writer's."""
        if not viewer.is_active:
            return self.none()
        beyond = self.asked_at_the_gate(viewer) | self.of_teams_managed_by(viewer, on=on)
        beyond |= self.of_people_under(viewer, on=on) | self.reviewed_by(viewer)
        if reach.is_governance_lead(viewer):
            beyond |= self.governed_by(viewer)
        return self.asked_for_by(viewer) | beyond.exclude(NEVER_SENT)

    def listed_for(self, viewer: Any, *, on: date) -> DecisionQuerySet:
        """The same, for lists, with a question before it: most are above nobody, and what is theirs is found at once."""
        if not viewer.is_active:
            return self.none()
        theirs = Q(requester=viewer) | ~NEVER_SENT
        if reach.is_governance_lead(viewer) and reach.services_governed_by(viewer) is None:
            return self.filter(theirs)
        others = reach.others_below(viewer, on=on)
        statement, values = HAD_TO_DO_WITH, (viewer.pk,) * HAD_TO_DO_WITH.count("%s")
        if (others.supervised or others.managed) and not others.teams:
            under, of_them = _people_under(viewer, on=on).query.sql_with_params()
            statement, values = f"{statement} {ASKED_FOR_BY.format(under)}", (*values, *of_them)
        # As arrays, which are fetched first: there are many decisions, and few of them are one person's.
        seen = self.filter(pk__in=RawSQL(f"SELECT unnest(ARRAY({statement}))", values))  # noqa: S611
        if others.teams:
            # Of those who lead teams much is theirs, and the latest of it is found soon.
            seen |= self.filter(team__in=others.teams) | self.of_people_under(viewer, on=on)
        if reach.is_governance_lead(viewer):
            seen |= self.governed_by(viewer)
        return seen.filter(theirs)


def _people_under(person: Any, *, on: date) -> models.QuerySet:
    under = reach.workers_supervised_by(person, on=on) | reach.people_managed_by(person, on=on)
    return under.order_by().values("pk")


class GateVisitQuerySet(models.QuerySet):
    def waiting(self) -> GateVisitQuerySet:
        """Visits that nobody has answered."""
        return self.filter(outcome="")

    def to_answer(self, person: Any, *, on: date) -> GateVisitQuerySet:
        """Those that wait for this person, or for somebody they stand in for, where `gate.why_not` has nothing against it.

        Never about what they, or somebody above them, asked for, or its line, nor while they review an appeal against one of it.
        """
        of_one_line = Q(pk=OuterRef("decision")) | Q(pk=OuterRef("decision__first"))
        of_one_line |= Q(first=OuterRef("decision__first")) | Q(first=OuterRef("decision"))
        line = apps.get_model("boundaries", "Decision").objects.filter(of_one_line)
        reviewed = apps.get_model("boundaries", "Appeal").objects.waiting().filter(reviewer=person)
        never = Exists(line.filter(Q(requester=person) | Exists(reviewed.filter(decision=OuterRef("pk")))))
        theirs = self.waiting().filter(~never, asked__in=reach.stands_in_for(person, on=on))
        return theirs.exclude(decision__requester__in=posts.above(person.pk, on=on))


class AppealQuerySet(models.QuerySet):
    def waiting(self) -> AppealQuerySet:
        """Appeals without an outcome."""
        return self.filter(outcome="")

    def answered(self) -> AppealQuerySet:
        """Those of which something came; what was passed on goes on in another row."""
        return self.exclude(outcome__in=["", AppealOutcome.PASSED_ON])


class DeadlineQuerySet(models.QuerySet):
    def waiting(self) -> DeadlineQuerySet:
        """What is still asked."""
        return self.filter(state=DeadlineState.WAITS)

    def to_see_to(self, person: Any, *, now: datetime) -> DeadlineQuerySet:
        """What this person is asked for and was reminded of; the gate has a list of its own."""
        return self.waiting().come(now=now).filter(asked=person)

    def come(self, *, now: datetime) -> DeadlineQuerySet:
        """What was reminded of or ran out, and every appeal; the gate has lists of its own."""
        come = Q(reminder_at__lte=now) | Q(due_at__lte=now) | Q(kind=DeadlineKind.APPEAL)
        return self.filter(come).exclude(kind__in=[DeadlineKind.GATE, DeadlineKind.EMERGENCY])
