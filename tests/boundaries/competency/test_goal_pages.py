"""What the pages of coaching show and take: the log, one goal, and where goals come from."""

import uuid

import pytest
from django.urls import reverse

from boundaries.competency.enums import GOAL_PURPOSE
from boundaries.models import CoachingGoal, CoachingPrompt, Reobservation, Scenario
from tests.boundaries.competency.test_pages import live as live  # noqa: PLC0414 - the same people at the time of the clock
from tests.boundaries.competency.test_pages import queries
from tests.factories.boundaries import answer
from tests.factories.competency import DAY, goal, record, see_again
from tests.factories.standards import in_force
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.queries import response_for

LOG = "/competency/coaching/"


@pytest.fixture
def made(live):
    return goal(live.worker, live.supervisor, now=live.now)


def said(live, **changes):
    return {
        "skill": "de_escalation", "due_on": (live.today + 20 * DAY).isoformat(),
        "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000000", **changes,
    }  # fmt: skip


def seen(live, **changes):
    return {
        "outcome": "shown", "took_place_on": live.today.isoformat(), "observed_by": str(live.supervisor.pk), "next_on": "",
        "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000001", **changes,
    }  # fmt: skip


def address(name, record):
    return reverse(f"competency:{name}", args=[record.pk])


def test_a_goal_is_opened_by_page_once_and_leads_to_what_is_written(live):
    for _ in range(2):
        page = live.client("supervisor").post(address("goal_new", live.worker), said(live), follow=True).text
    found = CoachingGoal.objects.get()
    section = reverse("record_section", args=[response_for(GOAL_PURPOSE, found.pk).pk, "practise"])
    assert (found.person, found.cause, section in page) == (live.worker, "talk", True)


def test_its_person_reads_and_whoever_opened_it_writes_while_it_is_open(live, made):
    section = reverse("record_section", args=[response_for(GOAL_PURPOSE, made.pk).pk, "practise"])
    pages = [live.client(who).get(address("goal", made)).text for who in ("worker", "supervisor")]
    see_again(made, live.supervisor, now=live.now)
    pages.append(live.client("supervisor").get(address("goal", made)).text)
    assert [section in page for page in pages] == [False, True, False]


def test_what_cannot_be_opened_is_said_at_its_question(live):
    page = live.client("supervisor").post(address("goal_new", live.worker), said(live, due_on="2000-01-01")).text
    assert "Give a day after today, within a year." in page


def test_a_refresh_without_its_check_leads_to_a_goal_that_names_it(live):
    refresh = record(
        live.worker, live.supervisor, kind="role_play", is_refresh=True, check_passed=False,
        took_place_on=live.today - DAY, now=live.now,
    )  # fmt: skip
    way = f"{address('goal_new', live.worker)}?from=unchecked:{refresh.pk}"
    assert way in live.client("supervisor").get(address("person", live.worker)).text
    live.client("supervisor").post(way, said(live))
    assert CoachingGoal.objects.get().refresh == refresh


def test_a_scene_that_somebody_was_not_sure_of_leads_to_a_goal(live):
    in_force(live.governance)
    prompt = CoachingPrompt.objects.create(person=live.worker, scenario=Scenario.objects.first(), raised_at=live.now)
    way = f"{address('goal_new', live.worker)}?from=prompt:{prompt.pk}"
    assert way in live.client("supervisor").get(reverse("standards:prompts", args=[live.worker.pk])).text
    live.client("supervisor").post(way, said(live))
    assert CoachingGoal.objects.get().prompt == prompt


@pytest.mark.parametrize(
    "named", ["prompt", "prompt:x", "talk:1", "review:7c9ebd9e-3b25-4b7c-8c5d-000000000009", "juggling:1"]
)
def test_what_a_goal_cannot_come_from_is_not_there(live, named):
    found = live.client("supervisor").get(address("goal_new", live.worker), {"from": named})
    assert found.status_code == 404


def test_not_yet_shown_needs_another_day_and_keeps_what_was_typed(live, made):
    page = live.client("supervisor").post(address("seen_again", made), seen(live, outcome="not_yet"))
    assert ("Say by which day it is seen again." in page.text, live.today.isoformat() in page.text) == (True, True)
    assert not Reobservation.objects.answered().exists()


def test_what_was_seen_stands_on_the_page_of_the_goal(live, made):
    client = live.client("supervisor")
    again = (live.today + 9 * DAY).isoformat()
    client.post(address("seen_again", made), seen(live, outcome="not_yet", next_on=again))
    page = client.post(address("seen_again", made), seen(live, once=str(uuid.uuid4())), follow=True).text
    assert ("It is shown, and the goal is closed." in page, "Not yet shown" in page) == (True, True)
    assert "Record what was seen" not in page


def test_its_words_are_read_by_its_person_and_the_reading_leaves_a_row(live, made):
    answer(GOAL_PURPOSE, made.pk, by=live.supervisor, word="Say it once, then wait.", now=live.now)
    before = TrailEntry.objects.count()
    page = live.client("worker").get(address("goal", made)).text
    assert ("Say it once, then wait." in page, TrailEntry.objects.count() > before) == (True, True)


def test_a_manager_above_the_supervisor_reads_no_goal(live, made):
    client = live.client("manager")
    page = client.get(address("person", live.worker)).text
    assert (made.reference in page, client.get(address("goal", made)).status_code) == (False, 404)
    assert made.reference not in client.get(LOG).text


def test_the_log_shows_all_and_is_narrowed_to_what_is_open_or_was_seen(live, made):
    closed = goal(live.worker, live.supervisor, now=live.now)
    see_again(closed, live.supervisor, now=live.now)
    client = live.client("supervisor")
    pages = [client.get(LOG).text, client.get(LOG, {"state": "open"}).text, client.get(LOG, {"state": "closed"}).text]
    assert [made.reference in page for page in pages] == [True, True, False]
    assert [closed.reference in page for page in pages] == [True, False, True]


def test_the_log_says_what_is_past_its_date(live):
    goal(live.worker, live.supervisor, now=live.now - 40 * DAY)
    page = live.client("supervisor").get(LOG).text
    assert ("Past its date" in page, "late" in page.lower().replace("latest", "")) == (True, False)


@pytest.mark.parametrize("page", [LOG, "/competency/"])
def test_a_list_of_goals_asks_as_much_for_three_as_for_one(live, no_banners, page):
    found = []
    for number in (1, 2):
        for _ in range(number):
            goal(live.worker, live.supervisor, now=live.now)
        found.append(queries(live.client("supervisor" if page == LOG else "worker"), page))
    assert found[0] == found[1]


def test_today_leads_whoever_is_asked_to_what_is_to_be_seen_again(live):
    made = goal(live.worker, live.supervisor, now=live.now - 40 * DAY)
    page = live.client("supervisor").get("/").text
    assert ("Coaching goals to see again" in page, address("goal", made) in page) == (True, True)
