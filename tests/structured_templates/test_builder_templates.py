"""Beginning, copying, importing, exporting, choosing, retiring and going back: the commands and their pages."""

import json
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.template_builder import (
    NOW,
    PURPOSE,
    DraftFactory,
    QuestionFactory,
    SectionFactory,
    make_draft,
    make_published,
    publish,
    purpose,
)
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role
from workforce_assurance.structured_templates.builder.commands import copy_version, publish_version
from workforce_assurance.structured_templates.builder.compare import compare
from workforce_assurance.structured_templates.builder.copying import copy_question
from workforce_assurance.structured_templates.builder.importing import create_template, import_template
from workforce_assurance.structured_templates.builder.outline import outline_of
from workforce_assurance.structured_templates.builder.question_commands import remove_question
from workforce_assurance.structured_templates.builder.refusals import (
    DraftExistsAlready,
    KeyMeansSomethingElse,
    NotOursToKeep,
    NotPublished,
    PurposeUnknown,
)
from workforce_assurance.structured_templates.builder.retiring import retire_version, use_for_new_records
from workforce_assurance.structured_templates.commands import open_response
from workforce_assurance.structured_templates.description import described
from workforce_assurance.structured_templates.enums import VersionState
from workforce_assurance.structured_templates.models import Question, Response, Template, TemplateVersion
from workforce_assurance.structured_templates.purposes import PURPOSES
from workforce_assurance.structured_templates.refusals import NoPublishedTemplate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    OrganisationFactory()
    monkeypatch.setitem(PURPOSES, PURPOSE, purpose())


@pytest.fixture
def by() -> Any:
    return PersonFactory(roles=[Role.ADMINISTRATOR])


@pytest.fixture
def client(by: Any) -> Client:
    browser = Client()
    browser.force_login(by, "workforce_assurance.people.backends.InPostBackend")
    return browser


def url(name: str, version: TemplateVersion, *more: Any) -> str:
    return reverse(f"builder:{name}", args=[version.pk, *more])


def opened(by: Any) -> Response:
    return open_response(purpose=PURPOSE, subject_id=uuid.uuid4(), author=by, subject=PersonFactory(), by=by, now=NOW)


def test_a_template_begins_empty(by: Any) -> None:
    draft = create_template(name="Walk and talk", purpose=PURPOSE, by=by, now=NOW)
    assert (draft.template.key, draft.state, draft.sections.count()) == ("walk_and_talk", VersionState.DRAFT, 0)
    assert TrailEntry.objects.get().action == "template.template_created"


def test_a_template_begins_as_a_copy_of_another(by: Any) -> None:
    version = make_published()
    draft = create_template(name="Second", purpose=PURPOSE, copied_from=version, by=by, now=NOW)
    assert (compare(outline_of(version), outline_of(draft), areas={}), draft.template != version.template) == ([], True)


def test_areas_that_the_other_purpose_does_not_know_are_left_empty(by: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PURPOSES, "walk", purpose(key="walk", label="Walk", areas={}, required_areas=frozenset()))
    draft = create_template(name="Walk", purpose="walk", copied_from=make_published(), by=by, now=NOW)
    assert set(draft.sections.values_list("area", flat=True)) == {""}


def test_a_purpose_that_nothing_uses_is_refused(by: Any) -> None:
    with pytest.raises(PurposeUnknown):
        create_template(name="Walk", purpose="no_such", by=by, now=NOW)


def test_going_back_gives_a_draft_equal_to_the_older_version(by: Any) -> None:
    first = make_published()
    draft = copy_version(version=first, by=by, now=NOW)
    remove_question(question=Question.objects.get(section__version=draft, key="sign"), seen=0, by=by, now=NOW)
    publish_version(version_id=draft.pk, seen=1, by=by, now=NOW)
    first.refresh_from_db()
    back = copy_version(version=first, by=by, now=NOW)
    assert (back.number, compare(outline_of(first), outline_of(back), areas={})) == (3, [])


def test_a_copied_question_stands_after_it_with_a_key_of_its_own(by: Any) -> None:
    draft = make_draft()
    question = Question.objects.get(section__version=draft, key="event")
    copy = copy_question(question=question, seen=0, by=by, now=NOW)
    keys = list(Question.objects.filter(section=question.section).order_by("position").values_list("key", flat=True))
    assert (copy.key, copy.text, keys) == ("event_2", question.text, ["event", "event_2", "stressful", "sign"])


def test_a_copied_group_asks_its_own_questions(by: Any) -> None:
    draft = make_draft()
    group = Question.objects.get(section__version=draft, key="cases")
    section = group.section
    QuestionFactory(section=section, group=group, key="safe", kind="yes_no", position=2)
    QuestionFactory(
        section=section, group=group, key="why", kind="long_text", position=3, shown_if={"question": "safe", "is": "no"}
    )
    copy = copy_question(question=group, seen=0, by=by, now=NOW)
    inner = {row.key: row.shown_if for row in copy.questions.all()}
    assert inner == {"case_2": None, "safe_2": None, "why_2": {"question": "safe_2", "is": "no"}}


def test_an_imported_file_becomes_the_next_draft_of_its_template(by: Any) -> None:
    version = make_published()
    description = described(version)
    description["sections"][0]["questions"][0]["text"] = "Was there an event that stays with you?"
    draft = import_template(description=description, into=version.template, by=by, now=NOW)
    assert [change.before for change in compare(outline_of(version), outline_of(draft), areas={})] == [
        "Was there a stressful event?"
    ]
    with pytest.raises(DraftExistsAlready):
        import_template(description=description, into=version.template, by=by, now=NOW)


def test_a_key_never_gets_another_kind(by: Any) -> None:
    version = make_published()
    description = described(version)
    description["sections"][0]["questions"][1] = {"key": "stressful", "kind": "number", "text": "How many?"}
    with pytest.raises(
        KeyMeansSomethingElse, match="The key “stressful” is that of a question answered in another way"
    ):
        import_template(description=description, into=version.template, by=by, now=NOW)
    assert not TemplateVersion.objects.filter(state=VersionState.DRAFT).exists()


def test_the_key_of_a_question_that_is_gone_is_not_given_to_another(by: Any) -> None:
    first = make_published()
    as_it_was = described(first)
    draft = copy_version(version=first, by=by, now=NOW)
    remove_question(question=Question.objects.get(section__version=draft, key="sign"), seen=0, by=by, now=NOW)
    publish_version(version_id=draft.pk, seen=1, by=by, now=NOW)
    changed = described(first)
    changed["sections"][0]["questions"][2]["text"] = "Which colour do you like?"
    with pytest.raises(KeyMeansSomethingElse, match="stood for another question until version 1"):
        import_template(description=changed, into=first.template, by=by, now=NOW)
    assert import_template(description=as_it_was, into=first.template, by=by, now=NOW).number == 3


def test_an_import_for_another_purpose_is_refused(by: Any) -> None:
    version = make_published()
    with pytest.raises(PurposeUnknown):
        import_template(description=described(version) | {"purpose": "other"}, into=version.template, by=by, now=NOW)


def test_items_of_an_instrument_of_scores_only_are_not_imported(by: Any) -> None:
    description = described(make_published()) | {"licence": "scores_only", "licence_name": "The Sample Inventory"}
    with pytest.raises(NotOursToKeep):
        import_template(description=description, by=by, now=NOW)
    assert Template.objects.count() == 1


def test_the_first_template_opens_the_records_and_another_waits_until_it_is_chosen(by: Any) -> None:
    first, second = make_draft(), make_draft()
    for draft in (first, second):
        publish_version(version_id=draft.pk, seen=0, by=by, now=NOW)
    assert opened(by).version == first
    use_for_new_records(version_id=second.pk, by=by, now=NOW)
    use_for_new_records(version_id=second.pk, by=by, now=NOW)
    assert opened(by).version == second
    assert TrailEntry.objects.filter(action="template.template_chosen").count() == 1


def test_a_retired_template_opens_nothing_and_what_was_begun_keeps_it(by: Any) -> None:
    version = make_draft()
    publish_version(version_id=version.pk, seen=0, by=by, now=NOW)
    record = opened(by)
    retire_version(version_id=version.pk, by=by, now=NOW)
    record.refresh_from_db()
    assert (record.version_id, record.state) == (version.pk, "open")
    with pytest.raises(NoPublishedTemplate):
        opened(by)


@pytest.mark.parametrize("command", [retire_version, use_for_new_records])
def test_a_draft_is_neither_retired_nor_chosen(command: Any, by: Any) -> None:
    with pytest.raises(NotPublished):
        command(version_id=make_draft().pk, by=by, now=NOW)


def test_a_template_is_begun_in_the_browser(client: Client) -> None:
    version = make_published()
    answer = client.post(reverse("builder:new"), {"name": "Walk", "purpose": PURPOSE, "copied_from": str(version.pk)})
    draft = TemplateVersion.objects.get(state=VersionState.DRAFT)
    assert (answer["Location"], draft.sections.count()) == (url("version", draft), 2)


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "", "purpose": PURPOSE},
        {"name": "A", "purpose": "x"},
        {"name": "A\x00", "purpose": PURPOSE},
        {"name": "A", "purpose": PURPOSE, "copied_from": "x"},
    ],
)
def test_what_cannot_begin_is_said(client: Client, typed: dict[str, str]) -> None:
    answer = client.post(reverse("builder:new"), typed)
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)


def file_of(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("template.json", content)


def test_a_file_is_shown_first_and_stored_when_it_is_applied(client: Client) -> None:
    version = make_published()
    exported = client.get(url("json_export", version)).content
    before = TemplateVersion.objects.count()
    shown = client.post(reverse("builder:import"), {"file": file_of(exported), "purpose": PURPOSE, "into": ""})
    assert ("Everything in the file can be carried over." in shown.content.decode()) is True
    assert TemplateVersion.objects.count() == before
    sent = {"again": shown.context["content"], "purpose": PURPOSE, "into": "", "apply": "1"}
    client.post(reverse("builder:import"), sent)
    draft = TemplateVersion.objects.get(state=VersionState.DRAFT)
    assert compare(outline_of(version), outline_of(draft), areas={}) == []


def test_what_a_questionnaire_loses_is_listed_before_it_is_stored(client: Client) -> None:
    rows = [{"linkId": "1", "type": "group", "text": "One", "item": [{"linkId": "2", "type": "attachment"}]}]
    data = {"resourceType": "Questionnaire", "title": "Theirs", "item": rows}
    shown = client.post(
        reverse("builder:import"), {"file": file_of(json.dumps(data).encode()), "purpose": PURPOSE, "into": ""}
    )
    assert "There is no question of the type “attachment” here: it is left out." in shown.content.decode()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 100_000, b'{"resourceType": "Questionnaire", "item": [{}]}', b"\x00", b"x" * 1_100_000],
)
def test_a_file_that_is_none_is_said_at_its_field(client: Client, content: bytes) -> None:
    answer = client.post(reverse("builder:import"), {"file": file_of(content), "purpose": PURPOSE, "into": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])


def test_no_file_is_said(client: Client) -> None:
    assert "Choose a file." in client.post(reverse("builder:import"), {"purpose": PURPOSE}).content.decode()


def test_an_import_that_is_refused_says_why(client: Client) -> None:
    version = make_published()
    copy_version(version=version, by=PersonFactory(), now=NOW)
    sent = {"again": json.dumps(described(version)), "purpose": PURPOSE, "into": str(version.template_id), "apply": "1"}
    answer = client.post(reverse("builder:import"), sent)
    assert (answer.status_code, "has a draft already" in answer.content.decode()) == (409, True)


def test_a_version_is_exported_in_two_formats(client: Client) -> None:
    version = make_published()
    ours, fhir = client.get(url("json_export", version)), client.get(url("fhir_export", version))
    assert (json.loads(ours.content), json.loads(fhir.content)["resourceType"]) == (described(version), "Questionnaire")
    assert ours["Content-Disposition"] == f'attachment; filename="{version.template.key}-1.json"'


def test_words_that_are_not_ours_are_not_exported(client: Client) -> None:
    """A version that came past the builder's own refusals is refused at the door all the same."""
    draft = DraftFactory(licence="scores_only", licence_name="The Sample Inventory")
    QuestionFactory(section=SectionFactory(version=draft), key="item", kind="scale", text="I feel worn out")
    for name in ("json_export", "fhir_export"):
        answer = client.get(url(name, draft), follow=True)
        assert "This version is not exported. Of “The Sample Inventory” only scores are kept" in answer.content.decode()


def test_a_version_is_retired_after_asking(client: Client) -> None:
    version = make_published()
    page = client.get(url("retire", version)).content.decode()
    assert "No other template of this purpose is published: no record can be begun until one is." in page
    client.post(url("retire", version), {"seen": 0})
    version.refresh_from_db()
    assert version.state == VersionState.RETIRED
    assert "Go back to this version, as a draft" in client.get(url("version", version)).content.decode()


def test_a_template_is_chosen_for_new_records_by_a_button(client: Client) -> None:
    version = make_published()
    client.post(url("use", version))
    version.template.refresh_from_db()
    assert version.template.opens_records is True


def test_a_question_is_copied_by_a_button(client: Client) -> None:
    draft = make_draft()
    answer = client.post(url("copy_question", draft, "events", "sign"), {"seen": 0})
    assert answer["Location"] == url("section", draft, "events") + "#question-sign_2"


def test_a_version_says_who_is_still_on_it(client: Client) -> None:
    version = publish(make_draft())
    Response.objects.create(version=version, purpose=PURPOSE, subject_id=uuid.uuid4(), opened_at=NOW)
    assert "1 being written, 0 to sign, 0 signed" in client.get(url("version", version)).content.decode()
