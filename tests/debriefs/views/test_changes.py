"""Proposed system changes: whoever leads the learning debrief enters them in rows, and each is an action at once."""

import uuid
from datetime import timedelta

import pytest

from debriefs.commands import hold_debrief, lead_debrief, open_learning_record
from tests.factories.debriefs import NOON, log
from workforce_assurance.action_log.queries import actions_from
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value

DAY, ONCE = "2027-04-01", uuid.UUID(int=1)


@pytest.fixture
def learning(catalogue):
    debrief = log(catalogue.worker, catalogue.team).debriefs.get(strand="learning")
    lead_debrief(debrief=debrief, facilitator=catalogue.supervisor, by=catalogue.manager, now=NOON)
    return hold_debrief(debrief=debrief, held_at=NOON, head_count=4, by=catalogue.supervisor, now=NOON)


def address(debrief, page="changes/"):
    return f"/incidents/{debrief.incident_id}/debriefs/{debrief.pk}/{page}"


def text(answer):
    return answer.content.decode()


def row(number, by_default, **changes):
    given = {
        "title": f"Change {number}",
        "owner": by_default.pk,
        "due_on": DAY,
        "kind": "corrective",
        "strength": "system",
    }
    return {f"{name}_{number}": value for name, value in {**given, "theme": "", **changes}.items()}


def sent(*rows):
    found = {"once": ONCE}
    for one in rows:
        found |= one
    return found


def opened(debrief):
    rows = actions_from("debriefs.debrief", debrief.pk)
    return sorted((action.title, action.owner.full_name, action.checker.full_name) for action in rows)


def test_each_row_is_an_action_of_the_debrief_checked_by_whoever_manages_the_team(catalogue, learning):
    given = sent(row(0, catalogue.worker), row(2, catalogue.supervisor))
    answer = catalogue.client("supervisor").post(address(learning), given, follow=True)
    assert "2 actions opened." in text(answer)
    assert opened(learning) == [
        ("Change 0", "Sam Okoro", "Morgan Hale"),
        ("Change 2", "Sasha Reed", "Morgan Hale"),
    ]


def test_what_whoever_manages_the_team_owns_is_checked_by_somebody_else(catalogue, learning):
    catalogue.client("supervisor").post(address(learning), sent(row(0, catalogue.manager)))
    assert opened(learning) == [("Change 0", "Morgan Hale", "Sasha Reed")]


def test_one_form_sent_twice_opens_them_once(catalogue, learning):
    for _ in range(2):
        catalogue.client("supervisor").post(address(learning), sent(row(0, catalogue.worker)))
    assert len(opened(learning)) == 1


def test_one_that_is_refused_opens_none_and_is_said_in_its_row(catalogue, learning):
    given = sent(row(0, catalogue.worker), row(1, catalogue.worker, title="Call Jo Brown, born 3/4/1980"))
    page = text(catalogue.client("supervisor").post(address(learning), given))
    assert 'href="#id_title_1"' in page
    assert opened(learning) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": ""}, "due_on_0"),
        ({"due_on": "2027-02-01"}, "due_on_0"),
        ({"due_on": "9999-12-31"}, "due_on_0"),
        ({"kind": "x"}, "kind_0"),
        ({"strength": ""}, "strength_0"),
        ({"title": ""}, "title_0"),
        ({"title": "a\x00"}, "title_0"),
        ({"owner": "nobody"}, "owner_0"),
        ({"theme": "made up"}, "theme_0"),
    ],
)
def test_a_row_is_whole_or_says_what_is_missing(catalogue, learning, changes, field):
    page = text(catalogue.client("supervisor").post(address(learning), sent(row(0, catalogue.worker, **changes))))
    assert f'href="#id_{field}"' in page
    assert opened(learning) == []


def test_an_empty_form_asks_for_one(catalogue, learning):
    assert "Say in one line what has to change." in text(catalogue.client("supervisor").post(address(learning), sent()))


def test_what_the_record_says_is_not_asked_again(catalogue, learning):
    answer_the_fifth_question(catalogue, learning, "- Two people on the evening shift\n2. A second phone\n\nA lamp")
    client = catalogue.client("supervisor")
    client.post(address(learning), sent(row(0, catalogue.worker, title="A lamp")))
    page = text(client.get(address(learning)))
    assert ('value="Two people on the evening shift"' in page, 'value="A second phone"' in page) == (True, True)
    assert 'value="A lamp"' not in page
    assert TrailEntry.objects.filter(action="record.section_read", actor=catalogue.supervisor).exists()


def test_the_timeline_of_the_incident_shows_them_and_so_does_the_debrief(catalogue, learning):
    catalogue.client("supervisor").post(address(learning), sent(row(0, catalogue.worker)))
    assert "Action opened: Change 0" in text(catalogue.client("worker").get(f"/incidents/{learning.incident_id}/"))
    assert "Enter what has to change" in text(catalogue.client("supervisor").get(address(learning, "")))
    assert "Enter what has to change" not in text(catalogue.client("manager").get(address(learning, "")))


def test_before_it_was_held_nothing_is_opened(catalogue):
    debrief = log(catalogue.worker, catalogue.team).debriefs.get(strand="learning")
    lead_debrief(debrief=debrief, facilitator=catalogue.supervisor, by=catalogue.manager, now=NOON)
    page = text(catalogue.client("supervisor").post(address(debrief), sent(row(0, catalogue.worker))))
    assert "Record first that the debrief was held." in page


def test_only_who_leads_a_learning_debrief_finds_it(catalogue, learning):
    hot = learning.incident.debriefs.get(strand="hot")
    lead_debrief(debrief=hot, facilitator=catalogue.supervisor, by=catalogue.manager, now=NOON)
    assert catalogue.client("supervisor").get(address(hot)).status_code == 404
    for who in ("manager", "worker", "governance", "administrator"):
        assert catalogue.client(who).get(address(learning)).status_code == 404


def answer_the_fifth_question(catalogue, debrief, words):
    response = open_learning_record(debrief=debrief, by=catalogue.supervisor, now=NOON)
    section = asked_by(response.version_id).section("system_changes")
    values = {section.answered[0].key: Value(words=words)}
    records.save_section(
        response=response, section=section, values=values, revision=0, seen="", by=catalogue.supervisor,
        now=NOON + timedelta(minutes=1),
    )  # fmt: skip
