"""Leaving and moving: everything that somebody holds passes on in one step, or nothing does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.people import (
    DeputyFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    ServiceFactory,
    SupervisionLineFactory,
    TeamFactory,
)
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.charges import held_by
from workforce_assurance.people.commands.accounts import CannotCloseOwnAccount, StillHolds, close_account
from workforce_assurance.people.commands.handing_over import (
    CannotTakeOver,
    LastDayTooFarBack,
    NothingToHandOver,
    hand_over,
    leave,
)
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Deputy, Person, RoleGrant, SupervisionLine, Team
from workforce_assurance.people.queries import supervisor_of

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
TODAY, YESTERDAY = date(2027, 3, 1), date(2027, 2, 28)


@pytest.fixture
def admin():
    OrganisationFactory()
    return PersonFactory(full_name="Ada Admin", roles=[Role.ADMINISTRATOR])


@pytest.fixture
def goes(admin):
    """A supervisor of two who manages a team and a person, leads a service and stands in for somebody."""
    goes = PersonFactory(full_name="Gwen Goes", team=TeamFactory(name="East"))
    for name in ("Sam Okoro", "Wes Worker"):
        SupervisionLineFactory(worker=PersonFactory(full_name=name), supervisor=goes)
    TeamFactory(name="West", manager=goes)
    ServiceFactory(name="Housing", lead=goes)
    PersonFactory(full_name="Mia Managed", manager=goes)
    DeputyFactory(person=PersonFactory(full_name="Dora Away"), deputy=goes)
    return goes


@pytest.fixture
def comes(admin):
    return PersonFactory(full_name="Cleo Comes")


def everything(person, successor):
    return {holds.charge.key: successor for holds in held_by(person, now=NOW)}


def test_what_somebody_holds_is_counted_and_listed(goes):
    found = {holds.charge.key: [thing.text for thing in holds.things] for holds in held_by(goes, now=NOW)}
    assert found == {
        "people.lines": ["Sam Okoro", "Wes Worker"],
        "people.managed": ["Mia Managed"],
        "people.teams": ["West"],
        "people.services": ["Housing"],
        "people.deputies": ["Deputy of Dora Away"],
    }


def test_whoever_moves_hands_over_what_successors_are_named_for(goes, comes, admin):
    done = hand_over(person=goes, successors={"people.lines": comes}, by=admin, now=NOW)
    assert done == {"people.lines": 2}
    lines = SupervisionLine.objects.order_by("starts_on", "worker__full_name")
    assert set(lines.values_list("supervisor__full_name", "starts_on", "ends_on")) == {
        ("Gwen Goes", date(2025, 1, 1), YESTERDAY), ("Cleo Comes", TODAY, None),
    }  # fmt: skip
    assert Team.objects.get(name="West").manager == goes
    entry = TrailEntry.objects.get(action="person.handed_over")
    assert entry.facts == {"what": "people.lines", "number": 2, "to": str(comes.pk)}


def test_a_line_with_a_last_day_keeps_it_and_one_to_come_changes_its_supervisor(goes, comes, admin):
    SupervisionLine.objects.filter(worker__full_name="Sam Okoro").update(ends_on=date(2027, 3, 31))
    coming = SupervisionLineFactory(worker=PersonFactory(), supervisor=goes, starts_on=date(2027, 4, 1))
    hand_over(person=goes, successors={"people.lines": comes}, by=admin, now=NOW)
    kept = SupervisionLine.objects.get(worker__full_name="Sam Okoro", supervisor=comes)
    assert (kept.starts_on, kept.ends_on) == (TODAY, date(2027, 3, 31))
    coming.refresh_from_db()
    assert (coming.supervisor, coming.starts_on) == (comes, date(2027, 4, 1))


def test_whoever_leaves_hands_over_everything_and_the_account_closes(goes, comes, admin):
    leave(person=goes, successors=everything(goes, comes), last_day=TODAY, by=admin, now=NOW)
    goes.refresh_from_db()
    assert (goes.is_active, goes.left_on, held_by(goes, now=NOW)) == (False, TODAY, [])
    assert supervisor_of(Person.objects.get(full_name="Sam Okoro"), on=TODAY) == comes
    assert Person.objects.get(full_name="Mia Managed").manager == comes
    assert Deputy.objects.get(deputy=comes).starts_on == TODAY
    assert goes.memberships.get().ends_on == TODAY


def test_an_account_stays_open_until_the_last_day_has_come(goes, comes, admin):
    leave(person=goes, successors=everything(goes, comes), last_day=date(2027, 3, 31), by=admin, now=NOW)
    goes.refresh_from_db()
    assert (goes.is_active, goes.left_on) == (True, date(2027, 3, 31))


def test_without_a_successor_for_something_nothing_changes(goes, comes, admin):
    with pytest.raises(CannotTakeOver) as refused:
        leave(person=goes, successors={"people.lines": comes}, last_day=TODAY, by=admin, now=NOW)
    assert refused.value.why["people.teams"] == "Teams they manage: name a successor."
    assert not SupervisionLine.objects.filter(supervisor=comes).exists()
    goes.refresh_from_db()
    assert (goes.is_active, goes.left_on) == (True, None)


def test_no_successor_at_all_is_no_hand_over(goes, admin):
    with pytest.raises(NothingToHandOver):
        hand_over(person=goes, successors={}, by=admin, now=NOW)


@pytest.mark.parametrize(
    ("key", "who", "words"),
    [
        ("people.lines", "goes", "cannot be their own successor"),
        ("people.lines", "Sam Okoro", "nobody supervises themselves"),
        ("people.lines", "left", "does not work here now"),
        ("people.deputies", "Dora Away", "Nobody stands in for themselves"),
        ("people.managed", "below", "Mia Managed stands above Below"),
    ],
)
def test_who_cannot_take_over_is_refused_with_a_sentence(goes, admin, key, who, words):
    PersonFactory(full_name="Left", left_on=YESTERDAY)
    PersonFactory(full_name="Below", manager=Person.objects.get(full_name="Mia Managed"))
    named = {"goes": "Gwen Goes", "left": "Left", "below": "Below"}.get(who, who)
    successor = Person.objects.get(full_name=named)
    with pytest.raises(CannotTakeOver, match=words):
        hand_over(person=goes, successors={key: successor}, by=admin, now=NOW)


def test_a_successor_from_among_the_managed_gets_the_manager_above(goes, admin):
    above = PersonFactory(full_name="Abe Above")
    Person.objects.filter(pk=goes.pk).update(manager=above)
    mia, other = Person.objects.get(full_name="Mia Managed"), PersonFactory(manager=goes)
    hand_over(person=goes, successors={"people.managed": mia}, by=admin, now=NOW)
    mia.refresh_from_db()
    other.refresh_from_db()
    assert (mia.manager, other.manager) == (above, mia)


def test_roles_pass_on_by_an_administrator_alone(goes, comes, admin):
    RoleGrantFactory(person=goes, role=Role.GOVERNANCE_LEAD)
    with pytest.raises(CannotTakeOver, match="only an administrator"):
        hand_over(person=goes, successors={"people.roles": comes}, by=PersonFactory(), now=NOW)
    hand_over(person=goes, successors={"people.roles": comes}, by=admin, now=NOW)
    assert RoleGrant.objects.get(role=Role.GOVERNANCE_LEAD).person == comes


def test_an_account_is_not_closed_while_something_is_held(goes, comes, admin):
    with pytest.raises(StillHolds, match="workers they supervise: 2"):
        close_account(person=goes, by=admin, now=NOW)
    leave(person=goes, successors=everything(goes, comes), last_day=TODAY - timedelta(days=1), by=admin, now=NOW)
    goes.refresh_from_db()
    assert not goes.is_active


def test_nobody_lets_themselves_go(admin, comes):
    with pytest.raises(CannotCloseOwnAccount):
        leave(person=admin, successors={"people.roles": comes}, last_day=TODAY, by=admin, now=NOW)


@pytest.mark.parametrize("last_day", [date(2024, 12, 31), date(2026, 2, 1), date(1, 1, 1)])
def test_a_last_day_before_the_first_or_long_ago_is_refused(goes, comes, admin, last_day):
    with pytest.raises(LastDayTooFarBack):
        leave(person=goes, successors=everything(goes, comes), last_day=last_day, by=admin, now=NOW)
    goes.refresh_from_db()
    assert (goes.is_active, goes.left_on) == (True, None)


def test_a_place_that_began_after_the_last_day_stays_known(goes, comes, admin):
    goes.memberships.update(starts_on=YESTERDAY)
    leave(person=goes, successors=everything(goes, comes), last_day=date(2027, 2, 26), by=admin, now=NOW)
    assert goes.memberships.values_list("starts_on", "ends_on").get() == (YESTERDAY, YESTERDAY)
