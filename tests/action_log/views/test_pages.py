"""One action by its pages: opened, done, checked, and what is said when something is wrong."""

from datetime import date, timedelta

import pytest

from tests.factories.action_log import NOON, done, hand_in, open_one
from tests.factories.people import PersonFactory
from tests.factories.supervision import SessionFactory
from workforce_assurance.action_log import commands, recurrence
from workforce_assurance.action_log.models import Action, LogSetting, ThemeList

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def action(house):
    return open_one(owner=house.worker, by=house.supervisor, theme="lone_working")


def typed(house, **changes):
    return {
        "title": "Fit alarm buttons", "owner": str(house.worker.pk), "due_on": "2027-03-15", "kind": "corrective",
        "strength": "system", "theme": "", "checker": "", **changes,
    }  # fmt: skip


def test_a_supervisor_opens_an_action(house):
    page = house.post("supervisor", "/actions/new/", typed(house))
    assert "Opened for Sam Okoro; Sasha Reed checks it." in page
    assert Action.objects.get().owner == house.worker


def test_a_form_that_is_sent_twice_makes_one_action(house):
    words = typed(house, once="7c3f1f0e-0000-4000-8000-000000000000")
    for who in ("supervisor", "supervisor", "manager"):
        assert "Opened for Sam Okoro" in house.post(who, "/actions/new/", words)
    assert Action.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "Ring about 943 476 5919"}, "This looks like an NHS number."),
        ({"title": ""}, "Fill in “What is to be done?”."),
        ({"due_on": "2027-02-01"}, "Choose Mon 1 Mar 2027 or a later day."),
        ({"due_on": "31/02/2027"}, "Enter a day that exists"),
        ({"owner": "nonsense"}, "Choose one of the people on the list."),
        ({"theme": "nonsense"}, "Choose one of the answers on the list."),
        ({"title": "a\x00b"}, "cannot be stored"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(house, changes, said):
    assert said in house.post("supervisor", "/actions/new/", typed(house, **changes))
    assert not Action.objects.exists()


def test_an_action_is_for_somebody_within_reach(house):
    stranger = PersonFactory()
    house.post("supervisor", "/actions/new/", typed(house, owner=str(stranger.pk)))
    assert not Action.objects.exists()


def test_a_worker_opens_none(house):
    assert house.client("worker").get("/actions/new/").status_code == 404


def test_an_action_comes_from_a_session_that_one_may_read(house):
    session = SessionFactory(worker=house.worker, supervisor=house.supervisor)
    url = f"/actions/new/?from=supervision.session:{session.pk}"
    assert url in house.get("supervisor", f"/supervision/{session.pk}/")
    assert url not in house.get("worker", f"/supervision/{session.pk}/")
    assert f"From Supervision session {session.reference}" in house.get("supervisor", url)
    page = house.post("supervisor", url, typed(house))
    assert f"/supervision/{session.pk}/" in page
    assert house.client("manager").get(url).status_code == 404
    for wrong in ("supervision.session:nonsense", "nobody.knows:" + str(session.pk)):
        assert house.client("supervisor").get(f"/actions/new/?from={wrong}").status_code == 404


def test_the_page_says_who_can_read_it_and_what_happened(house, action):
    page = house.get("worker", f"/actions/{action.pk}/")
    assert "Who can read this: its owner, whoever checks it" in page
    assert "Sasha Reed opened it, due by Mon 15 Mar 2027." in page


def test_done_checked_and_looked_at(house, action, time_machine, monkeypatch):
    url = f"/actions/{action.pk}/"
    assert "Started." in house.post("worker", f"{url}start/")
    words = {"kind": "system", "words": "Fitted in both rooms"}
    assert "Handed in. Sasha Reed checks it." in house.post("worker", f"{url}done/", words)
    assert "Fitted in both rooms" in house.get("supervisor", f"{url}check/")
    assert "the action is closed" in house.post("supervisor", f"{url}check/", {"found": "done"})
    assert "Whether it worked can be seen from" in house.post("worker", f"{url}look/", {"decision": "keep"})
    time_machine.move_to(NOON + 95 * DAY, tick=False)
    monkeypatch.setattr(recurrence, "COUNTED", {})
    assert "Not computable: nothing that is counted here is coded" in house.get("worker", f"{url}look/")
    twice = recurrence.Counted("practice.event", "events", lambda *_: 2)
    monkeypatch.setitem(recurrence.COUNTED, "practice.event", twice)
    assert "Not shown effective: “Working alone” came back fewer than 5 times in Harbour outreach." in house.get(
        "worker", f"{url}look/"
    )
    decided = house.post("worker", f"{url}look/", {"decision": "adapt"})
    assert ("Recorded: adapt it." in decided, "Open what follows" in decided) == (True, False)
    page = house.get("supervisor", url)
    assert (
        f"/actions/new/?from=action_log.action:{action.pk}" in page,
        "Adapt it: its theme came back, not shown effective" in page,
    ) == (True, True)


def test_the_page_and_today_say_that_the_theme_came_back(house, action, time_machine):
    done(action)
    time_machine.move_to(NOON + 30 * DAY, tick=False)
    day = (NOON + 29 * DAY).date()
    commands.theme_came_back(
        codes=["lone_working"], team_id=house.team.pk, happened_on=day, by=house.manager, now=NOON + 30 * DAY
    )
    page = house.get("worker", f"/actions/{action.pk}/")
    said = (
        "Its theme came back, seen on Wed 31 Mar 2027: to be looked at by",
        "Its theme came back; its owner was asked",
    )
    assert [words in page for words in said] == [True, True]
    assert house.manager.full_name not in page.split("What happened")[1].split("asked at once")[0]
    assert "Its theme came back" in house.get("worker", "/")
    assert "fewer than 5" not in page
    assert "from Tue 2 Mar 2027 to Wed 31 Mar 2027" in house.get("worker", f"/actions/{action.pk}/look/")


def test_what_is_not_done_goes_back(house, action):
    hand_in(action)
    url = f"/actions/{action.pk}/check/"
    assert "Answer “What is missing?”." in house.post("supervisor", url, {"found": "back"})
    back = {"found": "back", "because": "partly", "due_on": "2027-03-20"}
    assert "It goes back to Sam Okoro, to be done by Sat 20 Mar 2027." in house.post("supervisor", url, back)


@pytest.mark.parametrize(
    ("who", "path", "words", "said"),
    [
        ("worker", "extend", {"due_on": "2027-03-10", "reason": "larger"}, "Choose Tue 16 Mar 2027 or a later day."),
        ("worker", "extend", {"due_on": "2027-04-10", "reason": "larger"}, "Extended to Sat 10 Apr 2027."),
        ("supervisor", "cancel", {"reason": "duplicate"}, "The action is cancelled."),
        (
            "supervisor",
            "reopen",
            {"reason": "lapsed", "due_on": "2027-04-01"},
            "This action is open. Nothing was changed.",
        ),
        ("supervisor", "hand-over", {"to": "", "reason": "away"}, "Choose an answer to “Who does it from now on?”."),
        (
            "worker",
            "done",
            {"kind": "seen", "words": "Jane Doe 3/4/1987"},
            "This looks like a name with a date of birth.",
        ),
    ],
)
def test_each_form_does_it_or_says_why_not(house, action, who, path, words, said):
    assert said in house.post(who, f"/actions/{action.pk}/{path}/", words)


def test_an_action_and_its_check_are_handed_over(house, action):
    url = f"/actions/{action.pk}"
    words = {"to": str(house.peer.pk), "reason": "placed"}
    assert "Handed over to Kim Lee." in house.post("supervisor", f"{url}/hand-over/", words)
    words = {"to": str(house.worker.pk), "reason": "away"}
    assert "Sam Okoro checks it from now on." in house.post("supervisor", f"{url}/hand-over-check/", words)


def test_a_closed_action_is_opened_again(house, action):
    done(action)
    page = house.post("supervisor", f"/actions/{action.pk}/reopen/", {"reason": "lapsed", "due_on": "2027-04-01"})
    assert "Open again, for Sam Okoro." in page


def test_many_are_handed_over_in_one_form(house, action):
    second = open_one(owner=house.worker, by=house.peer)
    assert "Sam Okoro" in house.get("manager", "/actions/hand-over/")
    url = f"/actions/hand-over/?person={house.worker.pk}"
    page = house.get("manager", url)
    assert page.count(" checked") == 2
    chosen = {"action": [str(action.pk), str(second.pk)], "reason": "leaves"}
    refused = house.post("manager", url, chosen | {"to": str(house.peer.pk)})
    assert "Kim Lee checks this action." in refused
    assert "2 actions are handed over to Morgan Hale." in house.post(
        "manager", url, chosen | {"to": str(house.manager.pk)}
    )
    assert (
        "Choose at least one action."
        in house.post(
            "manager", f"/actions/hand-over/?person={house.worker.pk}", {"to": str(house.peer.pk), "reason": "leaves"}
        )
        or not Action.objects.filter(owner=house.worker).exists()
    )


def test_nobody_hands_over_for_people_who_are_not_theirs(house):
    stranger = PersonFactory()
    open_one(owner=stranger, title="Not theirs")
    assert "Not theirs" not in house.get("manager", f"/actions/hand-over/?person={stranger.pk}")


def test_an_administrator_sets_the_times(house):
    assert 'value="90"' in house.get("administrator", "/set-up/actions/")
    wrong = {"check_within_working_days": "0", "look_after_days": "60", "look_within_working_days": "5"}
    assert "Enter a whole number from 1 to 60." in house.post("administrator", "/set-up/actions/", wrong)
    house.post("administrator", "/set-up/actions/", wrong | {"check_within_working_days": "3"})
    assert LogSetting.objects.get().look_after_days == 60


def test_an_administrator_changes_the_themes(house):
    assert "Working alone" in house.get("administrator", "/set-up/themes/")
    page = house.post("administrator", "/set-up/themes/copy/")
    draft = ThemeList.objects.get(state="draft")
    assert "Change themes, version 2" in page
    url = f"/set-up/themes/{draft.pk}/edit/"
    assert "is no code" in house.post("administrator", url, {"code_0": "Not one", "label_0": "Keys"})
    house.post("administrator", url, {"code_0": "keys", "label_0": "Keys and doors"})
    assert "Published." in house.post("administrator", f"/set-up/themes/{draft.pk}/publish/")
    assert ThemeList.objects.get(state="published").themes.get().code == "keys"
    assert "This version is published." in house.post("administrator", url, {"code_0": "keys", "label_0": "Doors"})


def test_due_on_is_measured_by_the_first_date(house, action):
    house.post("worker", f"/actions/{action.pk}/extend/", {"due_on": "2027-04-10", "reason": "larger"})
    page = house.get("worker", f"/actions/{action.pk}/")
    assert "Sat 10 Apr 2027, at first Mon 15 Mar 2027" in page
    action.refresh_from_db()
    assert action.original_due_on == date(2027, 3, 15)
