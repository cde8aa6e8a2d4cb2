"""What changed since somebody looked last: what came and what went stands first, and is called new until their day is over."""

from datetime import date, timedelta

import pytest

from governance.measures.registry import MEASURES
from governance.measures.standing import find_standings
from governance.models import MeasureStanding, MeasureVisit, ShownValue

from .conftest import SUMMER, store
from .test_pages import FALLEN, STEADY, page_of
from .test_pages import place as place  # noqa: PLC0414 - the same two services


def sentences(page):
    return page[page.index('class="changes"') : page.index("Every measure")] if 'class="changes"' in page else ""


def looks(place, time_machine, *, days):
    time_machine.move_to(SUMMER + timedelta(days=days), tick=False)
    return page_of(place, "governance")


def test_nothing_is_new_to_whoever_looks_for_the_first_time(place, time_machine):
    store("supervision.on_time", place.team, FALLEN)
    page = looks(place, time_machine, days=0)
    assert "lower than is usual" in sentences(page)
    assert "New:" not in page
    assert "since you looked" not in page


def test_a_signal_that_came_since_is_new_all_day_and_no_longer_the_next(place, time_machine):
    store("supervision.on_time", place.team, STEADY)
    looks(place, time_machine, days=0)
    store("debriefs.in_time", place.team, FALLEN, now=SUMMER + timedelta(days=1))
    assert [looks(place, time_machine, days=days).count("New:") for days in (2, 2, 3)] == [3, 3, 0]


def test_news_stands_before_a_concern_that_was_known(place, time_machine):
    store("supervision.on_time", place.team, FALLEN)
    looks(place, time_machine, days=0)
    store("debriefs.in_time", place.team, FALLEN, now=SUMMER + timedelta(days=1))
    found = sentences(looks(place, time_machine, days=2))
    assert found.index("Debriefs in time") < found.index("Supervision on time")


def test_what_is_over_is_said_once(place, time_machine):
    store("supervision.on_time", place.team, FALLEN)
    looks(place, time_machine, days=0)
    # The month that was out of the ordinary is counted anew.

    ShownValue.objects.filter(numerator=30).update(numerator=81)
    find_standings(measures=[MEASURES["supervision.on_time"]], now=SUMMER + timedelta(days=1))
    found = sentences(looks(place, time_machine, days=2))
    assert "ordinary month-to-month variation" in found
    assert "New:" in found
    assert not sentences(looks(place, time_machine, days=3))


def test_a_run_that_finds_the_same_writes_nothing(place):
    store("supervision.on_time", place.team, FALLEN)
    before = list(MeasureStanding.objects.values_list("pk", "since").order_by("pk"))
    find_standings(measures=[MEASURES["supervision.on_time"]], now=SUMMER + timedelta(days=1))
    assert list(MeasureStanding.objects.values_list("pk", "since").order_by("pk")) == before


def test_a_signal_that_goes_on_keeps_when_it_began(place):
    store("supervision.on_time", place.team, FALLEN)
    before = MeasureStanding.objects.get(team=place.team).since
    MeasureStanding.objects.update(words="Something else.")
    find_standings(measures=[MEASURES["supervision.on_time"]], now=SUMMER + timedelta(days=1))
    row = MeasureStanding.objects.get(team=place.team)
    assert (row.since, row.words != "Something else.") == (before, True)


@pytest.mark.parametrize(("hours", "writes"), [(1, 0), (24, 1)])
def test_a_look_is_written_once_a_day(place, time_machine, hours, writes):
    page_of(place, "governance")
    before = MeasureVisit.objects.get().began_at
    time_machine.move_to(SUMMER + timedelta(hours=hours), tick=False)
    page_of(place, "governance")
    assert (MeasureVisit.objects.get().began_at != before) is bool(writes)


def test_data_that_stops_is_said_and_is_no_signal(place):
    """The last month that is known was out of the ordinary, and half a year is missing since."""
    store("supervision.on_time", place.team, FALLEN, last=date(2026, 10, 1))
    page = page_of(place, "governance")
    assert "There is nothing after October 2026." in page
    assert not sentences(page)
