"""The builder's pages: who may open them, what they show, and what they refuse."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.shipped import record_template
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.template_builder import (
    NOW,
    PURPOSE,
    DraftFactory,
    SectionFactory,
    make_draft,
    make_published,
    publish,
    purpose,
)
from workforce_assurance.people.enums import Role
from workforce_assurance.structured_templates.builder.commands import copy_version
from workforce_assurance.structured_templates.builder.seen import GETS, Reader
from workforce_assurance.structured_templates.commands import ship_template
from workforce_assurance.structured_templates.enums import Layer, QuestionKind, VersionState
from workforce_assurance.structured_templates.models import Question, Response, Section, TemplateVersion
from workforce_assurance.structured_templates.purposes import PURPOSES
from workforce_assurance.structured_templates.readers import readers_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    OrganisationFactory()
    monkeypatch.setitem(PURPOSES, PURPOSE, purpose())


@pytest.fixture
def client() -> Client:
    return signed_in(roles=[Role.ADMINISTRATOR])


def signed_in(**fields: Any) -> Client:
    browser = Client()
    browser.force_login(PersonFactory(**fields), "workforce_assurance.people.backends.InPostBackend")
    return browser


@pytest.fixture
def draft() -> TemplateVersion:
    return make_draft()


def url(name: str, version: TemplateVersion, *more: Any) -> str:
    return reverse(f"builder:{name}", args=[version.pk, *more])


def every_page(version: TemplateVersion, other: TemplateVersion) -> list[str]:
    sign = ("events", "sign")
    return [
        reverse("builder:list"),
        *(url(name, version) for name in ("version", "publish", "discard", "add_section")),
        url("preview_section", version, "events"),
        url("compare", version, other.pk),
        *(url(name, version, "events") for name in ("section", "remove_section", "add_question")),
        *(url(name, version, *sign) for name in ("question", "remove_question", "add_options")),
        *(url(name, version, *sign, "rushing") for name in ("option", "remove_option")),
        url("add_inner_question", version, "caseload", "cases"),
    ]


def test_an_administrator_opens_every_page(client: Client) -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    pages = every_page(draft, version)
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.parametrize("roles", [[], [Role.GOVERNANCE_LEAD], [Role.DATA_PROTECTION]], ids=["none", "lead", "data"])
def test_to_everybody_else_no_page_is_there(roles: list[Role]) -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    browser = signed_in(roles=roles)
    pages = [*every_page(draft, version), url("copy", version), url("move_section", draft, "events")]
    answers = [browser.get(page).status_code for page in pages] + [browser.post(page).status_code for page in pages]
    assert set(answers) == {404}


def test_whoever_is_signed_out_signs_in_first(draft: TemplateVersion) -> None:
    answer = Client().get(url("version", draft))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


def test_a_superuser_without_the_role_is_no_administrator(draft: TemplateVersion) -> None:
    assert signed_in(is_superuser=True).get(url("version", draft)).status_code == 404


def test_the_list_takes_the_same_queries_at_1_and_3_templates(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("builder:list"))
        return len(captured)

    make_published()
    client.get(reverse("builder:list"))
    first = queries()
    make_published()
    make_draft()
    assert queries() == first


def test_the_page_of_a_version_takes_the_same_queries_with_more_sections(
    client: Client, draft: TemplateVersion
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url("version", draft))
        return len(captured)

    client.get(url("version", draft))
    first = queries()
    SectionFactory(version=draft, key="more", position=3)
    SectionFactory(version=draft, key="most", position=4)
    assert queries() == first


def test_no_page_of_the_shipped_templates_draft_is_larger_than_60_kilobytes(client: Client) -> None:
    version = ship_template(description=record_template(), now=NOW)
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    pages = [url("version", draft), url("publish", draft)]
    pages += [url("section", draft, key) for key in draft.sections.values_list("key", flat=True)]
    assert max(len(client.get(page).content) for page in pages) < 60_000


def test_a_version_says_how_many_records_are_under_it(client: Client) -> None:
    version, person = make_published(), PersonFactory()
    Response.objects.create(version=version, purpose=PURPOSE, subject_id=person.pk, opened_at=NOW)
    page = client.get(url("version", version)).content.decode()
    assert "1 record is being written under this version, 0 are finished." in page


def test_copying_leads_to_the_draft(client: Client) -> None:
    version = make_published()
    answer = client.post(url("copy", version))
    assert answer["Location"] == url("version", TemplateVersion.objects.get(state=VersionState.DRAFT))


def test_copying_twice_says_that_there_is_a_draft(client: Client) -> None:
    version = make_published()
    client.post(url("copy", version))
    assert "has a draft already" in client.post(url("copy", version), follow=True).content.decode()


def test_a_published_version_offers_no_change(client: Client) -> None:
    version = make_published()
    assert client.get(url("section", version, "events"))["Location"] == url("version", version)


def test_a_published_version_refuses_what_is_posted_and_keeps_the_text(client: Client) -> None:
    version = make_published()
    typed = {"seen": 0, "title": "A very new title", "area": "", "intro": ""}
    answer = client.post(url("section", version, "events"), typed)
    assert (answer.status_code, "A very new title" in answer.content.decode()) == (409, True)


def test_a_section_is_added_and_leads_to_its_questions(client: Client, draft: TemplateVersion) -> None:
    answer = client.post(url("add_section", draft), {"seen": 0, "title": "Wellbeing", "area": "", "intro": ""})
    assert answer["Location"] == url("section", draft, "wellbeing")


def test_a_section_moves_by_a_button(client: Client, draft: TemplateVersion) -> None:
    client.post(url("move_section", draft, "events"), {"seen": 0, "direction": "down"})
    assert list(draft.sections.order_by("position").values_list("key", flat=True)) == ["caseload", "events"]


@pytest.mark.parametrize("typed", [{}, {"seen": "x", "direction": "up"}, {"seen": 0, "direction": "sideways"}])
def test_an_incomplete_button_changes_nothing_and_says_so(
    client: Client, draft: TemplateVersion, typed: dict[str, Any]
) -> None:
    page = client.post(url("move_section", draft, "events"), typed, follow=True).content.decode()
    assert "That button was incomplete" in page


def test_a_button_of_an_old_page_changes_nothing_and_says_so(client: Client) -> None:
    draft = make_draft(revision=4)
    page = client.post(url("move_section", draft, "caseload"), {"seen": 3, "direction": "up"}, follow=True)
    assert "Somebody changed this draft" in page.content.decode()


def test_a_section_is_removed_after_asking(client: Client, draft: TemplateVersion) -> None:
    client.post(url("remove_section", draft, "caseload"), {"seen": 0})
    assert list(draft.sections.values_list("key", flat=True)) == ["events"]


def wording(**changes: Any) -> dict[str, Any]:
    return {
        "seen": 0,
        "text": "Which sign?",
        "help": "",
        "demand": "no",
        "shown": "always",
        "layer": "shared",
    } | changes


def test_a_question_is_changed(client: Client, draft: TemplateVersion) -> None:
    typed = wording(text="Which sign now?", help="Look closely", demand="event|is|yes", layer="assurance")
    client.post(url("question", draft, "events", "sign"), typed)
    assert Question.objects.values_list("text", "help", "required", "required_if", "layer").get(key="sign") == (
        "Which sign now?",
        "Look closely",
        False,
        {"question": "event", "is": "yes"},
        "assurance",
    )


def test_the_question_page_shows_what_is_stored(client: Client, draft: TemplateVersion) -> None:
    form = client.get(url("question", draft, "events", "stressful")).context["form"]
    assert (form.initial["text"], form.initial["shown"]) == ("What was stressful?", "event|is|yes")


def test_the_second_editor_is_shown_both_and_nothing_is_lost(client: Client, draft: TemplateVersion) -> None:
    client.post(url("question", draft, "events", "sign"), wording(text="The first wording"))
    answer = client.post(url("question", draft, "events", "sign"), wording(text="The second wording"))
    assert (answer.status_code, answer.context["differing"]) == (
        409,
        [{"label": "Question", "stored": "The first wording", "typed": "The second wording"}],
    )


def test_the_second_editor_can_save_after_seeing_both(client: Client, draft: TemplateVersion) -> None:
    client.post(url("question", draft, "events", "sign"), wording(text="The first wording"))
    answer = client.post(url("question", draft, "events", "sign"), wording(text="The second wording"))
    seen = answer.context["form"]["seen"].value()
    client.post(url("question", draft, "events", "sign"), wording(text="The second wording", seen=seen))
    assert Question.objects.get(key="sign").text == "The second wording"


def test_contradictory_conditions_are_said_and_the_text_is_kept(client: Client, draft: TemplateVersion) -> None:
    typed = wording(text="Why was it so?", demand="event|is|no", shown="event|is|yes")
    page = client.post(url("question", draft, "events", "stressful"), typed).content.decode()
    assert ("two different answers" in page, "Why was it so?" in page) == (True, True)


def test_the_kind_is_asked_before_the_words(client: Client, draft: TemplateVersion) -> None:
    page = client.get(url("add_question", draft, "events")).content.decode()
    assert ("How will it be answered?" in page, 'name="text"' in page) == (True, False)


def test_no_kind_is_asked_for_kindly(client: Client, draft: TemplateVersion) -> None:
    page = client.get(url("add_question", draft, "events"), {"kind": "nonsense"}).content.decode()
    assert "Choose one of the answers on the list." in page


def test_a_question_is_added_with_its_options(client: Client, draft: TemplateVersion) -> None:
    typed = wording(text="How safe?", labels="Very\r\n\r\n Not at all \r\n")
    client.post(url("add_question", draft, "events") + "?kind=one_of", typed)
    options = Question.objects.get(key="how_safe").options
    assert [(option["code"], option["label"]) for option in options] == [("very", "Very"), ("not_at_all", "Not at all")]


def test_a_question_is_added_inside_a_group(client: Client, draft: TemplateVersion) -> None:
    client.post(url("add_inner_question", draft, "caseload", "cases") + "?kind=short_text", wording(text="Risk"))
    assert Question.objects.get(key="risk").group.key == "cases"


def test_a_group_offers_no_group_inside(client: Client, draft: TemplateVersion) -> None:
    form = client.get(url("add_inner_question", draft, "caseload", "cases")).context["form"]
    assert QuestionKind.GROUP not in dict(form.fields["kind"].choices)


def test_text_to_read_is_not_asked_who_reads_the_answer(client: Client, draft: TemplateVersion) -> None:
    form = client.get(url("add_question", draft, "events"), {"kind": "script"}).context["form"]
    assert list(form.fields) == ["seen", "text", "help", "shown", "functions"]


def test_a_question_moves_by_a_button(client: Client, draft: TemplateVersion) -> None:
    answer = client.post(url("move_question", draft, "events", "sign"), {"seen": 0, "direction": "up"})
    assert answer["Location"] == url("section", draft, "events") + "#question-sign"


def test_a_question_that_is_needed_is_not_removed_and_the_page_says_why(client: Client, draft: TemplateVersion) -> None:
    page = client.post(url("remove_question", draft, "events", "event"), {"seen": 0}).content.decode()
    assert "is shown or required because of this question" in page


def test_a_question_is_removed_after_asking(client: Client, draft: TemplateVersion) -> None:
    client.post(url("remove_question", draft, "events", "sign"), {"seen": 0})
    assert not Question.objects.filter(key="sign").exists()


def test_options_are_added(client: Client, draft: TemplateVersion) -> None:
    client.post(url("add_options", draft, "events", "sign"), {"seen": 0, "labels": "Cynicism\nLate notes"})
    assert [option["code"] for option in Question.objects.get(key="sign").options][3:] == ["cynicism", "late_notes"]


def test_an_option_is_changed(client: Client, draft: TemplateVersion) -> None:
    typed = {"seen": 0, "label": "Hurrying", "help": "", "code": "hurrying"}
    client.post(url("option", draft, "events", "sign", "rushing"), typed)
    assert Question.objects.get(key="sign").options[1] == {"code": "hurrying", "label": "Hurrying", "help": ""}


def test_a_published_code_cannot_be_typed_over(client: Client) -> None:
    copy_version(version=make_published(), by=PersonFactory(), now=NOW)
    draft = TemplateVersion.objects.get(state=VersionState.DRAFT)
    typed = {"seen": 0, "label": "Hurrying", "help": "", "code": "hurrying"}
    client.post(url("option", draft, "events", "sign", "rushing"), typed)
    assert Question.objects.get(section__version=draft, key="sign").options[1]["code"] == "rushing"


def test_an_option_moves_by_a_button(client: Client, draft: TemplateVersion) -> None:
    client.post(url("move_option", draft, "events", "sign", "rushing"), {"seen": 0, "direction": "up"})
    assert Question.objects.get(key="sign").options[0]["code"] == "rushing"


def test_an_option_is_removed_after_asking(client: Client, draft: TemplateVersion) -> None:
    client.post(url("remove_option", draft, "events", "sign", "rushing"), {"seen": 0})
    assert [option["code"] for option in Question.objects.get(key="sign").options] == ["avoidance", "other"]


def test_an_option_that_is_not_there_is_missing(client: Client, draft: TemplateVersion) -> None:
    assert client.get(url("option", draft, "events", "sign", "nothing")).status_code == 404


def test_publishing_shows_what_changes_in_words(client: Client) -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    Question.objects.filter(section__version=draft, key="sign").update(required=True)
    assert "“Which sign did you see?” is now required." in client.get(url("publish", draft)).content.decode()


def test_publishing_shows_the_reasons_against_it_and_no_button(client: Client, draft: TemplateVersion) -> None:
    Section.objects.filter(version=draft).update(area="")
    page = client.get(url("publish", draft)).content.decode()
    assert ("No section asks about “Recent high-stress events”" in page, "Publish now" in page) == (True, False)


def test_publishing_with_reasons_against_it_is_refused(client: Client, draft: TemplateVersion) -> None:
    Section.objects.filter(version=draft).update(area="")
    assert client.post(url("publish", draft), {"seen": 0}).status_code == 409


def test_publishing_leads_to_the_published_version(client: Client, draft: TemplateVersion) -> None:
    page = client.post(url("publish", draft), {"seen": 0}, follow=True).content.decode()
    assert "Published. Records that are begun from now on use this version." in page


def test_publishing_what_somebody_else_changed_is_refused(client: Client) -> None:
    draft = make_draft(revision=2)
    answer = client.post(url("publish", draft), {"seen": 1})
    assert (answer.status_code, TemplateVersion.objects.get().state) == (409, VersionState.DRAFT)


def test_a_draft_is_discarded_after_asking(client: Client, draft: TemplateVersion) -> None:
    answer = client.post(url("discard", draft), {"seen": 0})
    assert (answer["Location"], TemplateVersion.objects.count()) == (reverse("builder:list"), 0)


def test_any_two_versions_are_compared_the_earlier_one_first(client: Client) -> None:
    first = make_published()
    second = copy_version(version=first, by=PersonFactory(), now=NOW)
    Question.objects.filter(section__version=second, key="sign").update(text="Which sign now?")
    page = client.get(url("compare", second, first.pk)).content.decode()
    assert ("From version 1 to version 2" in page, "Reworded: “Which sign now?”" in page) == (True, True)


def test_versions_of_two_templates_are_not_compared(client: Client, draft: TemplateVersion) -> None:
    assert client.get(url("compare", draft, make_published().pk)).status_code == 404


def test_a_version_is_not_compared_with_itself(client: Client, draft: TemplateVersion) -> None:
    assert client.get(url("compare", draft, draft.pk)).status_code == 404


def test_a_preview_leads_to_the_first_section(client: Client, draft: TemplateVersion) -> None:
    assert client.get(url("preview", draft))["Location"] == url("preview_section", draft, "events")


def test_a_preview_of_an_empty_draft_leads_back(client: Client) -> None:
    draft = DraftFactory()
    assert client.get(url("preview", draft))["Location"] == url("version", draft)


def test_a_preview_shows_the_questions_as_they_are_asked(client: Client, draft: TemplateVersion) -> None:
    page = client.get(url("preview_section", draft, "events")).content.decode()
    assert (
        "What was stressful?" in page,
        "Only if the answer to “Was there a stressful event?” is “Yes”." in page,
    ) == (
        True,
        True,
    )


def test_a_preview_checks_what_is_typed_and_keeps_nothing(client: Client, draft: TemplateVersion) -> None:
    Question.objects.filter(key="sign").update(required=True)
    page = client.post(url("preview_section", draft, "events"), {"check": "1"}).content.decode()
    assert ("There is something to put right" in page, Response.objects.count()) == (True, 0)


def test_a_preview_grows_a_row(client: Client, draft: TemplateVersion) -> None:
    form = client.get(url("preview_section", draft, "caseload")).context["form"]
    answer = client.post(url("preview_section", draft, "caseload"), {"add": form.blocks[0].name})
    assert len(answer.context["form"].blocks[0].rows) == 2


def test_a_preview_as_another_reader_says_what_they_get_of_each_answer(client: Client, draft: TemplateVersion) -> None:
    Question.objects.filter(key="sign").update(layer="private")
    for reader, gets in (("other", "Never the writer&#x27;s."), ("everybody", "Nothing.")):
        page = client.get(url("preview_section", draft, "events"), {"as": reader}).content.decode()
        assert (gets in page, "<textarea" in page) == (True, False), reader


def test_a_preview_as_governance_counts_choices_alone(client: Client, draft: TemplateVersion) -> None:
    Question.objects.filter(key="sign").update(layer="assurance")
    rows = dict(client.get(url("preview_section", draft, "events"), {"as": "governance"}).context["rows"])
    assert set(rows.values()) == {"How often each choice was made, without names.", "Nothing."}


def test_a_preview_as_nobody_we_know_is_that_of_the_writer(client: Client, draft: TemplateVersion) -> None:
    assert "form" in client.get(url("preview_section", draft, "events"), {"as": "the king"}).context


@pytest.mark.parametrize("layer", Layer.values)
def test_what_a_preview_says_of_the_other_is_what_records_let_them_read(layer: str) -> None:
    writer, other = PersonFactory.build(), PersonFactory.build()
    names = {writer.pk: writer.full_name, other.pk: other.full_name}
    reads = other.pk in readers_of(layer, names=names, writer=writer).people
    assert (GETS[Reader.OTHER, layer] == "Reads the answer.") == reads


def test_a_preview_of_a_section_that_is_not_there_is_missing(client: Client, draft: TemplateVersion) -> None:
    assert client.get(url("preview_section", draft, "nothing")).status_code == 404


def test_a_question_inside_a_group_is_read_by_whom_the_group_is(client: Client, draft: TemplateVersion) -> None:
    form = client.get(url("question", draft, "caseload", "case")).context["form"]
    assert "layer" not in form.fields


def test_drift_signs_are_never_required(client: Client, draft: TemplateVersion) -> None:
    form = client.get(url("add_question", draft, "events"), {"kind": "drift_signs"}).context["form"]
    assert "demand" not in form.fields


NASTY = ["a\x00b", "x" * 1_000_000, "\ud800"]


def post(client: Client, page: str, typed: dict[str, Any]) -> int:
    """Post as a browser does, lone surrogates included."""
    body = urlencode(typed, errors="surrogatepass")
    return client.post(page, body, content_type="application/x-www-form-urlencoded").status_code


@pytest.mark.parametrize("typed", NASTY, ids=["nul", "1 MB", "surrogate"])
@pytest.mark.parametrize("field", ["text", "help", "demand", "shown", "layer", "seen"])
def test_what_cannot_be_stored_in_a_question_is_said(
    client: Client, draft: TemplateVersion, field: str, typed: Any
) -> None:
    assert post(client, url("question", draft, "events", "sign"), wording(**{field: typed})) in {200, 302}


@pytest.mark.parametrize("typed", NASTY, ids=["nul", "1 MB", "surrogate"])
def test_what_cannot_be_stored_as_options_is_said(client: Client, draft: TemplateVersion, typed: Any) -> None:
    assert post(client, url("add_options", draft, "events", "sign"), {"seen": 0, "labels": typed}) in {200, 302}


@pytest.mark.parametrize("typed", NASTY, ids=["nul", "1 MB", "surrogate"])
def test_a_kind_that_cannot_be_is_said(client: Client, draft: TemplateVersion, typed: Any) -> None:
    query = urlencode({"kind": typed}, errors="surrogatepass")
    assert client.get(url("add_question", draft, "events") + "?" + query).status_code in {200, 400}


def test_10_000_options_are_counted_and_kept(client: Client, draft: TemplateVersion) -> None:
    lines = "\n".join(["x"] * 10_000)
    page = client.post(url("add_options", draft, "events", "sign"), {"seen": 0, "labels": lines}).content.decode()
    assert "These are 10000 lines. There can be at most 60: remove some lines." in page


def test_an_option_of_a_whole_page_is_refused_by_its_line(client: Client, draft: TemplateVersion) -> None:
    typed = {"seen": 0, "labels": "short\n" + "x" * 161}
    page = client.post(url("add_options", draft, "events", "sign"), typed).content.decode()
    assert "Line 2 is longer than 160 characters. Shorten it." in page


def test_a_version_number_beyond_all_bounds_is_refused_kindly(client: Client, draft: TemplateVersion) -> None:
    answer = client.post(url("question", draft, "events", "sign"), wording(seen=10**30))
    assert answer.status_code == 200


def test_a_retired_version_is_copied_as_well(client: Client) -> None:
    first = make_published()
    second = copy_version(version=first, by=PersonFactory(), now=NOW)
    first.state, first.retired_at = VersionState.RETIRED, NOW
    first.save()
    publish(second)
    client.post(url("copy", first))
    assert TemplateVersion.objects.filter(template=first.template, state=VersionState.DRAFT, number=3).exists()
