"""Policies: the list in set-up, who is asked to change what hinders, and in how many debriefs each helped or hindered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debriefs.commands import add_policy, change_policy, hold_debrief, name_policies
from debriefs.exceptions import CannotBeHandedTo
from debriefs.models import GuidancePolicy
from debriefs.policy_counts import ORGANISATION, policy_counts, years_over
from tests.factories.debriefs import NOON, log
from tests.factories.people import PersonFactory, TeamFactory
from workforce_assurance.action_log.commands import Agreed, cancel_action, open_action
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.disclosure import Hidden
from workforce_assurance.people.charges import CHARGES
from workforce_assurance.people.queries import zone

LAST_HALF = datetime(2026, 10, 5, 12, tzinfo=UTC)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def policy(catalogue):
    found = GuidancePolicy.objects.get(name="Lone working")
    return change_policy(
        policy=found, name=found.name, owner=catalogue.supervisor, in_use=True, by=catalogue.administrator, now=NOON
    )


def mentioned(catalogue, policy, effect, *, team=None, at=NOON):
    """A learning debrief that was held then and said so."""
    team = team or catalogue.team
    incident = log(catalogue.worker, team, now=at)
    debrief = incident.debriefs.get(strand="learning")
    held = hold_debrief(debrief=debrief, held_at=at, head_count=4, by=catalogue.manager, now=at)
    return name_policies(debrief=held, said={policy.pk: effect}, by=catalogue.manager, now=at)


def change_task(catalogue, policy, now=NOON):
    agreed = Agreed(
        title="Say who is told when", kind="corrective", strength="policy", owner=catalogue.supervisor,
        due_on=now.date() + timedelta(days=30), checker=catalogue.manager, source_kind="debriefs.policy",
        source_id=policy.pk,
    )  # fmt: skip
    return open_action(agreed=agreed, by=catalogue.manager, now=now)


def test_an_administrator_adds_a_policy_with_its_owner(catalogue):
    client = catalogue.client("administrator")
    page = client.post("/set-up/policies/new/", {"name": "Home visits", "owner": catalogue.supervisor.pk}, follow=True)
    assert "Home visits is on the list." in text(page)
    assert GuidancePolicy.objects.get(name="Home visits").owner == catalogue.supervisor
    last = TrailEntry.objects.order_by("pk").last()
    assert (last.action, last.facts) == (
        "policy added",
        {"owner": str(catalogue.supervisor.pk), "in_use": True},
    )


def test_a_retired_policy_keeps_what_was_said_and_is_asked_for_no_more(catalogue, policy):
    debrief = mentioned(catalogue, policy, "hindered")
    page = f"/set-up/policies/{policy.pk}/"
    catalogue.client("administrator").post(page, {"name": "Working alone", "owner": "", "in_use": "no"})
    assert list(debrief.policies.values_list("policy__name", "effect")) == [("Working alone", "hindered")]
    asked = text(catalogue.client("manager").get(f"/incidents/{debrief.incident_id}/debriefs/{debrief.pk}/policies/"))
    assert ("Working alone" in asked, "De-escalation" in asked) == (False, True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "De-escalation"}, "name"),
        ({"name": ""}, "name"),
        ({"owner": "x"}, "owner"),
        ({"in_use": "x"}, "in_use"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(catalogue, policy, changes, field):
    given = {"name": "Lone working", "owner": "", "in_use": "yes"} | changes
    page = text(catalogue.client("administrator").post(f"/set-up/policies/{policy.pk}/", given))
    assert f'href="#id_{field}' in page


def test_its_owner_is_asked_to_open_a_change_task_that_begins_with_them(catalogue, policy):
    mentioned(catalogue, policy, "hindered")
    asked = f"/actions/new/?from=debriefs.policy:{policy.pk}"
    today = text(catalogue.client("supervisor").get("/"))
    assert ("Policies of yours to look at" in today, asked in today) == (True, True)
    form = catalogue.client("manager").get(asked).context["form"]
    assert (form.initial["owner"], form.initial["strength"]) == (catalogue.supervisor, "policy")


def test_a_change_task_can_be_given_to_its_owner_who_is_in_nobodys_charge(catalogue, policy):
    far = PersonFactory(full_name="Far Away", receives_supervision=False)
    change_policy(policy=policy, name=policy.name, owner=far, in_use=True, by=catalogue.administrator, now=NOON)
    given = {"title": "Shorter", "owner": far.pk, "due_on": "2027-04-01", "kind": "corrective", "strength": "policy"}
    answer = catalogue.client("manager").post(f"/actions/new/?from=debriefs.policy:{policy.pk}", given, follow=True)
    assert "Opened for Far Away" in text(answer)


def test_what_waits_for_a_change_waits_until_a_task_is_open_and_again_after_the_next_mention(catalogue, policy):
    def waiting(now):
        return [each.name for each in GuidancePolicy.objects.waiting_for_a_change(now=now)]

    mentioned(catalogue, policy, "helped")
    assert waiting(NOON) == []
    mentioned(catalogue, policy, "missing")
    assert waiting(NOON) == ["Lone working"]
    task = change_task(catalogue, policy)
    assert waiting(NOON) == []
    later = NOON + timedelta(days=10)
    cancel_action(action=task, reason="not_needed", by=catalogue.manager, now=NOON + timedelta(days=1))
    assert waiting(later) == []
    mentioned(catalogue, policy, "hindered", at=later)
    assert waiting(later) == ["Lone working"]
    assert waiting(later + timedelta(days=366)) == []


def test_the_page_says_counts_by_place_and_who_changes_it(catalogue, policy):
    other = TeamFactory(name="Quay house", manager=catalogue.manager)
    for _ in range(6):
        mentioned(catalogue, policy, "hindered", at=LAST_HALF)
    for _ in range(5):
        mentioned(catalogue, policy, "hindered", team=other, at=LAST_HALF)
    mentioned(catalogue, GuidancePolicy.objects.get(name="De-escalation"), "helped", at=LAST_HALF)
    change_task(catalogue, policy)
    page = catalogue.client("governance").get("/incidents/policies/", {"period": "2026-01-01", "by": "teams"})
    shown = {row.policy.name: [" ".join(cell.words) for cell in row.cells] for row in page.context["rows"]}
    assert shown["Lone working"] == ["11 in the way", "6 in the way", "5 in the way"]
    assert shown["De-escalation"][1:] == ["<5 helped", "None"]
    assert ("Sasha Reed" in text(page), "Owned by Sasha Reed" in text(page)) == (True, True)


def test_a_manager_sees_their_teams_and_no_total_that_says_something_of_others(catalogue, policy):
    other = TeamFactory(name="Quay house", service=catalogue.team.service)
    for team in (catalogue.team, other):
        for _ in range(6):
            mentioned(catalogue, policy, "hindered", team=team, at=LAST_HALF)
    page = catalogue.client("manager").get("/incidents/policies/", {"period": "2026-01-01"})
    assert [where.label for where in page.context["columns"]] == ["Harbour outreach"]


def test_a_small_count_takes_another_with_it_on_the_page_and_in_the_file(catalogue, policy):
    other = TeamFactory(name="Quay house", service=catalogue.team.service)
    for team, number in ((catalogue.team, 7), (other, 2)):
        for _ in range(number):
            mentioned(catalogue, policy, "hindered", team=team, at=LAST_HALF)
    found = policy_counts(since=date(2026, 1, 1), zone=zone(), smallest=5)
    cells = [found.cell(policy.pk, "hindered", place) for place in (("team", other.pk), ("team", catalogue.team.pk))]
    assert cells == [Hidden.SMALL, Hidden.WITHHELD]
    assert found.cell(policy.pk, "hindered", ORGANISATION) == 9
    lines = text(catalogue.client("governance").get("/incidents/policies.csv?by=teams&period=2026-01-01")).splitlines()
    assert [line.split(",")[2:7] for line in lines if "Lone working" in line] == [
        ["organisation", "", "", "0", "9"],
        ["team", catalogue.team.service.name, "Harbour outreach", "0", "Suppressed"],
        ["team", catalogue.team.service.name, "Quay house", "0", "<5"],
    ]


def test_only_years_that_are_over_are_counted(catalogue):
    assert [f"{one:%Y-%m}" for one in years_over(today=NOON.date(), number=2)] == ["2026-01", "2025-01"]


@pytest.mark.parametrize("who", ["worker", "supervisor", "administrator", "stranger"])
def test_who_answers_for_no_team_finds_neither_page_nor_file(catalogue, who):
    for page in ("/incidents/policies/", "/incidents/policies.csv"):
        assert catalogue.client(who).get(page).status_code == 404


def test_the_page_asks_as_often_for_many_as_for_one(catalogue, policy, no_banners):
    client = catalogue.client("governance")

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get("/incidents/policies/?period=2026-01-01")
        return len(found)

    mentioned(catalogue, policy, "hindered", at=LAST_HALF)
    queries()
    one = queries()
    for name in ("De-escalation", "Medicines"):
        said = GuidancePolicy.objects.get(name=name)
        mentioned(catalogue, said, "missing", at=LAST_HALF)
        change_task(catalogue, said)
    assert queries() == one


def test_their_owner_finds_them_in_what_is_held_about_them(catalogue, policy):
    page = text(catalogue.client("supervisor").get("/my/data/"))
    assert "Policies that you own" in page


def test_policies_pass_to_a_successor(catalogue, policy):
    charge = CHARGES["debriefs.policies"]
    assert [held.text for held in charge.held(catalogue.supervisor, now=NOON)] == ["Lone working"]
    given = {"person": catalogue.supervisor, "successor": catalogue.manager, "leaves": True}
    assert charge.hand_over(**given, by=catalogue.administrator, now=NOON) == 1
    policy.refresh_from_db()
    assert policy.owner == catalogue.manager


def test_an_owner_who_left_is_refused(catalogue, policy):
    gone = PersonFactory(is_active=False)
    with pytest.raises(CannotBeHandedTo):
        add_policy(name="Keys", owner=gone, by=catalogue.administrator, now=NOON)
