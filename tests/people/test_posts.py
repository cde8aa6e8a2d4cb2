"""Who stands above whom by their posts: both directions say the same, and an end comes even in a circle."""

from datetime import date

import pytest

from tests.factories.people import DeputyFactory, LeaveFactory, PersonFactory, ServiceFactory, TeamFactory
from workforce_assurance.people import posts
from workforce_assurance.people.models import Person

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture
def house():
    """A director; a lead who is in a team of the service; a manager who is in no team; a worker, and a manager's manager in a circle."""
    director = PersonFactory(full_name="Director")
    lead = PersonFactory(full_name="Lead", manager=director)
    manager = PersonFactory(full_name="Manager")
    team = TeamFactory(service=ServiceFactory(lead=lead), manager=manager)
    supervisor = PersonFactory(full_name="Supervisor", team=team)
    PersonFactory(full_name="Worker", team=team, supervisor=supervisor)
    lead.memberships.create(team=team, starts_on=date(2026, 1, 1))
    first, second = PersonFactory(full_name="First"), PersonFactory(full_name="Second")
    first.manager, second.manager = second, first
    first.save()
    second.save()
    DeputyFactory(person=manager, deputy=supervisor)
    LeaveFactory(person=manager, starts_on=TODAY, ends_on=None)
    return {person.full_name: person.pk for person in Person.objects.all()}


ABOVE = {
    "Director": set(), "Lead": {"Director"}, "Manager": {"Lead", "Director"}, "Supervisor": {"Manager", "Lead", "Director"},
    "Worker": {"Manager", "Lead", "Director"}, "First": {"Second"}, "Second": {"First"},
}  # fmt: skip


@pytest.mark.parametrize("who", ABOVE)
def test_posts_say_who_stands_above_whatever_circle_there_is(house, who):
    found = Person.objects.filter(pk__in=posts.above(house[who], on=TODAY))
    assert {person.full_name for person in found} == ABOVE[who]


@pytest.mark.parametrize("who", ABOVE)
def test_who_stands_below_is_the_same_seen_from_above(house, who):
    found = {person.full_name for person in posts.people_below(house[who], on=TODAY)}
    assert found == {name for name, heads in ABOVE.items() if who in heads}


def test_one_stands_above_another_or_does_not(house):
    assert posts.stands_above(house["Lead"], house["Worker"], on=TODAY)
    assert not posts.stands_above(house["Worker"], house["Lead"], on=TODAY)
