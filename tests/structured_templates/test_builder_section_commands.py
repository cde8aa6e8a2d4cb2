"""Changing the sections of a draft."""

from typing import Any

import pytest

from tests.factories.people import PersonFactory
from tests.factories.template_builder import NOW, DraftFactory, SectionFactory, make_draft, make_published
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.builder.refusals import DraftChangedMeanwhile, NotADraft, TooMany
from workforce_assurance.structured_templates.builder.section_commands import (
    add_section,
    edit_section,
    move_section,
    remove_section,
)
from workforce_assurance.structured_templates.models import Question, Section

pytestmark = pytest.mark.django_db


def add(version: Any, title: str = "Case review", seen: int = 0) -> Section:
    return add_section(version_id=version.pk, seen=seen, title=title, area="", intro="", by=PersonFactory(), now=NOW)


def keys(version: Any) -> list[str]:
    return list(version.sections.order_by("position").values_list("key", flat=True))


def facts() -> dict[str, Any]:
    return TrailEntry.objects.latest("id").facts


def test_a_section_is_added_at_the_end_with_a_key_of_its_title() -> None:
    draft = make_draft()
    add(draft)
    assert keys(draft) == ["events", "caseload", "case_review"]


def test_adding_a_section_is_in_the_trail_without_its_title() -> None:
    draft = make_draft()
    add(draft)
    assert facts() == {"template": draft.template.key, "number": 1, "section": "case_review"}


def test_a_key_is_never_used_for_a_second_section() -> None:
    draft = make_draft()
    assert add(draft, title="Events").key == "events_2"


def test_a_section_never_takes_the_address_of_another_page() -> None:
    assert add(DraftFactory(), title="Add").key == "add_2"


def test_a_title_without_letters_still_has_a_key() -> None:
    assert add(DraftFactory(), title="???").key == "section"


def test_more_sections_than_can_be_published_are_refused() -> None:
    draft = DraftFactory()
    for number in range(20):
        SectionFactory(version=draft, key=f"s{number}", position=number)
    with pytest.raises(TooMany):
        add(draft)


def test_a_section_is_edited() -> None:
    section = make_draft().sections.get(key="events")
    edit_section(section=section, seen=0, title="Events", area="caseload", intro="Slowly.", by=PersonFactory(), now=NOW)
    assert Section.objects.values_list("key", "title", "area", "intro").get(pk=section.pk) == (
        "events",
        "Events",
        "caseload",
        "Slowly.",
    )


def test_editing_a_section_says_in_the_trail_what_changed_and_not_the_words() -> None:
    section = make_draft().sections.get(key="events")
    edit_section(section=section, seen=0, title="Events", area="events", intro="", by=PersonFactory(), now=NOW)
    assert facts() == {
        "template": section.version.template.key,
        "number": 1,
        "section": "events",
        "changed": ["title"],
    }


def test_a_section_moves_down() -> None:
    draft = make_draft()
    move_section(section=draft.sections.get(key="events"), seen=0, direction="down", by=PersonFactory(), now=NOW)
    assert keys(draft) == ["caseload", "events"]


def test_the_first_section_moves_up_no_further() -> None:
    draft = make_draft()
    move_section(section=draft.sections.get(key="events"), seen=0, direction="up", by=PersonFactory(), now=NOW)
    assert keys(draft) == ["events", "caseload"]


def test_a_section_is_removed_with_its_questions() -> None:
    draft = make_draft()
    remove_section(section=draft.sections.get(key="caseload"), seen=0, by=PersonFactory(), now=NOW)
    assert (keys(draft), Question.objects.filter(section__key="caseload").count()) == (["events"], 0)


def test_removing_a_section_is_in_the_trail() -> None:
    draft = make_draft()
    remove_section(section=draft.sections.get(key="caseload"), seen=0, by=PersonFactory(), now=NOW)
    assert facts() == {"template": draft.template.key, "number": 1, "section": "caseload", "questions": 2}


def test_a_published_section_is_not_edited() -> None:
    section = make_published().sections.first()
    with pytest.raises(NotADraft):
        remove_section(section=section, seen=0, by=PersonFactory(), now=NOW)


def test_the_second_of_two_editors_is_refused() -> None:
    draft = make_draft()
    add(draft)
    with pytest.raises(DraftChangedMeanwhile):
        add(draft, title="Another")
