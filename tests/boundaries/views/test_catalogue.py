"""The catalogue of decisions in set-up: drafted, changed one kind to a page, put in force or thrown away by an administrator."""

import pytest

from boundaries.catalogue.commands import copy_catalogue
from boundaries.catalogue.described import description_of
from boundaries.models import CatalogueVersion
from tests.factories.supervision import NOON

DRAFT = "/set-up/decisions/draft/"


@pytest.fixture
def draft(catalogue):
    return copy_catalogue(by=catalogue.administrator, now=NOON)


@pytest.fixture
def client(catalogue):
    return catalogue.client("administrator")


def text(answer):
    return answer.content.decode()


def as_sent(client, page):
    """What the form sends when nothing is changed."""
    form = client.get(page).context["form"]
    return {field.html_name: "" if field.value() is None else field.value() for field in form}


def test_it_is_drafted_changed_and_put_in_force(catalogue, client):
    assert "Nothing yet." in text(client.post("/set-up/decisions/copy/", follow=True))
    page = f"{DRAFT}kinds/exclusion/"
    sent = as_sent(client, page) | {"label": "Time away", "gate_role": "service_lead"}
    assert "“Exclusion” is called “Time away”." in text(client.post(page, sent, follow=True))
    assert "It is in force." in text(client.post(f"{DRAFT}publish/", follow=True))
    assert "Time away" in text(catalogue.client("worker").get("/decisions/new/"))


@pytest.mark.parametrize("code", ["exclusion", "discharge", "blanket_rule"])
def test_a_page_that_is_sent_as_it_is_changes_nothing(client, draft, code):
    before, page = description_of(draft), f"{DRAFT}kinds/{code}/"
    client.post(page, as_sent(client, page))
    assert description_of(draft) == before


def test_what_is_done_once_is_not_asked_for_an_end(client, draft):
    assert "longest_days" not in client.get(f"{DRAFT}kinds/discharge/").context["form"].fields


def test_a_kind_is_added_like_another_and_retired(client, draft):
    client.post(f"{DRAFT}kinds/new/", {"label": "Time out", "like": "exclusion"})
    assert "time_out" in [one["code"] for one in description_of(draft)["kinds"]]
    client.post(f"{DRAFT}kinds/time_out/retire/")
    assert "time_out" not in [one["code"] for one in description_of(draft)["kinds"]]


def test_a_ground_is_added_changed_and_retired(catalogue, client, draft):
    client.post(f"{DRAFT}grounds/new/", {"label": "A door was forced", "plain": "A door was forced."})
    page = f"{DRAFT}grounds/a_door_was_forced/"
    client.post(page, as_sent(client, page) | {"label": "Doors were forced"})
    client.post(f"{DRAFT}grounds/dealing/retire/")
    client.post(f"{DRAFT}publish/")
    shown = text(catalogue.client("worker").get("/decisions/new/"))
    assert ("Doors were forced" in shown, 'value="dealing"' in shown) == (True, False)


def test_what_is_retired_stands_on_the_page_and_in_the_filter_of_the_register(catalogue, client, draft):
    client.post(f"{DRAFT}kinds/police_call/retire/")
    client.post(f"{DRAFT}publish/")
    assert "Retired" in text(client.get("/set-up/decisions/"))
    assert "Police call" in text(catalogue.client("worker").get("/decisions/"))


def test_what_cannot_be_retired_says_why(client, draft):
    assert "comes before others" in text(client.post(f"{DRAFT}kinds/warning/retire/", follow=True))


@pytest.mark.parametrize(
    ("page", "sent", "field"),
    [
        ("kinds/new/", {"label": "", "like": "ban"}, "label"),
        ("kinds/new/", {"label": "x", "like": "made up"}, "like"),
        ("kinds/ban/", {"label": "a\x00"}, "label"),
        ("grounds/new/", {"label": "", "plain": "x"}, "label"),
        ("grounds/weapon/", {"label": "a", "plain": "b" * 201}, "plain"),
        ("grounds/weapon/", {"label": "a\x00", "plain": "b"}, "label"),
        ("kinds/ban/", {"label": "a", "plain": "b" * 201}, "plain"),
        ("kinds/ban/", {"gate_role": "nobody"}, "gate_role"),
        ("kinds/ban/", {"longest_days": "NaN"}, "longest_days"),
        ("kinds/ban/", {"longest_days": "367"}, "longest_days"),
        ("kinds/ban/", {"gate_working_days": "0"}, "gate_working_days"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(client, draft, page, sent, field):
    before = description_of(draft)
    assert f'href="#id_{field}' in text(client.post(DRAFT + page, sent))
    assert description_of(draft) == before


def test_it_is_thrown_away(client, draft):
    assert "thrown away" in text(client.post(f"{DRAFT}discard/", follow=True))
    assert not CatalogueVersion.objects.drafts().exists()
    assert client.get(DRAFT).status_code == 404


@pytest.mark.parametrize("who", ["manager", "governance", "worker"])
def test_nobody_else_finds_it(catalogue, draft, who):
    for page in ("", "kinds/ban/", "kinds/new/", "grounds/weapon/", "grounds/new/"):
        assert catalogue.client(who).get(DRAFT + page).status_code == 404
    assert catalogue.client(who).post(f"{DRAFT}publish/").status_code == 404
