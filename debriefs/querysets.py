"""Questions about the catalogue and about incidents."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import models
from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.expressions import RawSQL

from workforce_assurance.action_log import queries as actions
from workforce_assurance.common.dates import end_of_day, start_of_day
from workforce_assurance.people import reach

from .enums import POLICY_KIND, IncidentState, PolicyEffect, ReporterMode, SimilarState, StrandState

A_YEAR = timedelta(days=365)


# The incidents that somebody logged, finishes, was handed, was involved in, leads a debrief of or attended one of by name. Written
# out, as the reach of people is, and asked once for all: there are many incidents, and few of them are one person's. As an
# array, because the planner takes everybody for somebody with hundreds.
KNOWN_TO = """
SELECT unnest(ARRAY(
    SELECT id FROM debriefs_incident WHERE reporter_id = %s
    UNION ALL SELECT id FROM debriefs_incident WHERE finisher_id = %s
    UNION ALL SELECT incident_id FROM debriefs_handover WHERE to_id = %s
    UNION ALL SELECT incident_id FROM debriefs_involvedcolleague WHERE person_id = %s
    UNION ALL SELECT incident_id FROM debriefs_debrief WHERE facilitator_id = %s
    UNION ALL SELECT debrief.incident_id FROM debriefs_attendee attendee
        JOIN debriefs_debrief debrief ON debrief.id = attendee.debrief_id WHERE attendee.person_id = %s
))
"""


class IncidentQuerySet(models.QuerySet):
    def to_describe(self) -> IncidentQuerySet:
        """Incidents of which no more than the four facts is known."""
        return self.filter(state=IncidentState.LOGGED)

    def reported_by(self, person: Any) -> IncidentQuerySet:
        """Those that this person logged and did not log without a name."""
        return self.filter(reporter=person)

    def finished_by(self, person: Any) -> IncidentQuerySet:
        """Those whose rest this person adds."""
        return self.filter(finisher=person)

    def known_to(self, person: Any) -> IncidentQuerySet:
        """Those that they logged, were handed, were involved in, or lead or attended (by name) a debrief of."""
        return self.filter(pk__in=RawSQL(KNOWN_TO, [person.pk] * KNOWN_TO.count("%s")))  # noqa: S611

    def concerning(self, person: Any) -> IncidentQuerySet:
        """Those that they logged, by name or with it kept back, or were involved in."""
        there = apps.get_model("debriefs", "InvolvedColleague").objects.filter(incident=OuterRef("pk"), person=person)
        return self.filter(Q(reporter=person) | Exists(there))

    def openly_of(self, person_id: uuid.UUID) -> IncidentQuerySet:
        """Those that they were involved in, or logged with their name: what others may know of them."""
        there = apps.get_model("debriefs", "InvolvedColleague").objects.filter(
            incident=OuterRef("pk"), person=person_id
        )
        return self.filter(Q(reporter=person_id, reporter_mode=ReporterMode.NAMED) | Exists(there))

    def managed_by(self, person: Any, *, on: date) -> IncidentQuerySet:
        """Those of the teams that they manage, or lead the service of."""
        return self.filter(team__in=reach.teams_managed_by(person, on=on).values("pk"))

    def governed_by(self, person: Any) -> IncidentQuerySet:
        """Those of the services whose governance they lead: their facts."""
        if not reach.is_governance_lead(person):
            return self.none()
        services = reach.services_governed_by(person)
        return self.all() if services is None else self.filter(team__service__in=services)

    def visible_to(self, viewer: Any, *, on: date) -> IncidentQuerySet:
        """Incidents whose facts the viewer may know; the words are another matter."""
        return self._seen_by(viewer, led=self.managed_by(viewer, on=on))

    def listed_for(self, viewer: Any, *, on: date) -> IncidentQuerySet:
        """The same, for lists, with a question before it: most lead no team, and the few that are theirs are found at once."""
        teams = reach.others_below(viewer, on=on).teams
        return self._seen_by(viewer, led=self.filter(team__in=teams) if teams else None)

    def _seen_by(self, viewer: Any, *, led: IncidentQuerySet | None) -> IncidentQuerySet:
        if not viewer.is_active:
            return self.none()
        seen = self.known_to(viewer)
        if led is not None:
            seen |= led
        return seen | self.governed_by(viewer) if reach.is_governance_lead(viewer) else seen

    def of_theme(self, code: str) -> IncidentQuerySet:
        """Those that have this theme, whichever version of the list it was chosen from."""
        coded = apps.get_model("debriefs", "IncidentTheme").objects.filter(incident=OuterRef("pk"), code=code)
        return self.filter(Exists(coded))

    def with_word_back(self) -> IncidentQuerySet:
        """With `word_back_at`: when the first thing came of each, which whoever reported it could read; None until then."""
        return self.annotate(word_back_at=Min("outcomes__at"))

    def with_a_name_kept(self) -> IncidentQuerySet:
        """Those whose reporter nobody else comes to see."""
        return self.filter(reporter_mode=ReporterMode.KEPT)


class IncidentThemeQuerySet(models.QuerySet):
    def between(self, first: date, last: date, *, zone: ZoneInfo) -> IncidentThemeQuerySet:
        """Themes of what happened on these days of the organisation's, both included."""
        days = {
            "incident__happened_at__gte": start_of_day(first, zone),
            "incident__happened_at__lt": end_of_day(last, zone),
        }
        return self.filter(**days)


class ReportLinkQuerySet(models.QuerySet):
    def in_use(self, *, now: datetime) -> ReportLinkQuerySet:
        """Links that nobody revoked and whose time is not over."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class DebriefQuerySet(models.QuerySet):
    def waiting(self) -> DebriefQuerySet:
        """Debriefs that are still to be held and are not paused."""
        return self.filter(state=StrandState.WAITS)

    def past_their_time(self, *, now: datetime) -> DebriefQuerySet:
        """Waiting debriefs whose window is over."""
        return self.waiting().filter(due_at__lt=now)

    def to_lead(self, person: Any) -> DebriefQuerySet:
        """Waiting debriefs that this person leads, or is asked to see to."""
        return self.waiting().filter(Q(facilitator=person) | Q(facilitator__isnull=True, asked=person))


class OutcomeQuerySet(models.QuerySet):
    def told_to(self, person: Any) -> OutcomeQuerySet:
        """What came of incidents that they reported, by name or with it kept back, or attended a debrief of by name."""
        model = apps.get_model("debriefs", "Incident")
        return self.filter(incident__in=model.objects.reported_by(person).values("pk")) | self.filter(
            incident__in=apps.get_model("debriefs", "Attendee")
            .objects.filter(person=person)
            .values("debrief__incident")
        )

    def latest_of_each(self) -> OutcomeQuerySet:
        """Of each action the latest, and that nothing changes."""
        later = apps.get_model("debriefs", "Outcome").objects.filter(
            incident=OuterRef("incident"), action=OuterRef("action"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later))

    def to_be_told(self) -> OutcomeQuerySet:
        """Those of which nobody was told by mail yet."""
        return self.filter(told_at__isnull=True)


class GuidancePolicyQuerySet(models.QuerySet):
    def in_use(self) -> GuidancePolicyQuerySet:
        """Those that debriefs can speak of from now on."""
        return self.filter(retired_at__isnull=True)

    def owned_by(self, person: Any) -> GuidancePolicyQuerySet:
        return self.filter(owner=person)

    def visible_to(self, viewer: Any, *, on: date) -> GuidancePolicyQuerySet:
        """All of them for whoever manages a team or leads governance; else those that one owns."""
        if reach.is_governance_lead(viewer):
            return self.all()
        return self.filter(Q(owner=viewer) | Exists(reach.teams_managed_by(viewer, on=on)))

    def waiting_for_a_change(self, *, now: datetime) -> GuidancePolicyQuerySet:
        """Those in use that a debrief of the last year found in the way or missing, with no change task open or opened since."""
        asked = actions.actions_from_any({POLICY_KIND: [OuterRef("policy")]})
        answered = asked.filter(Q(closed_at__isnull=True) | Q(opened_at__gte=OuterRef("debrief__held_at")))
        mentions = apps.get_model("debriefs", "PolicyMention").objects.filter(policy=OuterRef("pk"))
        wanting = mentions.filter(
            effect__in=[PolicyEffect.HINDERED, PolicyEffect.MISSING], debrief__held_at__gte=now - A_YEAR
        )
        return self.in_use().filter(Exists(wanting.exclude(Exists(answered))))


class PairQuerySet(models.QuerySet):
    def of(self, incident: Any) -> PairQuerySet:
        """The pairs that an incident is in."""
        return self.filter(Q(first=incident) | Q(second=incident))

    def of_any(self, incident_ids: Iterable[Any]) -> PairQuerySet:
        """The pairs that any of these incidents is in."""
        ids = list(incident_ids)
        return self.filter(Q(first__in=ids) | Q(second__in=ids))

    def visible_to(self, viewer: Any, *, on: date) -> PairQuerySet:
        """Pairs of two incidents that the viewer may know."""
        known = apps.get_model("debriefs", "Incident").objects.visible_to(viewer, on=on).values("pk")
        return self.filter(first__in=known, second__in=known)

    def suggested(self) -> PairQuerySet:
        """Of similar accounts those that nobody has decided on."""
        return self.filter(state=SimilarState.SUGGESTED)

    def confirmed(self) -> PairQuerySet:
        """Of similar accounts those that a person who read both calls similar: the ones that count."""
        return self.filter(state=SimilarState.SIMILAR)
