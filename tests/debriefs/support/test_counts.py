"""Support in counts for governance: the year, the smallest group, and what a subtraction would give away."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from debriefs.enums import OfferAnswer
from debriefs.support.commands import answer_offer
from debriefs.support.counts import ACCEPTED, OFFERED, SENT, support_counts
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.support import offer
from workforce_assurance.common.disclosure import Hidden

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
FEBRUARY = datetime(2027, 2, 1, 12, tzinfo=UTC)
TODAY = datetime(2027, 4, 10, tzinfo=UTC).date()


def counted():
    return support_counts(today=TODAY, zone=LONDON, smallest=5)


def offers(team, number, *, accepted=0):
    by = PersonFactory()
    for count in range(number):
        row = offer(PersonFactory(team=team), by, now=FEBRUARY)
        if count < accepted:
            answer_offer(offer=row, answer=OfferAnswer.ACCEPTED, by=row.to, now=FEBRUARY)


@pytest.fixture
def two():
    OrganisationFactory()
    return TeamFactory(), TeamFactory()


def test_a_year_of_whole_quarters_is_counted_by_service_and_in_all(two):
    here, there = two
    offers(here, 12, accepted=6)
    offers(there, 6)
    offer(PersonFactory(team=here), PersonFactory(), now=datetime(2027, 4, 2, tzinfo=UTC))
    found = counted()
    assert (found.first.isoformat(), found.last.isoformat()) == ("2026-04-01", "2027-03-31")
    shown = [found.cell(OFFERED, here.service_id), found.cell(OFFERED, there.service_id), found.cell(OFFERED)]
    assert (shown, found.cell(ACCEPTED), found.cell(SENT)) == ([12, 6, 18], 6, 0)


def test_a_small_service_is_hidden_and_no_subtraction_gives_it_away(two):
    here, there = two
    offers(here, 12, accepted=6)
    offers(there, 3)
    found = counted()
    assert found.cell(OFFERED, there.service_id) is Hidden.SMALL
    assert found.cell(OFFERED, here.service_id) is Hidden.WITHHELD


def test_many_offers_to_few_people_are_hidden_too(two):
    here, _ = two
    somebody = PersonFactory(team=here)
    for _ in range(6):
        offer(somebody, PersonFactory(), now=FEBRUARY)
    assert isinstance(counted().cell(OFFERED, here.service_id), Hidden)


def test_nearly_everybody_s_yes_gives_no_no_away(two):
    offers(two[0], 12, accepted=11)
    found = counted()
    assert (found.cell(OFFERED), isinstance(found.cell(ACCEPTED), Hidden)) == (12, True)


def test_governance_sees_the_page_and_the_file_in_the_same_words(house, time_machine):
    time_machine.move_to(datetime(2027, 4, 10, 12, tzinfo=UTC), tick=False)
    offers(house.team, 3)
    client = house.client("governance")
    page = client.get("/support/counts/").content.decode()
    assert (house.team.service.name in page, "&lt;5" in page) == (True, True)
    lines = client.get("/support/counts.csv").content.decode().splitlines()
    assert f"2026-04-01,2027-03-31,{house.team.service.name},Offers made,<5" in lines


def test_the_counts_ask_the_same_for_few_and_for_many(two, django_assert_num_queries):
    offers(two[0], 2)
    with django_assert_num_queries(2):
        support_counts(today=TODAY, zone=LONDON, smallest=5)
    offers(two[1], 7)
    with django_assert_num_queries(2):
        support_counts(today=TODAY + timedelta(days=1), zone=LONDON, smallest=5)
