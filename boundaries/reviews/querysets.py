"""Questions about interactions, samples, reviews and ratings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from workforce_assurance.people import reach

from .enums import SEEN_BY_WORKER, RatingState, ReviewState


class InteractionQuerySet(models.QuerySet):
    def of_worker(self, person: Any) -> InteractionQuerySet:
        return self.filter(worker=person)

    def happened(self, first: date, last: date) -> InteractionQuerySet:
        """Those of these days, both included."""
        return self.filter(happened_on__range=(first, last))

    def governed_by(self, person: Any) -> InteractionQuerySet:
        """Those of the services whose governance they lead: as facts, never as an account."""
        if not reach.is_governance_lead(person):
            return self.none()
        services = reach.services_governed_by(person)
        return self.all() if services is None else self.filter(team__service__in=services)

    def visible_to(self, viewer: Any) -> InteractionQuerySet:
        """Whose codes and dates they see: their own, and those of services that they govern."""
        if not viewer.is_active:
            return self.none()
        return self.of_worker(viewer) | self.governed_by(viewer)


class SampleQuerySet(models.QuerySet):
    def governed_by(self, person: Any) -> SampleQuerySet:
        """Those of services whose governance they lead; a sample of all services is for whoever leads all of them."""
        if not (person.is_active and reach.is_governance_lead(person)):
            return self.none()
        services = reach.services_governed_by(person)
        return self.all() if services is None else self.filter(service__in=services)

    def with_closed(self) -> SampleQuerySet:
        """With `closed`, how many of its reviews are."""
        return self.annotate(closed=Count("reviews", filter=Q(reviews__state=ReviewState.CLOSED)))


class ReviewQuerySet(models.QuerySet):
    def rated_by(self, person: Any) -> ReviewQuerySet:
        ratings = apps.get_model("boundaries", "Rating").objects.filter(review=OuterRef("pk"), rater=person)
        return self.filter(Exists(ratings))

    def about(self, person: Any) -> ReviewQuerySet:
        """Those of this person's interactions, once they are theirs to see."""
        return self.filter(interaction__worker=person, state__in=SEEN_BY_WORKER)

    def of_people_supervised_by(self, person: Any, *, on: date) -> ReviewQuerySet:
        """Those of the workers whom they supervise, once the worker has seen them and they are closed."""
        supervised = reach.workers_supervised_by(person, on=on)
        return self.filter(interaction__worker__in=supervised.values("pk"), state=ReviewState.CLOSED)

    def visible_to(self, viewer: Any, *, on: date) -> ReviewQuerySet:
        """Whose results they read: the worker, whoever rated it, and then the worker's supervisor. No role reads more."""
        if not viewer.is_active:
            return self.none()
        rated = self.rated_by(viewer).filter(state__in=SEEN_BY_WORKER)
        return self.about(viewer) | rated | self.of_people_supervised_by(viewer, on=on)

    def to_close(self, *, now: datetime) -> ReviewQuerySet:
        """Those whose time for a reply is over."""
        return self.filter(state=ReviewState.WITH_WORKER, closes_at__lte=now)


class RatingQuerySet(models.QuerySet):
    def waiting(self) -> RatingQuerySet:
        """Those that are still to be given."""
        return self.filter(state=RatingState.WAITS)

    def of(self, person: Any) -> RatingQuerySet:
        return self.filter(rater=person)

    def in_pairs(self) -> RatingQuerySet:
        """First and second views of what two people have rated, blind to each other."""
        both = self.model.objects.filter(review=OuterRef("review"), state=RatingState.GIVEN)
        return self.filter(Q(part="first") | Q(part="second"), state=RatingState.GIVEN).filter(
            Exists(both.filter(part="first")), Exists(both.filter(part="second"))
        )
