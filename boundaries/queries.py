"""What pages and commands ask about decisions and their catalogue."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.kept_questions import answers
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.places import OFFERED, places_offered, teams_answered_for

from .enums import DecisionState
from .gate import independent_reviewers, outside_reviewers
from .models import Appeal, CatalogueVersion, Decision, DecisionKind, GateVisit, Ground, PackInUse, RulePack
from .packs import words_of
from .querysets import AppealQuerySet, DecisionQuerySet

IN_FORCE = {"version__state": "published"}


def kinds_in_force() -> QuerySet[DecisionKind]:
    """What may be decided, as the catalogue stands, in its order."""
    return DecisionKind.objects.filter(**IN_FORCE).order_by("position")


def kinds_ever() -> dict[str, str]:
    """How every kind that was ever published is called, by its code: the latest word for it, what is in force first."""
    return _latest_words(_published_kinds(None, None))


def list_choices(viewer: Any, *, now: datetime) -> dict[str, Any]:
    """What the register can be narrowed to: every kind, and the teams and services that are theirs; asked in one round trip."""
    kinds, teams = answers((_published_kinds, _teams), viewer, now)
    return {"kinds": _latest_words(kinds), "teams": places_offered(teams)}


def _teams(viewer: Any, now: datetime) -> QuerySet:
    return teams_answered_for(viewer, on=local_day(now, people.zone_for(viewer))).values_list(*OFFERED)


def _latest_words(rows: Iterable[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, label in rows:
        found.setdefault(code, label)
    return found


def _published_kinds(_viewer: Any, _now: Any) -> QuerySet:
    rows = DecisionKind.objects.exclude(version__state="draft").order_by("-version__number", "position")
    return rows.values_list("code", "label")


def retired_kinds() -> list[str]:
    """What nobody can ask for any more, by the last word for it."""
    in_force = set(kinds_in_force().values_list("code", flat=True))
    return sorted(label for code, label in kinds_ever().items() if code not in in_force)


def grounds_in_force() -> QuerySet[Ground]:
    return Ground.objects.filter(**IN_FORCE).order_by("position")


def teams_to_decide_in(viewer: Any, *, on: date) -> list[Any]:
    """The teams that a decision may belong to: the viewer's own first, then those that they manage."""
    own = people.team_of(viewer, on=on)
    managed = reach.teams_managed_by(viewer, on=on).select_related("service").order_by("service__name", "name")
    return [*([own] if own else []), *(team for team in managed if own is None or team.pk != own.pk)]


def waiting_visit(decision: Any) -> GateVisit | None:
    """What waits at the gate for this decision."""
    return GateVisit.objects.waiting().filter(decision=decision).select_related("asked").first()


def latest_visits(keys: Collection[str]) -> QuerySet[GateVisit]:
    """Those of these visits that are answered, and whose decision did not come to the gate again since."""
    later = GateVisit.objects.filter(decision=OuterRef("decision"), sent_at__gt=OuterRef("sent_at"))
    return GateVisit.objects.filter(~Exists(later), ~Q(outcome=""), pk__in=keys).select_related("decision")


def who_may_be_named(decision: Any, *, on: date) -> list[tuple[str, str]]:
    """Whom a small team may name as reviewer from outside, by name."""
    rows = outside_reviewers(decision, on=on).order_by("full_name").values_list("pk", "full_name")
    return [(str(key), name) for key, name in rows]


def who_may_review(decision: Any, *, on: date) -> list[tuple[str, str]]:
    """Who had no part in the decision and may review an appeal, by name."""
    rows = independent_reviewers(decision, on=on).order_by("full_name").values_list("pk", "full_name")
    return [(str(key), name) for key, name in rows]


def decisions_in_effect_of(viewer: Any, *, on: date) -> DecisionQuerySet:
    """The decisions in the viewer's list that took effect, whether they still are or not."""
    return Decision.objects.listed_for(viewer, on=on).filter(effective_at__isnull=False)


def lapsed_or_renewed(team_ids: Collection[uuid.UUID] | None, *, since: datetime, until: datetime) -> DecisionQuerySet:
    """Decisions that ran out by themselves, and renewals that took effect, in that time; None for all teams."""
    lapsed = Q(state=DecisionState.LAPSED, ended_at__gte=since, ended_at__lte=until)
    renewed = Q(renews__isnull=False, effective_at__gte=since, effective_at__lte=until)
    found = Decision.objects.filter(lapsed | renewed, brought_by=None).select_related("kind")
    return found if team_ids is None else found.filter(team__in=team_ids)


def appeals_about(team_ids: Collection[uuid.UUID] | None, *, since: datetime, until: datetime) -> AppealQuerySet:
    """Appeals that wait, and those answered in that time, with their decisions; None for all teams."""
    answered = Q(decided_at__gte=since, decided_at__lte=until)
    found = Appeal.objects.filter(answered | Q(outcome="")).select_related("decision__kind")
    return found if team_ids is None else found.filter(decision__team__in=team_ids)


def packs_in_force() -> list[tuple[RulePack, list[str]]]:
    """Each rule pack of the catalogue in force, with its rules in words."""
    return _in_words(RulePack.objects.filter(**IN_FORCE))


def packs_of(version: CatalogueVersion) -> list[tuple[RulePack, list[str]]]:
    """The same of one version."""
    return _in_words(version.packs.all())


def _in_words(packs: QuerySet[RulePack]) -> list[tuple[RulePack, list[str]]]:
    return [(pack, [words_of(rule) for rule in pack.rules]) for pack in packs]


def services_with_packs() -> list[tuple[Any, str]]:
    """Every service, with the packs that it holds itself to in words."""
    labels = dict(RulePack.objects.filter(**IN_FORCE).values_list("code", "label"))
    held: dict[Any, list[str]] = {}
    for service, code in PackInUse.objects.order_by("code").values_list("service_id", "code"):
        held.setdefault(service, []).append(labels.get(code, code))
    return [(service, ", ".join(held.get(service.pk, ())) or "None") for service in people.services()]
