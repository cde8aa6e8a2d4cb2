"""Copying, publishing and discarding versions."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from tests.factories.people import PersonFactory
from tests.factories.template_builder import NOW, PURPOSE, SectionFactory, make_draft, make_published, purpose
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.builder.commands import copy_version, discard_draft, publish_version
from workforce_assurance.structured_templates.builder.outline import outline_of
from workforce_assurance.structured_templates.builder.refusals import (
    CannotBePublishedYet,
    DraftChangedMeanwhile,
    DraftExistsAlready,
    NotADraft,
)
from workforce_assurance.structured_templates.enums import VersionState
from workforce_assurance.structured_templates.models import Question, Response, Section, TemplateVersion
from workforce_assurance.structured_templates.purposes import PURPOSES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PURPOSES, PURPOSE, purpose())


def trail() -> list[tuple[str, dict[str, Any]]]:
    return list(TrailEntry.objects.order_by("id").values_list("action", "facts"))


def test_a_copy_holds_what_the_version_holds() -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    assert outline_of(draft) == outline_of(TemplateVersion.objects.get(pk=version.pk))


def test_a_copy_is_the_next_draft_and_says_who_began_it() -> None:
    version, by = make_published(), PersonFactory()
    draft = copy_version(version=version, by=by, now=NOW)
    assert (draft.number, draft.state, draft.created_by) == (2, VersionState.DRAFT, by)


def test_a_copy_leaves_the_version_as_it_was() -> None:
    version = make_published()
    before = outline_of(version)
    copy_version(version=version, by=PersonFactory(), now=NOW)
    assert outline_of(TemplateVersion.objects.get(pk=version.pk)) == before


def test_a_copy_is_in_the_trail() -> None:
    version = make_published()
    copy_version(version=version, by=PersonFactory(), now=NOW)
    assert trail() == [("template.version_copied", {"template": version.template.key, "number": 2, "copied_from": 1})]


def test_a_second_draft_is_refused() -> None:
    version = make_published()
    copy_version(version=version, by=PersonFactory(), now=NOW)
    with pytest.raises(DraftExistsAlready):
        copy_version(version=version, by=PersonFactory(), now=NOW)


def test_publishing_retires_the_former_version() -> None:
    version, by = make_published(), PersonFactory()
    draft = copy_version(version=version, by=by, now=NOW)
    publish_version(version_id=draft.pk, seen=0, by=by, now=NOW)
    assert list(TemplateVersion.objects.values_list("number", "state", "retired_at", "published_by")) == [
        (1, "retired", NOW, None),
        (2, "published", None, by.pk),
    ]


def test_publishing_is_in_the_trail() -> None:
    version, by = make_published(), PersonFactory()
    draft = copy_version(version=version, by=by, now=NOW)
    publish_version(version_id=draft.pk, seen=0, by=by, now=NOW)
    key = version.template.key
    assert trail()[1:] == [
        ("template.version_retired", {"template": key, "number": 1, "replaced_by": 2}),
        ("template.version_published", {"template": key, "number": 2}),
    ]


def test_a_draft_with_reasons_against_it_is_not_published() -> None:
    draft = make_draft()
    SectionFactory(version=draft, key="empty", title="Empty", area="", position=3)
    with pytest.raises(CannotBePublishedYet) as refused:
        publish_version(version_id=draft.pk, seen=0, by=PersonFactory(), now=NOW)
    assert refused.value.reasons == ["The section “Empty” has no question. Add one, or remove the section."]


def test_a_refused_publishing_changes_nothing() -> None:
    draft = make_draft()
    Question.objects.filter(section__version=draft, group__isnull=False).delete()
    with pytest.raises(CannotBePublishedYet):
        publish_version(version_id=draft.pk, seen=0, by=PersonFactory(), now=NOW)
    assert (TemplateVersion.objects.get().revision, trail()) == (0, [])


def test_a_version_is_published_once() -> None:
    draft, by = make_draft(), PersonFactory()
    publish_version(version_id=draft.pk, seen=0, by=by, now=NOW)
    with pytest.raises(NotADraft):
        publish_version(version_id=draft.pk, seen=1, by=by, now=NOW)


def test_a_draft_that_changed_meanwhile_is_not_published() -> None:
    draft = make_draft(revision=3)
    with pytest.raises(DraftChangedMeanwhile):
        publish_version(version_id=draft.pk, seen=2, by=PersonFactory(), now=NOW)


def test_what_was_begun_under_a_version_stays_under_it() -> None:
    version, by = make_published(), PersonFactory()
    response = Response.objects.create(version=version, purpose=PURPOSE, subject_id=by.pk, opened_at=NOW)
    draft = copy_version(version=version, by=by, now=NOW)
    publish_version(version_id=draft.pk, seen=0, by=by, now=NOW)
    response.refresh_from_db()
    assert (response.version.number, response.version.state) == (1, VersionState.RETIRED)


def test_a_discarded_draft_leaves_the_published_version() -> None:
    version, by = make_published(), PersonFactory()
    draft = copy_version(version=version, by=by, now=NOW)
    discard_draft(version_id=draft.pk, seen=0, by=by, now=NOW)
    assert list(TemplateVersion.objects.all()) == [version]


def test_discarding_is_in_the_trail() -> None:
    draft = make_draft()
    discard_draft(version_id=draft.pk, seen=0, by=PersonFactory(), now=NOW)
    assert trail() == [("template.draft_discarded", {"template": draft.template.key, "number": 1})]


def test_a_published_version_is_never_discarded() -> None:
    version = make_published()
    with pytest.raises(NotADraft):
        discard_draft(version_id=version.pk, seen=0, by=PersonFactory(), now=NOW)


def test_a_draft_that_changed_meanwhile_is_not_discarded() -> None:
    draft = make_draft(revision=1)
    with pytest.raises(DraftChangedMeanwhile):
        discard_draft(version_id=draft.pk, seen=0, by=PersonFactory(), now=NOW)


def refused_by_the_database(change: Any) -> str:
    with pytest.raises(ProgrammingError) as refused, transaction.atomic():
        change()
    return str(refused.value).splitlines()[0]


NEVER = "a published version never changes"


@pytest.mark.parametrize(
    "change",
    [
        lambda version: TemplateVersion.objects.filter(pk=version.pk).update(number=9),
        lambda version: TemplateVersion.objects.filter(pk=version.pk).update(state="draft", published_at=None),
        lambda version: Section.objects.filter(version=version).update(title="Other"),
        lambda version: Question.objects.filter(section__version=version).update(text="Other"),
        lambda version: Question.objects.filter(section__version=version).delete(),
        lambda version: SectionFactory(version=version, key="late"),
    ],
    ids=["version", "unpublish", "section", "question", "delete", "insert"],
)
def test_the_database_itself_refuses_to_change_a_published_version(change: Any) -> None:
    version = make_published()
    assert refused_by_the_database(lambda: change(version)) == NEVER


def test_a_published_section_cannot_be_moved_into_a_draft() -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    stolen = Section.objects.filter(version=version, key="caseload")
    Question.objects.filter(section__version=draft).delete()
    Section.objects.filter(version=draft).delete()
    assert refused_by_the_database(lambda: stolen.update(version=draft)) == NEVER
