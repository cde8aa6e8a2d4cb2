"""What pages show and take, beyond who may open them."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boundaries.competency import teams_page
from boundaries.competency.enums import EvidenceKind
from boundaries.models import CompetencyEvidence, CompetencyVersion
from tests.factories.competency import DAY, competent, record
from tests.factories.people import PersonFactory
from workforce_assurance.people import queries as people

MATRIX = "/competency/matrix/"


def today():
    return people.zone() and people.today(now=_now())


def _now():
    from django.utils import timezone

    return timezone.now()


@pytest.fixture
def live(competency):
    """Pages read the clock, so that evidence of theirs is of the days before it."""
    competency.today = today()
    competency.now = _now()
    return competency


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def add(live, **more):
    person = PersonFactory(team=live.team, supervisor=live.supervisor, **more)
    competent(person, live.supervisor, on=live.today - 2 * DAY, now=live.now)
    return person


@pytest.mark.parametrize("page", [MATRIX, f"{MATRIX}?state=not_yet", f"{MATRIX}competency.csv", "/competency/teams/"])
def test_a_list_asks_as_much_at_three_rows_as_at_one(live, no_banners, page):
    found = []
    for number in (1, 2):
        for _ in range(number):
            add(live)
        found.append(queries(live.client("manager"), page))
    assert found[0] == found[1]


def test_a_persons_page_asks_as_much_for_three_pieces_as_for_one(live, no_banners):
    found = []
    address = reverse("competency:person", args=[live.worker.pk])
    for number in (1, 2):
        for _ in range(number):
            record(live.worker, live.supervisor, took_place_on=live.today - DAY, now=live.now)
        found.append(queries(live.client("supervisor"), address))
    assert found[0] == found[1]


def test_the_matrix_says_in_words_and_shapes_where_each_stands(live):
    add(live, full_name="Kim Whole")
    competent(live.worker, live.supervisor, on=live.today - 340 * DAY, now=live.now)
    page = live.client("supervisor").get(MATRIX).text
    assert ("Competent until" in page, "Runs out" in page, "Not yet" in page) == (True, True, True)
    assert ('tone-done"><svg' in page, 'tone-due_soon"><svg' in page) == (True, True)


def test_the_matrix_is_narrowed_to_what_runs_out_and_to_a_team(live):
    add(live, full_name="Kim Whole")
    competent(live.worker, live.supervisor, on=live.today - 340 * DAY, now=live.now)
    client = live.client("supervisor")
    page = client.get(MATRIX, {"state": "runs_out", "team": str(live.team.pk)}).text
    assert (live.worker.full_name in page, "Kim Whole" in page) == (True, False)
    assert "Choose one of the answers on the list." in client.get(MATRIX, {"team": str(uuid.uuid4())}).text


def test_the_file_of_the_matrix_holds_what_its_page_shows(live):
    person = add(live, full_name="Kim Whole", reference="KW1")
    lines = live.client("supervisor").get(f"{MATRIX}competency.csv").content.decode("utf-8-sig").splitlines()
    until = live.today - 2 * DAY
    row = next(line for line in lines if line.startswith("KW1"))
    assert row.startswith(f"KW1,Kim Whole,{live.team.name},Competent,{until.year + 1}")
    assert person.email not in "".join(lines)


def test_everybody_sees_their_own_and_records_nothing_there(live):
    record(live.worker, live.supervisor, took_place_on=live.today - DAY, now=live.now)
    page = live.client("worker").get("/competency/").text
    assert ("Observed practice" in page, "Record evidence" in page, "Withdraw" in page) == (True, False, False)


def said(live, **changes):
    return {
        "skill": "de_escalation", "kind": "observed", "extent": "whole", "took_place_on": live.today.isoformat(),
        "check_passed": "yes", "observed_by": str(live.supervisor.pk), "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000000",
        **changes,
    }  # fmt: skip


def test_evidence_is_recorded_by_page_once_however_often_the_form_is_sent(live):
    client, address = live.client("supervisor"), reverse("competency:record", args=[live.worker.pk])
    for _ in range(2):
        assert client.post(address, said(live)).status_code == 302
    found = CompetencyEvidence.objects.get()
    assert (found.person, found.recorded_by, found.check_passed) == (live.worker, live.supervisor, True)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"observed_by": ""}, "Say who observed it."),
        ({"took_place_on": "2099-01-01"}, "Give today or a day before."),
        ({"skill": "juggling"}, "Choose one of the answers on the list."),
    ],
)
def test_what_cannot_be_recorded_is_said_at_its_question(live, changes, why):
    address = reverse("competency:record", args=[live.worker.pk])
    assert why in live.client("supervisor").post(address, said(live, **changes)).text
    assert not CompetencyEvidence.objects.exists()


def test_the_person_themselves_is_not_offered_as_the_observer(live):
    address = reverse("competency:record", args=[live.worker.pk])
    answered = live.client("supervisor").post(address, said(live, observed_by=str(live.worker.pk)))
    assert "Choose one of the answers on the list." in answered.text


def test_evidence_is_withdrawn_by_page_with_its_reason(live):
    found = record(live.worker, live.supervisor, took_place_on=live.today - DAY, now=live.now)
    address = reverse("competency:withdraw", args=[found.pk])
    page = live.client("supervisor").post(address, {"because": "twice"}, follow=True).text
    assert ("It is withdrawn." in page, "It was recorded twice" in page) == (True, True)


def test_the_policy_is_drafted_changed_and_published_by_page(live):
    client = live.client("administrator")
    client.post(reverse("competency:draft"))
    client.post(reverse("competency:skill_new"), {"label": "Lone visits", "about": "Going alone."})
    need = {"job_title": "", "kind": "e_learning", "lasts_months": "12", "late_days": "0"}
    client.post(reverse("competency:need_new", args=["lone_visits"]), need)
    refused = client.post(reverse("competency:publish"), follow=True).text
    assert "E-learning alone never reaches competent. Add a kind" in refused
    client.post(reverse("competency:need_new", args=["lone_visits"]), need | {"kind": "observed"})
    client.post(reverse("competency:publish"))
    skills = CompetencyVersion.objects.published().get().skills.values_list("code", flat=True)
    assert list(skills) == ["de_escalation", "keeping_boundaries", "lone_visits"]


def test_a_part_is_taken_out_of_the_draft_and_the_draft_thrown_away(live):
    client = live.client("administrator")
    client.post(reverse("competency:draft"))
    draft = CompetencyVersion.objects.drafts().get()
    need = draft.skills.first().needs.first()
    client.post(reverse("competency:need_out", args=[need.pk]))
    client.post(reverse("competency:skill_out", args=["keeping_boundaries"]))
    assert list(draft.skills.values_list("code", "needs__kind")) == [
        ("de_escalation", "observed"), ("de_escalation", "role_play"),
    ]  # fmt: skip
    client.post(reverse("competency:discard"))
    assert not CompetencyVersion.objects.drafts().exists()


# Counts of teams.


def counts(live):
    return {row[1]: row[2:] for row in teams_page.page(live.manager, today=live.today)["rows"]}


def test_a_group_of_fewer_than_ten_shows_nothing(live):
    here = people.memberships(on=live.today).filter(team=live.team).count()
    for _ in range(9 - here):
        add(live)
    assert counts(live)["De-escalation"] == ["Suppressed", "Suppressed"]


def test_a_larger_group_shows_counts_and_no_small_one_by_subtraction(live):
    here = people.memberships(on=live.today).filter(team=live.team).count()
    for _ in range(20 - here):
        add(live)
    # Of twenty, the few who are not there yet follow from nothing that is shown.
    assert here < people.smallest_group_for(live.manager)
    assert "Suppressed" in counts(live)["De-escalation"]
    for _ in range(6):
        PersonFactory(team=live.team, supervisor=live.supervisor)
    assert counts(live)["De-escalation"] == ["26", str(20 - here)]


def test_a_role_opens_nobodys_page(live):
    record(live.worker, live.supervisor, kind=EvidenceKind.OBSERVED, took_place_on=live.today - DAY, now=live.now)
    address = reverse("competency:person", args=[live.worker.pk])
    who = ("worker", "supervisor", "manager", "lead", "governance", "administrator", "peer")
    assert [one for one in who if live.client(one).get(address).status_code == 200] == [
        "worker", "supervisor", "manager", "lead",
    ]  # fmt: skip
