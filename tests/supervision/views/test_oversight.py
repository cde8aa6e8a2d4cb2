"""Oversight: coverage, spans, repeated cancelling and the supervision of supervisors, for managers and governance."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.commands import watch_coverage
from tests.factories.people import PersonFactory, RoleGrantFactory, SupervisionLineFactory, TeamFactory
from tests.factories.supervision import NOON, SessionFactory, publish
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Organisation, Person

HUB = "/supervision/oversight/"
DUE = f"{HUB}due/"
COVERAGE, SUPERVISORS, CANCELLING = f"{HUB}coverage/", f"{HUB}supervisors/", f"{HUB}cancelling/"


@pytest.fixture
def covered(house):
    """The same house with a policy for everybody, and nobody else who receives supervision."""
    publish(now=NOON - timedelta(days=60))
    for name in ("governance", "administrator"):
        Person.objects.filter(pk=getattr(house, name).pk).update(receives_supervision=False)
    return house


def missing(client, query=""):
    return [(row.worker.full_name, row.missing) for row in client.get(COVERAGE + query).context["rows"]]


def cancelled(house, side, days_ago, **more):
    at = NOON - timedelta(days=days_ago)
    return SessionFactory(
        **{"worker": house.worker, "supervisor": house.supervisor, "team": house.team, **more},
        due_on=at.date(), state="cancelled", side=side, reason="sickness", closed_at=at, closed_by=house.supervisor,
    )  # fmt: skip


def test_coverage_lists_who_lacks_a_supervisor_or_a_policy(house):
    publish(name="Of the team", team_id=house.team.pk)
    PersonFactory(full_name="Amara Njie", team=house.team)
    outside = PersonFactory(full_name="Li Chen", supervisor=house.supervisor, manager=house.manager)
    PersonFactory(full_name="Tom Weiss", manager=house.manager)
    client = house.client("manager")
    assert missing(client) == [
        ("Amara Njie", "No supervisor"),
        ("Li Chen", "No cadence policy"),
        ("Tom Weiss", "No supervisor and no cadence policy"),
    ]
    assert missing(client, "?missing=policy&name=li") == [("Li Chen", "No cadence policy")]
    publish(name="For one", person_id=outside.pk)
    assert missing(client, "?missing=policy") == [("Tom Weiss", "No supervisor and no cadence policy")]


@pytest.mark.parametrize("reach", ["organisation", "service", "role"])
def test_a_policy_of_any_reach_covers(house, reach):
    Person.objects.filter(pk=house.worker.pk).update(job_title="Support Worker")
    terms = {
        "organisation": {},
        "service": {"service_id": house.team.service_id},
        "role": {"job_title": "support worker"},
    }
    assert missing(house.client("manager")) == [("Sam Okoro", "No cadence policy")]
    publish(**terms[reach])
    assert missing(house.client("manager")) == []


def test_a_supervisor_who_has_left_is_no_supervisor(covered):
    Person.objects.filter(pk=covered.supervisor.pk).update(left_on=NOON.date() - timedelta(days=1))
    assert missing(covered.client("manager")) == [("Sam Okoro", "No supervisor")]


def test_the_file_of_coverage_says_the_same(covered):
    PersonFactory(full_name="=Li Chen", team=covered.team, job_title="Nurse")
    lines = (
        covered.client("manager").get(f"{HUB}coverage.csv?missing=supervisor").content.decode("utf-8-sig").split("\r\n")
    )
    assert lines[1:] == [f"'=Li Chen,Nurse,Harbour outreach,{covered.team.service.name},no,yes,", ""]


def test_coverage_says_until_when_to_arrange_it(covered):
    PersonFactory(team=covered.team)
    watch_coverage(now=NOON - timedelta(days=14))
    PersonFactory(full_name="Zoe New", team=covered.team)
    statuses = [row.status.words for row in covered.client("manager").get(COVERAGE).context["rows"]]
    assert statuses == ["7 days past its date", "New"]


@pytest.mark.parametrize(
    ("who", "sees"), [("administrator", True), ("manager", True), ("governance", False), ("worker", False)]
)
def test_today_asks_administrators_and_managers_to_arrange_it(covered, who, sees):
    PersonFactory(team=covered.team)
    page = covered.client(who).get("/").content.decode()
    assert ("1 worker without a supervisor" in page) is sees
    assert ("/supervision/oversight/coverage/?missing=supervisor" in page) is sees


def test_today_says_nothing_when_everybody_is_covered(covered):
    assert "Supervision to arrange" not in covered.client("administrator").get("/").content.decode()


def supervisors(client, query=""):
    return [
        (row.person.full_name, row.span, row.is_above, row.own)
        for row in client.get(SUPERVISORS + query).context["rows"]
    ]


def test_a_supervisor_with_more_workers_than_set_is_marked(covered):
    Organisation.objects.update(largest_span=2)
    lead = PersonFactory(full_name="Ada Brook", team=covered.team, receives_supervision=True)
    SupervisionLineFactory(worker=lead, supervisor=covered.manager)
    for _ in range(3):
        PersonFactory(team=covered.team, supervisor=lead)
    # Whoever has left is nobody's burden any more.
    PersonFactory(team=covered.team, supervisor=lead, left_on=date(2027, 2, 1))
    client = covered.client("manager")
    ada, sasha = ("Ada Brook", "3 workers", True, "Morgan Hale"), ("Sasha Reed", "1 worker", False, "None yet")
    assert supervisors(client) == [ada, sasha]
    assert supervisors(client, "?shown=above") == [ada]
    assert supervisors(client, "?shown=alone") == [sasha]
    lines = client.get(f"{HUB}supervisors.csv?shown=above").content.decode("utf-8-sig").splitlines()
    assert lines[1:] == ["Ada Brook,Harbour outreach,3,yes,Morgan Hale,Nothing planned yet,None yet"]


def test_a_supervisor_s_own_session_past_its_date_is_seen_apart(covered):
    lead = PersonFactory(full_name="Ada Brook", team=covered.team)
    SupervisionLineFactory(worker=lead, supervisor=covered.manager)
    PersonFactory(team=covered.team, supervisor=lead)
    SessionFactory(worker=lead, supervisor=covered.manager, due_on=date(2027, 2, 22))
    client = covered.client("manager")
    page = client.get(f"{SUPERVISORS}?shown=late").context["rows"]
    assert [(row.person.full_name, row.next.words) for row in page] == [("Ada Brook", "7 days past its date")]
    lines = {line.label: line.status for line in client.get(HUB).context["lines"]}
    assert lines["Supervisors whose own session is past its date"] == "1"


def due(client, query=""):
    rows = client.get(DUE + query).context["rows"]
    return [(worker.text, due.text, status.text) for worker, _team, _supervisor, status, due, _last in rows]


@pytest.fixture
def three_due(covered):
    """One session past its date, one due in a week, and a worker with nothing planned, in another team."""
    SessionFactory(worker=covered.worker, supervisor=covered.supervisor, due_on=date(2027, 2, 22))
    soon = PersonFactory(full_name="Ada Brook", team=covered.team, supervisor=covered.supervisor)
    SessionFactory(worker=soon, supervisor=covered.supervisor, due_on=date(2027, 3, 8))
    elsewhere = TeamFactory(name="Quay", manager=covered.manager)
    PersonFactory(full_name="Tom Weiss", team=elsewhere)
    return covered


LATE_ONE = ("Sam Okoro", "Mon 22 Feb 2027", "7 days past its date")
SOON_ONE = ("Ada Brook", "Mon 8 Mar 2027", "Due in 7 days")
NO_ONE_YET = ("Tom Weiss", "None yet", "No supervisor yet")


@pytest.mark.parametrize("who", ["manager", "governance"])
def test_whoever_answers_for_them_sees_who_is_due_when(three_due, who):
    assert due(three_due.client(who)) == [NO_ONE_YET, LATE_ONE, SOON_ONE]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?shown=late", [LATE_ONE]),
        ("?shown=none", [NO_ONE_YET]),
        ("?days=7", [LATE_ONE, SOON_ONE]),
        ("?days=6", [LATE_ONE]),
        ("?place=quay", [NO_ONE_YET]),
        ("?place=harbour&days=30&name=ada", [SOON_ONE]),
    ],
)
def test_the_list_is_narrowed_by_its_address(three_due, query, found):
    assert due(three_due.client("manager"), query) == found


def test_the_file_of_who_is_due_says_the_same(three_due):
    lines = three_due.client("manager").get(f"{HUB}due.csv?shown=late").content.decode("utf-8-sig").splitlines()
    service = three_due.team.service.name
    assert lines[1].startswith(f"Sam Okoro,Harbour outreach,{service},Sasha Reed,2027-02-22,")
    assert len(lines) == 2


def test_setting_up_is_no_reason_to_see_dates(three_due):
    RoleGrantFactory(person=three_due.administrator, role=Role.GOVERNANCE_LEAD, service=TeamFactory().service)
    assert due(three_due.client("administrator")) == []


def test_the_share_of_supervisors_is_of_their_own_sessions_alone(covered):
    for n in range(6):
        more = {"held": True} if n < 5 else {"missed": True}
        SessionFactory(worker=covered.supervisor, supervisor=covered.manager, due_on=date(2027, 1, 4 + n), **more)
        SessionFactory(worker=covered.worker, supervisor=covered.supervisor, missed=True, due_on=date(2027, 1, 4 + n))
    share = covered.client("manager").get(SUPERVISORS).context["share"]
    assert (share["percent"], share["counts"]) == ("83 %", "5 of 6 sessions; 95 % interval 44 to 97\u00a0%")


def test_a_small_share_is_suppressed(covered):
    SessionFactory(worker=covered.supervisor, supervisor=covered.manager, held=True, due_on=date(2027, 1, 4))
    assert covered.client("manager").get(SUPERVISORS).context["share"] == {"percent": "Suppressed"}


def rows_of(client, query=""):
    return [(row.worker, row.side, row.times, row.days) for row in client.get(CANCELLING + query).context["rows"]]


def test_three_times_by_the_same_side_in_180_days_are_shown_with_their_dates(covered):
    for days in (10, 40, 70):
        cancelled(covered, "supervisor", days)
    for days in (20, 50):
        cancelled(covered, "worker", days)
    cancelled(covered, "worker", 181)
    client = covered.client("manager")
    found = [("Sam Okoro", "The supervisor", 3, "Fri 19 Feb 2027, Wed 20 Jan 2027, Mon 21 Dec 2026")]
    assert rows_of(client) == found
    assert rows_of(client, "?side=worker") == []
    assert "ickness" not in client.get(CANCELLING).content.decode()


def test_the_file_of_cancelling_says_the_same(covered):
    for days in (10, 40, 70):
        cancelled(covered, "supervisor", days)
    lines = covered.client("manager").get(f"{HUB}cancelling.csv?side=supervisor").content.decode("utf-8-sig")
    assert lines.splitlines()[1:] == [
        "Sam Okoro,Sasha Reed,The supervisor,3,2027-02-19; 2027-01-20; 2026-12-21",
    ]


def test_cancelling_is_counted_for_each_pair(covered):
    another = PersonFactory(team=covered.team)
    for days in (10, 40):
        cancelled(covered, "service", days)
    cancelled(covered, "service", 70, supervisor=another)
    assert rows_of(covered.client("manager")) == []


def test_cancelling_stands_by_name_and_never_by_how_often(covered):
    ada = PersonFactory(full_name="Ada Brook", team=covered.team)
    for days in range(10, 50, 10):
        cancelled(covered, "service", days)
    for days in range(11, 41, 10):
        cancelled(covered, "service", days, worker=ada)
    assert [row[0] for row in rows_of(covered.client("manager"))] == ["Ada Brook", "Sam Okoro"]


@pytest.mark.parametrize("who", ["worker", "supervisor", "peer", "stranger", "governance", "administrator"])
def test_who_cancelled_is_for_their_managers_alone(covered, who):
    assert covered.client(who).get(CANCELLING).status_code == 404


def test_a_manager_elsewhere_sees_none_of_it(covered):
    for days in (10, 40, 70):
        cancelled(covered, "supervisor", days)
    other = PersonFactory(receives_supervision=False)
    team = TeamFactory(manager=other)
    PersonFactory(full_name="Elsewhere", team=team)
    client = covered.client(other)
    assert rows_of(client) == []
    assert missing(client) == [("Elsewhere", "No supervisor")]
    assert supervisors(client) == []


def test_the_page_of_oversight_counts_what_its_lists_hold(covered):
    PersonFactory(team=covered.team)
    for days in (10, 40, 70):
        cancelled(covered, "supervisor", days)
    lines = {line.label: line.status for line in covered.client("manager").get(HUB).context["lines"]}
    assert lines == {
        "Workers without a supervisor": "1",
        "Workers reached by no cadence policy": "None",
        "Supervisors with more than 10 workers": "None",
        "Supervisors without supervision of their own": "1",
        "Supervisors whose own session is past its date": "None",
        "Sessions that are cancelled again and again": "1",
    }


def test_an_administrator_sees_coverage_there_and_nothing_else(covered):
    lines = [line.label for line in covered.client("administrator").get(HUB).context["lines"]]
    assert lines == ["Workers without a supervisor", "Workers reached by no cadence policy"]


@pytest.mark.parametrize("address", [HUB, DUE, COVERAGE, SUPERVISORS, CANCELLING, f"{CANCELLING}?side=worker"])
def test_one_row_and_three_cost_the_same(covered, address):
    client = covered.client("manager")
    client.get("/")
    counts = []
    for _ in range(3):
        worker = PersonFactory(team=covered.team)
        lead = PersonFactory(team=covered.team, receives_supervision=False)
        SupervisionLineFactory(worker=PersonFactory(team=covered.team), supervisor=lead)
        for days in (10, 40, 70):
            cancelled(covered, "worker", days, worker=worker)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 15


@pytest.mark.parametrize(
    "query", ["?missing=x", "?page=-1", "?name=%F0%9F%92%A9", "?shown=x&side=y", "?days=-1", "?days=9999999999"]
)
def test_an_address_that_makes_no_sense_breaks_nothing(covered, query):
    client = covered.client("manager")
    assert [client.get(page + query).status_code for page in (HUB, DUE, COVERAGE, SUPERVISORS, CANCELLING)] == [200] * 5


def test_dates_are_those_of_the_organisation(covered):
    for days in (10, 40):
        cancelled(covered, "worker", days)
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    SessionFactory(
        worker=covered.worker, supervisor=covered.supervisor, due_on=late.date(), state="cancelled", side="worker",
        reason="leave", closed_at=NOON - timedelta(hours=1), closed_by=covered.supervisor,
    )  # fmt: skip
    assert rows_of(covered.client("manager"))[0][3].startswith("Mon 1 Mar 2027")
