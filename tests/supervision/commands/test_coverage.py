"""Gaps in coverage: found by themselves, told of by a ladder, and over by themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from supervision.commands import Watched, move_gap_reminders, watch_coverage
from supervision.gaps import claim, due, open_to, page, unmet
from supervision.holdings import gaps_of
from supervision.models import CoverageGap
from tests.factories.people import (
    DeputyFactory,
    OrganisationFactory,
    PersonFactory,
    ServiceFactory,
    SupervisionLineFactory,
    TeamFactory,
)
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import CannotBeHandedTo, hand_over, sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.people.models import Person

pytestmark = pytest.mark.django_db
# NOON is Monday, 1 March 2027: five working days later is Monday, 8 March, which ends on the 9th at midnight.
RUNS_OUT = datetime(2027, 3, 9, tzinfo=UTC)
LATER = NOON + timedelta(minutes=15)


@pytest.fixture
def team():
    OrganisationFactory()
    load_shipped(now=NOON - timedelta(days=30))
    lead = PersonFactory(full_name="Lee Lead", receives_supervision=False)
    manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    return TeamFactory(manager=manager, service=ServiceFactory(lead=lead))


@pytest.fixture
def worker(team):
    return PersonFactory(full_name="Sam Okoro", team=team)


def gaps(**of):
    return list(CoverageGap.objects.filter(**of).order_by("lacks").values_list("worker__full_name", "lacks", "state"))


def test_a_worker_without_a_supervisor_is_found_once(worker):
    assert watch_coverage(now=NOON) == Watched(found=1, ended=0)
    assert watch_coverage(now=LATER) == Watched(found=0, ended=0)
    gap = CoverageGap.objects.get()
    assert (gap.worker, gap.lacks, gap.found_at, gap.due_on, gap.due_at) == (
        worker, "supervisor", NOON, date(2027, 3, 8), RUNS_OUT,
    )  # fmt: skip
    # A manager hears of it at once.
    assert (gap.reminder_at, gap.next_check) == (NOON, NOON)


def test_a_worker_whom_no_policy_reaches_is_found_too():
    OrganisationFactory()
    PersonFactory(full_name="Sam Okoro")
    assert watch_coverage(now=NOON) == Watched(found=2, ended=0)
    assert gaps() == [("Sam Okoro", "policy", "open"), ("Sam Okoro", "supervisor", "open")]


def test_a_supervisor_ends_the_gap_and_it_can_open_again(worker):
    watch_coverage(now=NOON)
    line = SupervisionLineFactory(worker=worker, supervisor=worker.memberships.get().team.manager)
    assert watch_coverage(now=LATER) == Watched(found=0, ended=1)
    assert gaps() == [("Sam Okoro", "supervisor", "mended")]
    line.delete()
    assert watch_coverage(now=LATER) == Watched(found=1, ended=0)


def test_whoever_leaves_needs_nobody_any_more(worker):
    watch_coverage(now=NOON)
    Person.objects.update(left_on=NOON.date() - timedelta(days=1))
    watch_coverage(now=LATER)
    assert gaps() == [("Sam Okoro", "supervisor", "lapsed")]


def test_found_and_ended_stand_in_the_trail(worker):
    watch_coverage(now=NOON)
    Person.objects.filter(pk=worker.pk).update(receives_supervision=False)
    watch_coverage(now=LATER)
    entries = TrailEntry.objects.filter(subject_type="supervision.coverage_gap").order_by("at")
    assert list(entries.values_list("action", "about_id", "facts")) == [
        ("coverage gap found", worker.pk, {"lacks": "supervisor"}),
        ("coverage gap lapsed", worker.pk, {"lacks": "supervisor"}),
    ]


def test_watching_costs_the_same_for_one_worker_and_for_many(team):
    costs = []
    for number in (1, 6):
        people = [PersonFactory(team=team) for _ in range(number)]
        for state in ("found", "ended"):
            with CaptureQueriesContext(connection) as queries:
                assert watch_coverage(now=NOON) == Watched(**{"found": 0, "ended": 0, state: number})
            costs.append(len(queries))
            Person.objects.filter(pk__in=[person.pk for person in people]).update(receives_supervision=False)
    assert costs[:2] == costs[2:]


def test_a_claim_and_its_dry_run_say_the_same(worker):
    watch_coverage(now=NOON)
    gap = CoverageGap.objects.get()
    said = (gap.pk, gap.reference, worker.pk, worker.pk, RUNS_OUT, RUNS_OUT)
    assert list(due(NOON)) == [said]
    with connection.cursor() as cursor:
        cursor.execute(*claim(NOON, 10))
        assert cursor.fetchall() == [said]
        cursor.execute(*claim(NOON, 10))
        assert cursor.fetchall() == []
    assert CoverageGap.objects.get().next_check == RUNS_OUT


def test_what_was_mended_is_met_before_anybody_looks_again(worker, team):
    watch_coverage(now=NOON)
    assert len(unmet(NOON)) == 1
    SupervisionLineFactory(worker=worker, supervisor=team.manager)
    assert len(unmet(NOON)) == 0


def test_another_reminder_of_the_ladder_moves_what_nobody_was_reminded_of(worker):
    watch_coverage(now=NOON)
    assert move_gap_reminders(working_days=2, now=NOON) == 1
    assert CoverageGap.objects.get().next_check == datetime(2027, 3, 4, 8, tzinfo=UTC)


def test_its_page_is_the_list_and_names_nobody(worker, team):
    watch_coverage(now=NOON)
    gap = CoverageGap.objects.get()
    assert page(gap.pk) == "/supervision/oversight/coverage/?missing=supervisor"
    on = NOON.date()
    assert open_to(team.manager, [gap.pk], on=on) == {gap.pk}
    assert open_to(PersonFactory(), [gap.pk], on=on) == set()


def test_a_worker_sees_what_is_held_of_it(worker):
    watch_coverage(now=NOON)
    assert gaps_of(worker, NOON).rows == [("A supervisor", "Mon 1 Mar 2027, 12:00", "Mon 8 Mar 2027", "To arrange")]


@pytest.mark.parametrize("change", [{"lacks": "supervisor"}, {"state": "mended"}, {"ended_at": NOON}, {"due_at": NOON}])
def test_a_gap_that_cannot_be_is_refused(worker, change):
    watch_coverage(now=NOON)
    row = CoverageGap.objects.values().get() | {"reference": "another"}
    if "lacks" not in change:
        row["worker_id"] = PersonFactory().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageGap.objects.create(**row | {"id": None} | change)


@pytest.mark.django_db(transaction=True)
def test_the_manager_is_told_then_the_service_lead_and_mending_closes_it(worker, team):
    watch_coverage(now=NOON)
    sweep(now=NOON)
    episode = Episode.objects.get()
    assert (episode.obligation_kind, episode.state) == ("supervision.coverage", "approaching")
    sweep(now=RUNS_OUT)
    sweep(now=datetime(2027, 3, 12, tzinfo=UTC))
    told = list(Notice.objects.order_by("position").values_list("position", "recipient__full_name", "way"))
    assert told == [(0, "Morgan Hale", "manager"), (1, "Morgan Hale", "manager"), (2, "Lee Lead", "service_lead")]
    SupervisionLineFactory(worker=worker, supervisor=team.manager)
    watch_coverage(now=datetime(2027, 3, 12, 9, tzinfo=UTC))
    episode.refresh_from_db()
    assert (episode.state, episode.closed_because) == ("closed", "done")


@pytest.mark.django_db(transaction=True)
def test_whoever_stands_in_for_the_worker_hears_nothing_of_it(worker, team):
    peer = PersonFactory(team=team, receives_supervision=False)
    DeputyFactory(person=worker, deputy=peer, starts_on=date(2027, 1, 1))
    watch_coverage(now=NOON)
    sweep(now=NOON)
    episode, on = Episode.objects.get(), NOON.date()
    seen = [list(Episode.objects.visible_to(person, on=on)) for person in (peer, worker, team.manager)]
    assert seen == [[], [], [episode]]
    with pytest.raises(CannotBeHandedTo):
        hand_over(episode=episode, to=peer, by=team.manager, now=NOON)
