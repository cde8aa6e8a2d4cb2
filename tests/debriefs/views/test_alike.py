"""Linked incidents and similar accounts on an incident's page: for those who may see both, and for others not even that there are any."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debriefs.commands import link_incidents, open_account
from debriefs.models import LinkedIncidents, SimilarAccounts
from tests.factories.debriefs import NOON, log
from tests.factories.people import TeamFactory


@pytest.fixture
def one(catalogue):
    return log(catalogue.worker, catalogue.team)


@pytest.fixture
def other(catalogue):
    """Of a team that the worker knows nothing of."""
    far = TeamFactory(name="Quay house", manager=catalogue.manager, service=catalogue.team.service)
    return log(catalogue.peer, far)


def text(answer):
    return answer.content.decode()


def page(catalogue, who, incident):
    return text(catalogue.client(who).get(f"/incidents/{incident.pk}/"))


def resemble(one, other, *, by):
    """A suggestion; `by` reads both accounts."""
    for incident in (one, other):
        open_account(incident=incident, by=by, now=NOON)
    first, second = sorted((one, other), key=lambda incident: incident.pk)
    return SimilarAccounts.objects.create(first=first, second=second, score=0.4, found_at=NOON)


def test_whoever_sees_both_links_them_and_reads_it_on_both_pages(catalogue, one, other):
    client = catalogue.client("manager")
    given = {"other": other.pk, "reference": "", "kind": "led"}
    assert "They are linked." in text(client.post(f"/incidents/{one.pk}/link/", given, follow=True))
    for incident, of_it in ((one, other), (other, one)):
        shown = page(catalogue, "manager", incident)
        assert (of_it.reference in shown, "One led to the other" in shown) == (True, True)


def test_whoever_sees_one_alone_does_not_hear_of_the_other(catalogue, one, other):
    link_incidents(incident=one, other=other, kind="same", by=catalogue.manager, now=NOON)
    resemble(one, other, by=catalogue.manager)
    shown = page(catalogue, "worker", one)
    assert (other.reference in shown, "The same event" in shown, "Similar accounts" in shown) == (False,) * 3


def test_what_one_may_not_see_cannot_be_linked_and_looks_like_nothing(catalogue, one, other):
    client = catalogue.client("worker")
    answers = [
        text(client.post(f"/incidents/{one.pk}/link/", {"other": "", "reference": reference, "kind": "same"}))
        for reference in (other.reference, "AAAAA-AAAAA")
    ]
    assert ["that you may see" in answer for answer in answers] == [True, True]
    assert other.reference not in text(client.get(f"/incidents/{one.pk}/link/"))
    assert not LinkedIncidents.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": ""}, "other"),
        ({"reference": "a\x00"}, "reference"),
        ({"other": "nobody"}, "other"),
        ({"kind": "x"}, "kind"),
        ({"reference": "itself"}, "reference"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(catalogue, one, other, changes, field):
    given = {"other": "", "reference": other.reference, "kind": "same"} | changes
    given["reference"] = one.reference if given["reference"] == "itself" else given["reference"]
    assert f'href="#id_{field}' in text(catalogue.client("manager").post(f"/incidents/{one.pk}/link/", given))


def test_a_link_is_taken_back(catalogue, one, other):
    pair = link_incidents(incident=one, other=other, kind="same", by=catalogue.manager, now=NOON)
    assert catalogue.client("governance").post(f"/incidents/{one.pk}/linked/{pair.pk}/undo/").status_code == 404
    answer = catalogue.client("manager").post(f"/incidents/{other.pk}/linked/{pair.pk}/undo/", follow=True)
    assert "The link is taken back." in text(answer)
    assert not LinkedIncidents.objects.exists()


def test_whoever_reads_both_accounts_decides_and_others_only_see_it(catalogue, one, other):
    pair = resemble(one, other, by=catalogue.manager)
    decided = f"/incidents/{one.pk}/similar/{pair.pk}/"
    shown = page(catalogue, "governance", one)
    assert (other.reference in shown, "They are similar" in shown) == (True, False)
    assert catalogue.client("governance").post(decided, {"similar": "1"}).status_code == 404
    assert "They are similar" in page(catalogue, "manager", one)
    assert "count as similar" in text(catalogue.client("manager").post(decided, {"similar": "1"}, follow=True))
    catalogue.client("manager").post(decided, {"similar": "0"})
    assert "Similar accounts" not in page(catalogue, "manager", one)


def test_the_page_asks_as_often_for_many_pairs_as_for_one(catalogue, one, no_banners):
    client = catalogue.client("manager")

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(f"/incidents/{one.pk}/")
        return len(found)

    def another():
        incident = log(catalogue.worker, catalogue.team)
        link_incidents(incident=one, other=incident, kind="same", by=catalogue.manager, now=NOON)
        resemble(one, incident, by=catalogue.manager)

    another()
    queries()
    before = queries()
    another(), another()
    assert queries() == before


def test_a_pair_is_found_at_its_own_incidents_alone(catalogue, one, other):
    pair = resemble(one, other, by=catalogue.manager)
    third = log(catalogue.worker, catalogue.team)
    assert catalogue.client("manager").post(f"/incidents/{third.pk}/similar/{pair.pk}/").status_code == 404
