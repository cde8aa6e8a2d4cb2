"""What the pages of board papers show and take, beyond who may open them."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.measures.shown import Place
from governance.models import BoardPaper, BoardReader
from tests.factories.board import caveat, drafted, issued
from tests.factories.people import PersonFactory, RoleGrantFactory, ServiceFactory
from tests.governance.measures.conftest import SUMMER
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db
NEW, LIST = reverse("governance:board_paper_new"), reverse("governance:board_papers")
FILLED = {"place": "organisation", "last": "2027-04-01", "span": "3", "once": str(uuid.uuid4())}


def address(paper, what="board_paper"):
    return reverse(f"governance:{what}", args=[paper.pk])


def page_of(house, who, url):
    return house.client(who).get(url).content.decode()


def test_a_paper_is_drafted_from_three_questions(place):
    client = place.client("governance")
    for _ in range(2):
        answer = client.post(NEW, FILLED)
    paper = BoardPaper.objects.get()
    assert answer.headers["Location"] == address(paper)
    assert (paper.first_month.month, paper.last_month.month) == (2, 4)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"place": "service:x"}, "Choose one of the answers on the list."),
        ({"last": "2031-01-01"}, "Choose one of the answers on the list."),
        ({"span": ""}, "Choose an answer to “How many months is it about?”."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_drafted(place, more, words):
    page = place.client("governance").post(NEW, FILLED | more).content.decode()
    assert words in page
    assert not BoardPaper.objects.exists()


def test_a_second_draft_is_refused_at_the_place(place):
    drafted(place.governance, now=SUMMER)
    page = place.client("governance").post(NEW, FILLED | {"once": str(uuid.uuid4())}).content.decode()
    assert "There is a draft of this place already." in page


def test_a_reader_sees_a_paper_when_it_is_issued_and_nothing_to_do_to_it(place):
    draft = drafted(place.governance, now=SUMMER)
    BoardReader.objects.create(paper=draft, person=place.peer)
    assert place.client("peer").get(address(draft)).status_code == 404
    assert place.client("peer").get(LIST).status_code == 404
    paper = BoardPaper.objects.get()
    place.client("governance").post(address(paper, "board_paper_issue"))
    page = page_of(place, "peer", address(paper))
    assert "lower than is usual" in page
    for word in ("Take the figures anew", "Choose who reads it", "Write a caveat"):
        assert word not in page
    assert paper.reference in page_of(place, "peer", LIST)
    assert paper.reference in page_of(place, "peer", reverse("today"))


def test_a_lead_of_one_service_finds_the_papers_of_it_alone(place):
    whole = issued(place.governance, now=SUMMER)
    lead = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD, service=place.service)
    theirs = drafted(place.governance, place=Place("service", place.service.pk), now=SUMMER)
    client = Client()
    client.force_login(lead)
    assert client.get(address(theirs)).status_code == 200
    assert client.get(address(whole)).status_code == 404
    assert "Organisation</option>" not in client.get(NEW).content.decode()


def test_a_paper_of_another_service_takes_no_caveat_back(place):
    lead = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD, service=ServiceFactory())
    one = caveat(drafted(place.governance, now=SUMMER), now=SUMMER)
    client = Client()
    client.force_login(lead)
    assert client.post(reverse("governance:board_caveat_back", args=[one.pk])).status_code == 404


def test_readers_are_named_from_the_list_and_by_their_address(place):
    paper = drafted(place.governance, now=SUMMER)
    member = PersonFactory(email="member@example.org", receives_supervision=False)
    said = {"named": [str(place.governance.pk)], "others": "Member@example.org\n"}
    place.client("governance").post(address(paper, "board_readers"), said)
    assert set(paper.readers.values_list("person_id", flat=True)) == {place.governance.pk, member.pk}
    assert member.full_name in page_of(place, "governance", address(paper, "board_readers"))


def test_an_address_of_nobody_is_said_and_what_was_typed_is_kept(place):
    paper = drafted(place.governance, now=SUMMER)
    said = {"others": "nobody@example.org"}
    page = place.client("governance").post(address(paper, "board_readers"), said).content.decode()
    assert "Nobody whom you may name signs in with nobody@example.org." in page
    assert ">\nnobody@example.org" in page


def test_a_caveat_that_is_too_long_is_kept_in_its_field(place):
    paper = drafted(place.governance, now=SUMMER)
    words = "x" * 201
    page = place.client("governance").post(address(paper, "board_caveat_new"), {"measure": "", "words": words})
    assert words in page.content.decode()
    assert not paper.caveats.exists()


def test_what_nobody_reads_is_not_issued_and_the_page_says_so(place):
    paper = drafted(place.governance, now=SUMMER)
    page = place.client("governance").post(address(paper, "board_paper_issue"), follow=True).content.decode()
    assert "nobody is named yet" in page


def test_the_file_holds_the_measures_as_they_stood(place):
    paper = issued(place.governance, now=SUMMER)
    said = place.client("governance").get(address(paper, "board_paper_csv")).content.decode()
    assert "Supervision on time,Apr 2027,40 %,40 of 100" in said


def test_a_page_asks_the_same_whatever_stands_in_it(place, no_banners):
    paper, found = drafted(place.governance, now=SUMMER), []
    client = place.client("governance")
    for number in (1, 4):
        for one in range(number):
            caveat(paper, f"{number} {one}", now=SUMMER)
            BoardReader.objects.create(paper=paper, person=PersonFactory())
        with CaptureQueriesContext(connection) as captured:
            client.get(address(paper))
        found.append(len(captured))
    assert found[0] == found[1]


def test_my_data_says_what_somebody_drafted_wrote_and_reads(place):
    issued(place.governance, place.peer, now=SUMMER)
    assert "Board papers that are for you" in page_of(place, "peer", reverse("people:my_data"))
    mine = page_of(place, "governance", reverse("people:my_data"))
    assert "Caveats that you wrote in board papers" in mine
