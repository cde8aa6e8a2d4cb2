"""Questions about support that was offered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import DateTimeField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from workforce_assurance.people.meetings import met_since

from ..enums import CheckInWish, OfferAnswer, RequestState, Strand, StrandState

# An offer that nobody answered is left alone after so many days: silence is an answer, too.
WAITS = timedelta(days=28)


class SupportKindQuerySet(models.QuerySet):
    def offered(self) -> SupportKindQuerySet:
        """The kinds that this organisation offers."""
        return self.filter(is_offered=True)


class SupportOfferQuerySet(models.QuerySet):
    def made_to(self, person: Any) -> SupportOfferQuerySet:
        return self.filter(to=person)

    def made_by(self, person: Any) -> SupportOfferQuerySet:
        return self.filter(offered_by=person)

    def visible_to(self, viewer: Any) -> SupportOfferQuerySet:
        """What was offered to the viewer, and what they offered; nobody else sees an answer."""
        return self.filter(Q(to=viewer) | Q(offered_by=viewer)) if viewer.is_active else self.none()

    def to_bring_up(self, *, on: date) -> SupportOfferQuerySet:
        """Offers without an answer, and those put off until that day, for four weeks."""
        new = Q(answer="", offered_at__date__gt=on - WAITS)
        return self.filter(new | Q(answer=OfferAnswer.LATER, again_on__lte=on, again_on__gt=on - WAITS))


# A check-in that could not be sent in time (leave, a description that came late) is sent up to this late.
LATE = timedelta(days=14)
ASK_AGAIN = timedelta(days=3)


class CheckInQuerySet(models.QuerySet):
    def to_ask_again(self, *, now: datetime) -> CheckInQuerySet:
        """Those who wished to be asked again some days ago, and were not asked about the same incident since."""
        wished = self.filter(wish=CheckInWish.LATER, again=False, answered_at__lte=now - ASK_AGAIN)
        known = type(self)(self.model).filter(person=OuterRef("person"))
        since = known.filter(debrief__incident=OuterRef("debrief__incident"), noted_at__gt=OuterRef("answered_at"))
        asked = known.filter(debrief=OuterRef("debrief"), again=True)
        return wished.filter(~Exists(since), ~Exists(asked), answered_at__gt=now - ASK_AGAIN - LATE)


def check_ins_due(*, now: datetime, people: Any) -> models.QuerySet[Any]:
    """Colleagues among `people` to be asked now, with the `strand` of their incident that asks: the last that has come."""
    debriefs = apps.get_model("debriefs", "Debrief").objects.filter(strand=Strand.STAFF_SUPPORT)
    later = debriefs.filter(incident=OuterRef("incident"), due_at__lte=now, due_at__gt=OuterRef("due"))
    asked = apps.get_model("debriefs", "CheckIn").objects.filter(debrief=OuterRef("strand"), person=OuterRef("person"))
    rows = apps.get_model("debriefs", "InvolvedColleague").objects.filter(
        incident__debriefs__strand=Strand.STAFF_SUPPORT, incident__debriefs__state=StrandState.WAITS,
        incident__debriefs__due_at__lte=now, incident__debriefs__due_at__gt=now - LATE, person__in=people,
    )  # fmt: skip
    rows = rows.annotate(strand=F("incident__debriefs__pk"), due=F("incident__debriefs__due_at"))
    return rows.filter(~Exists(later), ~Exists(asked)).order_by("due", "pk")


class SupportRequestQuerySet(models.QuerySet):
    def waiting(self) -> SupportRequestQuerySet:
        """Requests that nobody has answered or taken back."""
        return self.filter(state=RequestState.WAITS)

    def asked_by(self, person: Any) -> SupportRequestQuerySet:
        return self.filter(person=person)

    def asked_of(self, person: Any) -> SupportRequestQuerySet:
        return self.filter(to=person)

    def visible_to(self, viewer: Any) -> SupportRequestQuerySet:
        """Their own, and those that ask them; no manager, administrator or governance lead sees any other."""
        return self.filter(Q(person=viewer) | Q(to=viewer)) if viewer.is_active else self.none()


def without_contact(workers: Any, *, now: datetime) -> models.QuerySet[Any]:
    """The last involvement of each of these workers in a recent incident, with no session, group or offer since."""
    involved = apps.get_model("debriefs", "InvolvedColleague").objects
    offers = apps.get_model("debriefs", "SupportOffer").objects
    recent = involved.filter(person__in=workers.values("pk"), incident__happened_at__gt=_since_when(now))
    later = involved.filter(person=OuterRef("person"), incident__happened_at__gt=OuterRef("incident__happened_at"))
    offered = offers.filter(to=OuterRef("person"), offered_at__gte=OuterRef("incident__happened_at"))
    rows = recent.filter(~Exists(later), ~Exists(offered), ~met_since("person", "incident__happened_at"))
    return rows.order_by("incident__happened_at", "pk")


def _since_when(now: datetime) -> ExpressionWrapper:
    """As the organisation's setting says; in the query itself, because Today asks all its questions in one."""
    setting = apps.get_model("debriefs", "SupportSettings")
    shipped = Value(setting._meta.get_field("recent_days").default)
    days = Coalesce(Subquery(setting.objects.values("recent_days")[:1]), shipped)
    length = ExpressionWrapper(Value(timedelta(days=1), DurationField()) * days, DurationField())
    return ExpressionWrapper(Value(now, DateTimeField()) - length, DateTimeField())
