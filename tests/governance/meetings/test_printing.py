"""An agenda or minutes on paper, for those who may see the meeting."""

import pytest
from django.template.loader import render_to_string

from governance.meetings.printing import paper_of
from tests.factories.meetings import close, decide, held, item_of
from tests.factories.supervision import NOON


@pytest.fixture
def minutes(house):
    meeting = held(house.governance, house.manager)
    decide(item_of(meeting), house.governance, owner=house.manager)
    return close(meeting, house.governance)


def test_minutes_say_what_was_decided_by_whom_and_until_when(house, minutes):
    paper = paper_of(house.manager, {"meeting": str(minutes.pk)}, NOON)
    html = render_to_string(paper.template, paper.context | {"title": paper.title})
    assert (paper.title, "Morgan Hale, by Wed 31 Mar 2027" in html, "Two debriefs asked for it" in html) == (
        f"Minutes {minutes.reference}", True, True,
    )  # fmt: skip


@pytest.mark.parametrize("key", ["", "nonsense", "7c9ebd9e-3b25-4b7c-8c5d-000000000000"])
def test_of_no_meeting_it_says_that_there_is_none(house, key):
    assert paper_of(house.manager, {"meeting": key}, NOON).context["meeting"] is None


def test_of_a_meeting_of_others_it_says_that_there_is_none(house, minutes):
    assert paper_of(house.worker, {"meeting": str(minutes.pk)}, NOON).context["meeting"] is None
