"""Agreements in the browser: what each sees, and what is said to whoever types something that cannot be."""

from datetime import timedelta

import pytest

from supervision.models import Agreement
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON, AgreementFactory
from tests.supervision.agreeing import FORTNIGHT, agree, put_forward, record_of
from workforce_assurance.common.holdings import holdings_of
from workforce_assurance.common.panels import panels_for
from workforce_assurance.common.shipped import load_shipped

TYPED = {"longest_gap_days": "14", "least_minutes": "60", "place": "room", "review_months": "12"}


@pytest.fixture
def shipped(house):
    load_shipped(now=NOON)
    return house


def draft_address(person):
    return f"/supervision/workers/{person.pk}/agreement/"


def test_a_supervisor_begins_one_and_is_led_to_the_words(shipped):
    page = shipped.client("supervisor").post(draft_address(shipped.worker), TYPED, follow=True).content.decode()
    agreement = Agreement.objects.get()
    assert "The figures are drafted." in page
    assert f"/records/{record_of(agreement).pk}/" in page
    assert "Every 14 days at most" in page


@pytest.mark.parametrize("who", ["worker", "manager", "peer", "stranger", "governance", "administrator"])
def test_nobody_else_can(shipped, who):
    assert shipped.client(who).get(draft_address(shipped.worker)).status_code == 404
    assert shipped.client(who).post(draft_address(shipped.worker), TYPED).status_code == 404
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "error-summary"),
        ({"longest_gap_days": "0"}, "Enter a whole number from 1 to 366."),
        ({"longest_gap_days": "40"}, "An agreement may ask for more, never for less"),
        ({"least_minutes": "10"}, "Agree on 45 minutes or more."),
        ({"place": "\x00"}, "error-summary"),
        ({"review_months": "13"}, "Enter a whole number from 1 to 12."),
    ],
)
def test_what_is_wrong_is_said(shipped, typed, words):
    typed = TYPED | typed if typed else {}
    page = shipped.client("supervisor").post(draft_address(shipped.worker), typed).content.decode()
    assert words in page
    assert not Agreement.objects.exists()


def test_the_figures_change_while_it_is_drafted_and_are_refused_afterwards(shipped):
    client = shipped.client("supervisor")
    client.post(draft_address(shipped.worker), TYPED)
    agreement = Agreement.objects.get()
    address = f"/supervision/agreements/{agreement.pk}/figures/"
    assert "saved" in client.post(address, TYPED | {"longest_gap_days": "7"}, follow=True).content.decode()
    put_forward(agreement, now=NOON)
    assert "Go back to writing first" in client.post(address, TYPED).content.decode()
    agreement.refresh_from_db()
    assert agreement.longest_gap_days == 7


def test_both_read_the_figures_where_they_sign(shipped):
    client = shipped.client("supervisor")
    client.post(draft_address(shipped.worker), TYPED)
    response = put_forward(Agreement.objects.get(), now=NOON)
    page = shipped.client("worker").get(f"/records/{response.pk}/sign/").content.decode()
    assert "Every 14 days at most" in page
    assert "60 minutes at least" in page


@pytest.mark.parametrize("who", ["manager", "governance"])
def test_whoever_may_know_sees_that_there_is_one_and_no_word(shipped, who):
    agreement = agree(shipped.worker, shipped.supervisor, now=NOON)
    client = shipped.client(who)
    page = client.get(f"/supervision/agreements/{agreement.pk}/").content.decode()
    assert "You see that there is an agreement and when it is reviewed." in page
    assert "Wed 1 Mar 2028" in page
    assert "Every 14 days" not in page
    assert "Heron" not in page
    assert client.get(f"/records/{record_of(agreement).pk}/read/").status_code == 404
    assert (
        "1 of 1 worker in your reach has an agreement in force"
        in client.get("/supervision/agreements/").content.decode()
    )


def test_it_is_taken_back_on_its_page(shipped):
    client = shipped.client("supervisor")
    client.post(draft_address(shipped.worker), TYPED)
    agreement = Agreement.objects.get()
    page = client.post(f"/supervision/agreements/{agreement.pk}/take-back/", follow=True).content.decode()
    assert "It is taken back." in page
    assert "It was taken back before both had signed" in page


def test_a_list_costs_the_same_with_one_row_and_with_three(shipped, django_assert_max_num_queries):
    client = shipped.client("manager")
    counted = []
    for _ in range(2):
        worker = PersonFactory(team=shipped.team, supervisor=shipped.supervisor)
        AgreementFactory(worker=worker, supervisor=shipped.supervisor, in_force=True)
        client.get("/supervision/agreements/")
        with django_assert_max_num_queries(40) as queries:
            client.get("/supervision/agreements/")
        counted.append(len(queries))
        AgreementFactory(worker=PersonFactory(team=shipped.team), supervisor=shipped.supervisor, in_force=True)
    assert counted[0] == counted[1]


@pytest.mark.parametrize(("state", "shown"), [("", 2), ("making", 1), ("past", 0), ("ended", 1)])
def test_the_list_is_narrowed(shipped, state, shown):
    for more in ({"in_force": True}, {}, {"state": "ended", "ended_at": NOON, "ended_because": "replaced"}):
        AgreementFactory(supervisor=shipped.supervisor, **more)
    page = shipped.client("supervisor").get(f"/supervision/agreements/?state={state}").content.decode()
    assert page.count('data-label="Review by"') == shown


def test_a_supervisor_is_shown_with_whom_there_is_none(shipped):
    page = shipped.client("supervisor").get("/supervision/agreements/").content.decode()
    assert f"Begin an agreement with {shipped.worker.full_name}" in page


def panel(viewer, now):
    return next((found for found in panels_for(viewer, now=now) if found.key == "agreements"), None)


def test_today_says_what_is_to_be_signed_and_reviewed(shipped):
    assert panel(shipped.worker, NOON) is None
    agreement = agree(shipped.worker, shipped.supervisor, now=NOON)
    assert panel(shipped.supervisor, NOON) is None
    soon = NOON + timedelta(days=350)
    row = panel(shipped.supervisor, soon).rows[0]
    assert (row.text, row.status, row.action) == (
        f"With {shipped.worker.full_name}",
        "Review by Wed 1 Mar 2028",
        "Review it",
    )
    shipped.client("supervisor").post(draft_address(shipped.worker), TYPED)
    second = Agreement.objects.exclude(pk=agreement.pk).get()
    put_forward(second, now=NOON, words={})
    row = panel(shipped.worker, NOON).rows[0]
    assert (row.status, row.url) == ("Waiting for you", f"/records/{record_of(second).pk}/read/")


def test_my_data_holds_figures_and_dates(shipped):
    agree(shipped.worker, shipped.supervisor, now=NOON, figures=FORTNIGHT)
    held = next(found for found in holdings_of(shipped.worker, now=NOON) if found.key == "supervision.agreements")
    assert held.rows[0][1:] == (
        "Sam Okoro", "Sasha Reed", "Every 14 days at most, 60 minutes at least", "Mon 1 Mar 2027", "In force",
    )  # fmt: skip
