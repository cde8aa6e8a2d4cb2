"""Who may see a decision: what is listed and what may be opened agree for everybody, and drafts are their writer's alone."""

import pytest

from boundaries.models import Decision
from tests.factories.boundaries import appeal, at_the_gate, draft, in_effect
from tests.factories.people import DeputyFactory, LeaveFactory, PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person


@pytest.fixture
def cast(catalogue):
    local, deputy, reviewer = PersonFactory(), PersonFactory(), PersonFactory()
    RoleGrantFactory(person=local, role=Role.GOVERNANCE_LEAD, service=catalogue.team.service)
    DeputyFactory(person=catalogue.manager, deputy=deputy)
    LeaveFactory(person=catalogue.manager, starts_on=NOON.date(), ends_on=None)
    TeamFactory(manager=reviewer)
    names = ("worker", "supervisor", "manager", "peer", "stranger", "governance", "administrator", "lead")
    return {name: getattr(catalogue, name) for name in names} | {
        "local_governance": local,
        "deputy": deputy,
        "reviewer": reviewer,
        "left": PersonFactory(is_active=False),
        "superuser": PersonFactory(is_superuser=True, is_staff=True),
    }


@pytest.fixture
def decisions(catalogue):
    """Made while nobody is away."""
    return {
        "draft": draft(catalogue.worker, catalogue.team),
        "gate": at_the_gate(catalogue.worker, catalogue.team),
        "effect": in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager),
        "foreign": at_the_gate(PersonFactory(team=(there := TeamFactory(manager=PersonFactory()))), there),
    }


LINE = {"worker", "supervisor", "manager", "deputy", "lead", "governance", "local_governance"}


@pytest.mark.parametrize(
    ("which", "who"),
    [
        ("draft", {"worker"}),
        ("gate", LINE),
        ("effect", LINE | {"reviewer"}),
        ("foreign", {"governance"}),
    ],
)
def test_what_is_listed_and_what_may_be_opened_agree(decisions, cast, which, who):
    appeal(decisions["effect"], reviewer=cast["reviewer"], by=cast["worker"])
    decision = decisions[which]
    fresh = {name: Person.objects.get(pk=person.pk) for name, person in cast.items()}
    rows = Decision.objects.filter(pk=decision.pk)
    seen = {name for name, person in fresh.items() if rows.visible_to(person, on=NOON.date()).exists()}
    listed = {name for name, person in fresh.items() if rows.listed_for(person, on=NOON.date()).exists()}
    opened = {name for name, person in fresh.items() if person.has_perm("boundaries.see_decision", rows.get())}
    read = {name for name, person in fresh.items() if person.has_perm("boundaries.read_rationale", rows.get())}
    assert (seen, listed, opened, read) == (who, who, who, who)


def test_who_answers_at_the_gate_now(decisions, cast):
    asked = {name for name, person in cast.items() if _may(person, "answer_at_gate", decisions["gate"])}
    assert asked == {"manager", "deputy"}


def _may(person, what, decision):
    fresh = Person.objects.get(pk=person.pk)
    return fresh.has_perm(f"boundaries.{what}", Decision.objects.get(pk=decision.pk))
