"""The catalogue in set-up: drafted, changed one thing to a page, published or thrown away by an administrator."""

import pytest

from debriefs.commands import copy_catalogue
from debriefs.models import CatalogueVersion
from debriefs.queries import catalogue_in_force, description_of
from tests.factories.debriefs import NOON

DRAFT = "/set-up/incidents/draft/"


@pytest.fixture
def draft(catalogue):
    return copy_catalogue(by=catalogue.administrator, now=NOON)


@pytest.fixture
def client(catalogue):
    return catalogue.client("administrator")


def text(answer):
    return answer.content.decode()


def overdose(draft):
    return next(one for one in description_of(draft)["types"] if one["code"] == "overdose")


def as_sent(client, page):
    """What the form sends when nothing is changed."""
    form = client.get(page).context["form"]
    return {field.html_name: "" if field.value() is None else field.value() for field in form}


def test_it_is_drafted_changed_and_published(catalogue, client):
    assert "Nothing yet." in text(client.post("/set-up/incidents/copy/", follow=True))
    page = f"{DRAFT}types/overdose/name/"
    given = {"label": "Overdose or poisoning", "hint": "", "is_critical": "yes", "recipients": ["governance"]}
    assert "“Overdose” is called “Overdose or poisoning”." in text(client.post(page, given, follow=True))
    assert "Published." in text(client.post(f"{DRAFT}publish/", follow=True))
    assert (catalogue_in_force().number, catalogue_in_force().published_by) == (2, catalogue.administrator)
    assert "Overdose or poisoning" in text(catalogue.client("worker").get("/incidents/new/"))


@pytest.mark.parametrize("part", ["closely/", "follows/", "outside/", "schemes/"])
def test_a_page_that_is_sent_as_it_is_changes_nothing(client, draft, part):
    before = description_of(draft)
    page = f"{DRAFT}types/violence/{part}"
    client.post(page, as_sent(client, page))
    assert description_of(draft) == before


def test_the_factors_that_are_sent_as_they_are_change_nothing(client, draft):
    before = description_of(draft)
    client.post(f"{DRAFT}factors/", as_sent(client, f"{DRAFT}factors/"))
    assert description_of(draft) == before


def test_a_row_is_added_with_a_code_of_its_own_and_an_emptied_one_taken_out(client, draft):
    page = f"{DRAFT}types/overdose/closely/"
    sent, before = as_sent(client, page), overdose(draft)["sub_categories"]
    sent |= {"label_0": "", f"label_{len(before)}": before[1]["label"] + " again"}
    client.post(page, sent)
    after = overdose(draft)["sub_categories"]
    assert [row["code"] for row in after[:-1]] == [row["code"] for row in before[1:]]
    assert after[-1]["code"] not in {row["code"] for row in before}


def test_strands_are_numbered_by_their_hours(client, draft):
    sent = {}
    for place, (strand, opens, closes) in enumerate(
        [("staff_support", 24, 72), ("hot", 0, 24), ("staff_support", 0, 24)]
    ):
        sent |= {f"strand_{place}": strand, f"opens_after_hours_{place}": opens, f"closes_after_hours_{place}": closes}
    client.post(f"{DRAFT}types/overdose/follows/", sent)
    rows = [(row["strand"], row["position"], row["closes_after_hours"]) for row in overdose(draft)["strands"]]
    assert rows == [("hot", 1, 24), ("staff_support", 1, 24), ("staff_support", 2, 72)]


def test_what_other_schemes_call_it_is_said_in_what_differs(client, draft):
    page = f"{DRAFT}types/violence/schemes/"
    answer = client.post(page, as_sent(client, page) | {"called_0": "Assault", "scheme_2": "lfpse"}, follow=True)
    assert "Fill in" in text(answer)
    answer = client.post(page, as_sent(client, page) | {"called_0": "Assault"}, follow=True)
    assert "in other schemes: riddor: act of non-consensual violence becomes riddor: Assault." in text(answer)


def test_a_kind_is_added_and_taken_out(client, draft):
    client.post(f"{DRAFT}types/new/", {"label": "A fire"})
    assert "a_fire" in [one["code"] for one in description_of(draft)["types"]]
    client.post(f"{DRAFT}types/a_fire/remove/")
    assert "a_fire" not in [one["code"] for one in description_of(draft)["types"]]


@pytest.mark.parametrize(
    ("page", "sent", "field"),
    [
        ("types/new/", {"label": ""}, "label"),
        ("types/overdose/name/", {"label": "a\x00", "is_critical": "yes"}, "label"),
        ("types/overdose/name/", {"label": "a", "is_critical": "x"}, "is_critical"),
        ("types/overdose/follows/", {"strand_0": "hot", "closes_after_hours_0": "3"}, "opens_after_hours_0"),
        ("types/overdose/follows/", {"strand_0": "hot", "opens_after_hours_0": "-1"}, "opens_after_hours_0"),
        ("types/overdose/outside/", {"whom_0": "The police", "within_hours_0": "NaN"}, "within_hours_0"),
        ("types/overdose/closely/", {"label_0": "a" * 81}, "label_0"),
        ("factors/", {"label_0": "Noise", "theme_0": "made up", "group_0": "Places"}, "theme_0"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(client, draft, page, sent, field):
    before = description_of(draft)
    assert f'href="#id_{field}' in text(client.post(DRAFT + page, sent))
    assert description_of(draft) == before


def test_what_cannot_stand_is_said_above_the_form(client, draft):
    sent = {"strand_0": "hot", "opens_after_hours_0": "30", "closes_after_hours_0": "20"}
    assert "has to close after it opens" in text(client.post(f"{DRAFT}types/overdose/follows/", sent))


def test_it_is_thrown_away(client, draft):
    assert "thrown away" in text(client.post(f"{DRAFT}discard/", follow=True))
    assert not CatalogueVersion.objects.drafts().exists()
    assert client.get(DRAFT).status_code == 404


@pytest.mark.parametrize("who", ["manager", "governance", "worker"])
def test_nobody_else_finds_it(catalogue, draft, who):
    for page in ("", "types/overdose/name/", "types/overdose/follows/", "factors/"):
        assert catalogue.client(who).get(DRAFT + page).status_code == 404
    assert catalogue.client(who).post(f"{DRAFT}publish/").status_code == 404
