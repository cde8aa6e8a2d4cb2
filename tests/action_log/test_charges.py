"""Actions of somebody who leaves or moves pass to a successor who may have them."""

import pytest

from tests.factories.action_log import NOON, hand_in, open_one
from tests.factories.people import PersonFactory
from workforce_assurance.action_log.models import Action
from workforce_assurance.people.charges import held_by
from workforce_assurance.people.commands.handing_over import CannotTakeOver, hand_over
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return open_one()


def test_who_owns_an_action_hands_it_over_with_its_date(action):
    successor, administrator = PersonFactory(), PersonFactory(roles=[Role.ADMINISTRATOR])
    owner = action.owner
    hand_over(person=owner, successors={"action_log.owned": successor}, by=administrator, now=NOON)
    assert Action.objects.values_list("owner", "due_on").get() == (successor.pk, action.due_on)
    assert held_by(owner, now=NOON) == []


def test_who_checks_actions_hands_the_checks_over(action):
    successor = PersonFactory()
    hand_over(person=action.checker, successors={"action_log.checked": successor}, by=PersonFactory(), now=NOON)
    assert Action.objects.get().checker == successor


def test_nobody_comes_to_check_what_they_do(action):
    with pytest.raises(CannotTakeOver, match="nobody checks what they do"):
        hand_over(person=action.owner, successors={"action_log.owned": action.checker}, by=PersonFactory(), now=NOON)


def test_nobody_comes_to_check_what_they_handed_in_before_it_was_handed_over(action):
    hand_in(action)
    successor, other = action.owner, PersonFactory()
    Action.objects.filter(pk=action.pk).update(owner=other)
    with pytest.raises(CannotTakeOver, match="owns or did"):
        hand_over(person=action.checker, successors={"action_log.checked": successor}, by=PersonFactory(), now=NOON)
