"""Lighter work for a while: proposed, answered, looked at, prolonged, ended, and over by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from debriefs.models import CaseloadAdjustment, CaseloadProlonging
from debriefs.support.carried import lighter_now
from debriefs.support.charges import caseload_held, pass_caseload, why_not_caseload
from debriefs.support.commands import (
    answer_adjustment,
    end_adjustment,
    lapse_adjustments,
    prolong_adjustment,
    review_adjustment,
)
from debriefs.support.enums import CaseloadKind, ProlongedBecause
from debriefs.support.exceptions import AdjustmentNotThatFar, CannotBeLightened, DaysDoNotFit
from debriefs.support.panels import caseload_to_review
from supervision.models import Uplift
from tests.factories.debriefs import NOON
from tests.factories.people import PersonFactory
from tests.factories.supervision import publish
from tests.factories.support import LATER, incident_of, lighter
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.carry_over import Opening

DAY = timedelta(days=1)
TODAY = NOON.date()


def text(answer):
    return answer.content.decode()


def agreed(house, **changes):
    row = lighter(house.worker, house.supervisor, **changes)
    answer_adjustment(adjustment=row, agrees=True, by=house.worker, now=LATER)
    row.refresh_from_db()
    return row


def prolong(row, **changes):
    said = {"ends_on": TODAY + 60 * DAY, "review_on": TODAY + 40 * DAY, "because": ProlongedBecause.STEPS}
    return prolong_adjustment(**{"adjustment": row, "by": row.agreed_by, "now": LATER, **said, **changes})


def test_it_holds_once_the_worker_says_yes_and_the_trail_says_neither_what_nor_which(house):
    row = lighter(house.worker, house.supervisor)
    assert not CaseloadAdjustment.objects.in_force(on=TODAY).exists()
    answer_adjustment(adjustment=row, agrees=True, by=house.worker, now=LATER)
    assert CaseloadAdjustment.objects.in_force(on=TODAY).get() == row
    days = {"from": "2027-03-01", "until": "2027-03-28"}
    entries = TrailEntry.objects.filter(subject_type="debriefs.caseload_adjustment").order_by("id")
    assert [(entry.action, entry.about_id, entry.facts) for entry in entries] == [
        ("caseload adjustment proposed", house.worker.pk, days),
        ("caseload adjustment answered", house.worker.pk, days),
    ]


def test_a_no_changes_nothing_and_is_said_once(house):
    row = lighter(house.worker, house.supervisor, session_within_days=7)
    assert answer_adjustment(adjustment=row, agrees=False, by=house.worker, now=LATER) is False
    with pytest.raises(AdjustmentNotThatFar):
        answer_adjustment(adjustment=row, agrees=True, by=house.worker, now=LATER)
    assert not Uplift.objects.exists()


def test_a_yes_plans_one_session_more_and_an_early_end_takes_it_back(house):
    publish()
    row = agreed(house, session_within_days=7)
    uplift = Uplift.objects.get()
    assert (uplift.worker, uplift.reason, uplift.within_days, uplift.cause_id) == (house.worker, "caseload", 7, row.pk)
    end_adjustment(adjustment=row, by=house.worker, now=LATER)
    uplift.refresh_from_db()
    assert uplift.withdrawn_by == house.worker


def test_a_session_that_cannot_be_planned_hinders_nothing(house):
    house.worker.receives_supervision = False
    house.worker.save()
    assert agreed(house, session_within_days=7).state == "agreed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"review_on": TODAY - DAY},
        {"review_on": TODAY + 28 * DAY},
        {"starts_on": TODAY - 9 * DAY, "review_on": TODAY - 5 * DAY, "ends_on": TODAY - DAY},
        {"ends_on": TODAY + 184 * DAY},
    ],
)
def test_days_that_do_not_fit_are_refused(house, wrong):
    with pytest.raises(DaysDoNotFit):
        lighter(house.worker, house.supervisor, **wrong)


def test_the_same_twice_oneself_and_somebody_gone_are_refused(house):
    lighter(house.worker, house.supervisor)
    lighter(house.worker, house.supervisor, kind=CaseloadKind.NOT_ALONE)
    for worker in (house.worker, house.supervisor, PersonFactory(is_active=False)):
        with pytest.raises(CannotBeLightened):
            lighter(worker, house.supervisor)


def test_it_is_prolonged_with_a_reason_and_looked_at_anew(house):
    row = agreed(house)
    review_adjustment(adjustment=row, by=house.supervisor, now=LATER)
    for wrong in ({"ends_on": row.ends_on}, {"review_on": TODAY + 61 * DAY}, {"ends_on": TODAY + 200 * DAY}):
        with pytest.raises(DaysDoNotFit):
            prolong(row, **wrong)
    prolong(row)
    row.refresh_from_db()
    assert (row.ends_on, row.review_on, row.reviewed_at) == (TODAY + 60 * DAY, TODAY + 40 * DAY, None)
    assert list(CaseloadProlonging.objects.values_list("ended_on", "ends_on", "because")) == [
        (TODAY + 27 * DAY, TODAY + 60 * DAY, "steps")
    ]


def test_what_is_over_is_prolonged_and_ended_no_more(house):
    row = agreed(house)
    end_adjustment(adjustment=row, by=house.supervisor, now=LATER)
    for change in (prolong, lambda row: end_adjustment(adjustment=row, by=house.supervisor, now=LATER)):
        with pytest.raises(AdjustmentNotThatFar):
            change(row)


def test_past_its_last_day_it_is_over_by_itself_and_once(house):
    row, waits = agreed(house), lighter(house.worker, house.supervisor, kind=CaseloadKind.NOT_ALONE)
    assert [lapse_adjustments(now=NOON + days * DAY) for days in (27, 28, 29)] == [0, 2, 0]
    row.refresh_from_db()
    waits.refresh_from_db()
    assert (row.state, waits.state, row.ended_at) == ("lapsed", "ended", NOON + 28 * DAY)
    actions = TrailEntry.objects.filter(action="caseload adjustment over").values_list("actor", flat=True)
    assert list(actions) == [None, None]


def test_whoever_agreed_it_is_asked_before_its_end_and_once_it_is_over(house):
    row = agreed(house)

    def asked(days):
        return caseload_to_review(house.supervisor, NOON + days * DAY).exists()

    assert [asked(days) for days in (13, 14)] == [False, True]
    review_adjustment(adjustment=row, by=house.supervisor, now=NOON + 14 * DAY)
    with pytest.raises(AdjustmentNotThatFar):
        review_adjustment(adjustment=row, by=house.supervisor, now=NOON + 14 * DAY)
    assert [asked(days) for days in (15, 20, 21)] == [False, False, True]
    assert not caseload_to_review(house.manager, NOON + 21 * DAY).exists()


def test_what_is_over_and_not_looked_at_is_asked_for_four_weeks(house):
    row = agreed(house)
    lapse_adjustments(now=NOON + 28 * DAY)
    asked = [caseload_to_review(house.supervisor, NOON + days * DAY).exists() for days in (28, 54, 55)]
    assert asked == [True, True, False]
    row.refresh_from_db()
    review_adjustment(adjustment=row, by=house.supervisor, now=NOON + 30 * DAY)
    assert not caseload_to_review(house.supervisor, NOON + 31 * DAY).exists()


def test_it_opens_a_session_ready(house):
    agreed(house)
    opening = Opening(session_id=None, worker_id=house.worker.pk, viewer=house.supervisor, since=None, now=LATER)
    assert [row.get_kind_display() for row in lighter_now(opening)] == ["Fewer new cases"]


def test_looking_at_them_passes_to_a_successor_who_is_not_the_worker(house):
    row = agreed(house)
    assert [held.text for held in caseload_held(house.supervisor, now=LATER)] == ["Caseload of Sam Okoro"]
    assert "Choose somebody else." in why_not_caseload(house.supervisor, house.worker, now=LATER)
    assert why_not_caseload(house.supervisor, house.peer, now=LATER) == ""
    pass_caseload(person=house.supervisor, successor=house.peer, leaves=True, by=house.manager, now=LATER)
    row.refresh_from_db()
    assert (row.agreed_by, caseload_held(house.supervisor, now=LATER)) == (house.peer, [])


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"review_on": TODAY - DAY}, "a_caseload_adjustment_is_reviewed_before_it_ends"),
        ({"agreed_by": "worker"}, "nobody_lightens_their_own_caseload"),
        ({"session_within_days": 61}, "an_extra_session_comes_within_1_to_60_days"),
        ({"state": "agreed"}, "an_answered_caseload_adjustment_says_when"),
        ({"state": "ended"}, "an_ended_caseload_adjustment_says_when"),
    ],
)
def test_an_adjustment_that_contradicts_itself_is_refused(house, wrong, constraint):
    row = lighter(house.worker, house.supervisor)
    wrong = {"agreed_by": house.worker} if "agreed_by" in wrong else wrong
    with pytest.raises(IntegrityError, match=constraint):
        CaseloadAdjustment.objects.filter(pk=row.pk).update(**wrong)


def test_prolonging_adds_days_in_the_database_too(house):
    row = lighter(house.worker, house.supervisor)
    values = {"ended_on": TODAY, "ends_on": TODAY, "because": "needed", "by": house.supervisor, "at": NOON}
    with pytest.raises(IntegrityError, match="prolonging_adds_days"):
        CaseloadProlonging.objects.create(adjustment=row, **values)


def test_it_is_proposed_agreed_looked_at_prolonged_and_ended_in_the_browser(catalogue, time_machine):
    incident = incident_of(catalogue.worker, by=catalogue.manager, team=catalogue.team)
    manager, worker, supervisor = (catalogue.client(who) for who in ("manager", "worker", "supervisor"))
    typed = {
        "worker": str(catalogue.worker.pk), "kind": "not_alone", "starts_on": "2027-03-01", "ends_on": "2027-03-28",
        "review_on": "2027-03-14", "session_within_days": "7", "incident": str(incident.pk),
    }  # fmt: skip
    assert "says yes or no" in text(manager.post("/support/caseload/new/", typed, follow=True))
    address = f"/support/caseload/{CaseloadAdjustment.objects.get().pk}/"
    assert "Something lighter for a while" in text(worker.get("/"))
    assert "It is agreed." in text(worker.post(f"{address}answer/", {"agrees": "1"}, follow=True))
    # Its reference alone, to those who may see the incident: whoever was there and whoever manages the team.
    shown = [incident.reference in text(client.get(address)) for client in (manager, worker, supervisor)]
    assert shown == [True, True, False]
    time_machine.move_to(NOON + 14 * DAY, tick=False)
    manager, worker, supervisor = (catalogue.client(who) for who in ("manager", "worker", "supervisor"))
    assert "Caseload adjustments to look at" in text(manager.get("/"))
    assert "looked at it" in text(manager.post(f"{address}looked-at/", follow=True))
    longer = {"ends_on": "2027-04-10", "review_on": "2027-04-01", "because": "steps"}
    assert "The way back goes step by step" in text(supervisor.post(f"{address}prolong/", longer, follow=True))
    assert "It has ended." in text(worker.post(f"{address}end/", follow=True))
    assert "stands as “ended”" in text(supervisor.post(f"{address}end/", follow=True))


@pytest.mark.parametrize("typed", [{}, {"worker": "x", "kind": "\x00", "ends_on": "9999-99-99"}])
def test_what_is_wrong_is_said_beside_it(house, typed):
    page = text(house.client("supervisor").post("/support/caseload/new/", typed))
    assert ("There is something to put right" in page, CaseloadAdjustment.objects.count()) == (True, 0)


def test_an_incident_that_they_were_not_in_is_not_tied_to_them(catalogue):
    incident = incident_of(catalogue.peer, by=catalogue.manager, team=catalogue.team)
    typed = {
        "worker": str(catalogue.worker.pk), "kind": "shifts", "starts_on": "2027-03-01", "ends_on": "2027-03-28",
        "review_on": "2027-03-14", "incident": str(incident.pk),
    }  # fmt: skip
    assert "They were not involved in that one." in text(
        catalogue.client("manager").post("/support/caseload/new/", typed)
    )


def test_the_list_asks_the_same_for_one_and_for_three(house, no_banners):
    client, numbers = house.client("supervisor"), []
    client.get("/support/caseload/")
    for kinds in (("shifts",), ("time_off", "not_alone")):
        for kind in kinds:
            lighter(house.worker, house.supervisor, kind=kind)
        with CaptureQueriesContext(connection) as seen:
            page = text(client.get("/support/caseload/"))
        numbers.append(len(seen.captured_queries))
    assert (numbers[0] == numbers[1], page.count("Waits for the worker")) == (True, 3)


def test_the_list_narrows_to_what_stands_and_to_what_is_over(house):
    row, client = lighter(house.worker, house.supervisor), house.client("worker")
    end_adjustment(adjustment=row, by=house.worker, now=LATER)
    shown = [
        "Fewer new cases" in text(client.get(f"/support/caseload/?state={state}")) for state in ("", "stands", "over")
    ]
    assert shown == [True, False, True]


def test_the_list_holds_one_s_own_and_those_of_one_s_people(house):
    lighter(house.worker, house.supervisor)
    seen = {who: "Fewer new cases" in text(house.client(who).get("/support/caseload/")) for who in WHO}
    assert seen == {who: who in ("worker", "supervisor", "manager") for who in WHO}


WHO = ("worker", "supervisor", "manager", "peer", "governance", "administrator")
