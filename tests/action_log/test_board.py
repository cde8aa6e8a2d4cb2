"""The board of changes: what is done is put there by somebody else than its owner, without a name."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.action_log.views.conftest import house as house  # noqa: PLC0414 - the same people
from tests.factories.action_log import NOON, done, open_one
from tests.factories.people import PersonFactory
from workforce_assurance.action_log.commands import put_on_board, reopen_action, take_off_board
from workforce_assurance.action_log.exceptions import (
    ActionNotDone,
    NotOnTheBoard,
    OnTheBoardAlready,
    WordsNameAPerson,
)
from workforce_assurance.action_log.models import BoardLine
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.models import Organisation

pytestmark = pytest.mark.django_db
TITLE = "Put the alarm buttons where they can be reached"


def put(action, by, words=""):
    return put_on_board(action=action, words=words, by=by, now=NOON)


def of_house(house, **changes):
    return done(open_one(owner=house.worker, by=house.manager, **changes))


def test_the_title_stands_there_and_the_trail_says_who_put_it(house):
    action = of_house(house)
    put(action, house.manager)
    last = TrailEntry.objects.order_by("id").last()
    assert (BoardLine.objects.get().words, last.action, last.actor) == (TITLE, "action put on the board", house.manager)
    assert TITLE not in str(last.facts)


def test_other_words_stand_in_its_place(house):
    assert put(of_house(house), house.manager, " Alarm  buttons within reach ").words == "Alarm buttons within reach"


@pytest.mark.parametrize("words", ["Jane Roe 12/04/1980 is safe now"])
def test_words_that_look_like_somebody_are_refused(house, words):
    with pytest.raises(WordsNameAPerson):
        put(of_house(house), house.manager, words)


def test_what_is_not_done_or_stands_there_is_refused(house):
    with pytest.raises(ActionNotDone):
        put(open_one(owner=house.worker, by=house.manager), house.manager)
    action = of_house(house)
    put(action, house.manager)
    with pytest.raises(OnTheBoardAlready):
        put(action, house.manager)
    with pytest.raises(IntegrityError, match="action_log_boardline"):
        BoardLine.objects.create(action=action, words=TITLE, put_at=NOON, put_by=house.manager)


def test_it_is_taken_off_once(house):
    action = of_house(house)
    put(action, house.manager)
    take_off_board(action=action, by=house.manager, now=NOON)
    assert not BoardLine.objects.exists()
    with pytest.raises(NotOnTheBoard):
        take_off_board(action=action, by=house.manager, now=NOON)


def test_what_is_opened_again_stands_there_no_longer(house):
    action = of_house(house)
    put(action, house.manager)
    reopen_action(action=action, due_on=action.due_on, reason="came_back", by=house.manager, now=NOON)
    assert not BoardLine.objects.standing().exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("worker", False), ("supervisor", True), ("manager", True), ("governance", True), ("peer", False),
        ("administrator", False),
    ],
)  # fmt: skip
def test_whoever_answers_for_it_and_not_its_owner_puts_it_there(house, who, may):
    action = of_house(house)
    client = house.client(who)
    answer = client.post(f"/actions/{action.pk}/board/", {"words": ""})
    assert (answer.status_code, BoardLine.objects.exists()) == ((302, True) if may else (404, False))


def test_wrong_words_are_said_at_the_field(house):
    page = house.client("manager").post(f"/actions/{of_house(house).pk}/board/", {"words": "Jane Roe 12/04/1980"})
    assert "Error:" in page.content.decode()


def board(house, who="peer", asked=""):
    return house.client(who).get(f"/changes/{asked}").content.decode()


def test_everybody_reads_it_without_a_name(house):
    put(of_house(house, theme=""), house.manager)
    page = board(house)
    assert [word in page for word in (TITLE, "March 2027", "System change")] == [True, True, True]
    assert [word in page for word in (house.worker.full_name, house.team.name)] == [False, False]


@pytest.mark.parametrize(("smallest", "shown"), [(3, True), (20, False)])
def test_a_service_stands_there_when_it_points_at_nobody(house, smallest, shown):
    Organisation.objects.update(smallest_group=smallest)
    put(of_house(house), house.manager)
    cells = house.client("peer").get("/changes/changes.csv").content.decode()
    assert (house.team.service.name in cells, "The organisation" in cells) == (shown, not shown)


def test_filters_narrow_it_and_nothing_is_said_empty(house):
    assert "Changes stand here." in board(house)
    put(of_house(house), house.manager)
    assert TITLE in board(house, asked="?strength=system")
    assert "No change fits these filters." in board(house, asked="?strength=training")
    assert "Error:" in board(house, asked="?strength=made-up")


def test_it_costs_the_same_for_one_and_three(house):
    client = house.client("peer")

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get("/changes/")
        return len(found)

    put(of_house(house), house.manager)
    queries()
    one = queries()
    for _ in range(2):
        put(done(open_one(owner=PersonFactory(team=house.team), by=house.manager)), house.manager)
    assert queries() == one
