"""The builder's pages for what is counted, and for whose words a version holds."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.template_builder import PURPOSE, make_draft, make_published, purpose
from workforce_assurance.people.enums import Role
from workforce_assurance.structured_templates.builder.commands import copy_version
from workforce_assurance.structured_templates.models import Question, TemplateVersion
from workforce_assurance.structured_templates.purposes import PURPOSES

from .test_builder_scoring import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    OrganisationFactory()
    monkeypatch.setitem(PURPOSES, PURPOSE, purpose())


@pytest.fixture
def client() -> Client:
    browser = Client()
    browser.force_login(PersonFactory(roles=[Role.ADMINISTRATOR]), "workforce_assurance.people.backends.InPostBackend")
    return browser


@pytest.fixture
def draft() -> TemplateVersion:
    return make_draft()


def url(name: str, version: TemplateVersion, *more: Any, kind: str = "") -> str:
    return reverse(f"builder:{name}", args=[version.pk, *more]) + (f"?kind={kind}" if kind else "")


def words(**more: Any) -> dict[str, Any]:
    return {"seen": 0, "text": "The week", "help": "", "demand": "no", "shown": "always", "layer": "shared"} | more


@pytest.fixture
def with_matrix(client: Client, draft: TemplateVersion) -> Question:
    sent = words(labels="Never\nOften", items="Pace\nTrust", functions=["restorative", "formative"])
    client.post(url("add_question", draft, "events", kind="matrix"), sent)
    return Question.objects.get(key="the_week")


def test_a_matrix_is_added_in_the_browser(with_matrix: Question) -> None:
    assert [item["label"] for item in with_matrix.items] == ["Pace", "Trust"]
    assert with_matrix.functions == ["restorative", "formative"]


def test_a_total_is_added_from_what_can_be_counted(
    client: Client, draft: TemplateVersion, with_matrix: Question
) -> None:
    page = client.get(url("add_question", draft, "caseload", kind="total"))
    assert page.context["form"].fields["parts"].choices == [("events.the_week", "What happened: “The week”")]
    sent = words(seen=1, text="Load", how="mean", parts=["events.the_week"])
    client.post(url("add_question", draft, "caseload", kind="total"), sent)
    assert Question.objects.get(key="load").computed == {"how": "mean", "of": ["events.the_week"]}


def test_a_total_is_changed_and_two_editors_see_both(
    client: Client, draft: TemplateVersion, with_matrix: Question
) -> None:
    sent = words(seen=1, text="Load", how="mean", parts=["events.the_week"])
    client.post(url("add_question", draft, "caseload", kind="total"), sent)
    answer = client.post(url("question", draft, "caseload", "load"), sent | {"how": "sum"})
    assert (answer.status_code, answer.context["differing"]) == (
        409,
        [{"label": "How is it worked out?", "stored": "The mean, to two decimals", "typed": "The sum"}],
    )
    client.post(url("question", draft, "caseload", "load"), sent | {"seen": 2, "how": "sum"})
    assert Question.objects.get(key="load").computed["how"] == "sum"


def test_nothing_to_count_is_said(client: Client, draft: TemplateVersion) -> None:
    page = client.post(url("add_question", draft, "events", kind="total"), words(how="sum"))
    assert "Choose an answer to “Of which answers?”." in page.content.decode()


def test_a_total_is_not_offered_inside_a_group(client: Client, draft: TemplateVersion) -> None:
    page = client.get(url("add_inner_question", draft, "caseload", "cases"))
    offered = [kind for kind, _ in page.context["form"].fields["kind"].choices]
    assert ("total" in offered, "group" in offered, "matrix" in offered) == (False, False, True)


def test_an_item_is_reworded_and_its_published_code_stays(client: Client) -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    client.post(url("add_question", draft, "events", kind="matrix"), words(labels="a\nb", items="Pace"))
    client.post(url("item", draft, "events", "the_week", "pace"), {"seen": 1, "label": "The pace", "code": "pace"})
    assert Question.objects.get(key="the_week").items == [{"code": "pace", "label": "The pace"}]
    page = client.get(url("question", draft, "events", "the_week"))
    assert "The pace" in page.content.decode()


def test_points_are_typed(client: Client, draft: TemplateVersion, with_matrix: Question) -> None:
    sent = {"seen": 1, "label": "Often", "code": "often", "help": "", "points": "7"}
    client.post(url("option", draft, "events", "the_week", "often"), sent)
    assert Question.objects.get(pk=with_matrix.pk).options[1]["points"] == 7


@pytest.mark.parametrize("points", ["x", "1.5", "99999999999999999999", "\x00", "-1001"])
def test_points_that_are_none_are_said(
    client: Client, draft: TemplateVersion, with_matrix: Question, points: str
) -> None:
    sent = {"seen": 1, "label": "Often", "code": "often", "help": "", "points": points}
    answer = client.post(url("option", draft, "events", "the_week", "often"), sent)
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)


def test_the_licence_is_chosen_and_shown(client: Client, draft: TemplateVersion) -> None:
    client.post(url("licence", draft), {"seen": 0, "licence": "open", "licence_name": "CC BY 4.0"})
    assert "An open licence (CC BY 4.0)" in client.get(url("version", draft)).content.decode()


def test_a_licence_without_its_name_is_said(client: Client, draft: TemplateVersion) -> None:
    page = client.post(url("licence", draft), {"seen": 0, "licence": "open", "licence_name": " "})
    assert "Give the name: which licence it is, or whose instrument." in page.content.decode()


def test_scores_only_is_refused_while_words_are_there(client: Client, draft: TemplateVersion) -> None:
    answer = client.post(
        url("licence", draft), {"seen": 0, "licence": "scores_only", "licence_name": "The Sample Inventory"}
    )
    assert (answer.status_code, "neither stored nor exported" in answer.content.decode()) == (409, True)


def test_the_comparison_says_that_the_licence_changed(client: Client) -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    client.post(url("licence", draft), {"seen": 0, "licence": "open", "licence_name": "CC BY 4.0"})
    for page in (url("publish", draft), url("compare", draft, version.pk)):
        assert "The words have another licence." in client.get(page).content.decode()
