"""Changing the questions of a draft."""

from dataclasses import replace
from typing import Any

import pytest

from tests.factories.people import PersonFactory
from tests.factories.template_builder import NOW, QuestionFactory, make_draft, make_published
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.builder.question_commands import (
    Wording,
    add_question,
    edit_question,
    move_question,
    remove_question,
)
from workforce_assurance.structured_templates.builder.refusals import (
    ContradictoryConditions,
    DraftChangedMeanwhile,
    NotADraft,
    NotForThisKind,
    StillNeeded,
    TooMany,
)
from workforce_assurance.structured_templates.enums import QuestionKind
from workforce_assurance.structured_templates.models import Question, Section, TemplateVersion

pytestmark = pytest.mark.django_db

YES, NO = {"question": "event", "is": "yes"}, {"question": "event", "is": "no"}
WORDING = Wording(text="What felt unsafe?")


@pytest.fixture
def draft() -> TemplateVersion:
    return make_draft()


@pytest.fixture
def events(draft: TemplateVersion) -> Section:
    return draft.sections.get(key="events")


def add(section: Section, kind: str = QuestionKind.LONG_TEXT, wording: Wording = WORDING, **changes: Any) -> Question:
    wanted: dict[str, Any] = {"seen": 0, "labels": []}
    return add_question(section=section, kind=kind, wording=wording, by=PersonFactory(), now=NOW, **(wanted | changes))


def edit(question: Question, seen: int = 0, **changes: Any) -> Question:
    wording = replace(Wording(text=question.text, help=question.help, shown_if=question.shown_if), **changes)
    return edit_question(question=question, seen=seen, wording=wording, by=PersonFactory(), now=NOW)


def keys(section: Section) -> list[str]:
    return list(section.questions.filter(group=None).order_by("position").values_list("key", flat=True))


def facts() -> dict[str, Any]:
    return TrailEntry.objects.latest("id").facts


def test_a_question_is_added_at_the_end(events: Section) -> None:
    add(events)
    assert keys(events) == ["event", "stressful", "sign", "what_felt_unsafe"]


def test_adding_a_question_is_in_the_trail_without_its_words(events: Section) -> None:
    add(events)
    assert facts() == {
        "template": events.version.template.key,
        "number": 1,
        "question": "what_felt_unsafe",
        "section": "events",
        "kind": "long_text",
    }


def test_a_question_is_added_with_options_that_have_codes(events: Section) -> None:
    question = add(events, QuestionKind.ONE_OF, labels=["Very safe", "Unsafe", "Very safe"])
    assert question.options == [
        {"code": "very_safe", "label": "Very safe", "help": ""},
        {"code": "unsafe", "label": "Unsafe", "help": ""},
        {"code": "very_safe_2", "label": "Very safe", "help": ""},
    ]


def test_options_are_left_out_of_a_kind_that_has_none(events: Section) -> None:
    assert add(events, labels=["A", "B"]).options == []


def test_a_question_is_added_inside_a_group(draft: TemplateVersion) -> None:
    cases = draft.sections.get(key="caseload")
    group = cases.questions.get(key="cases")
    question = add(cases, QuestionKind.SHORT_TEXT, group=group)
    assert list(group.questions.order_by("position")) == [group.questions.get(key="case"), question]


def test_a_group_inside_a_group_is_refused(draft: TemplateVersion) -> None:
    cases = draft.sections.get(key="caseload")
    with pytest.raises(NotForThisKind):
        add(cases, QuestionKind.GROUP, group=cases.questions.get(key="cases"))


def test_a_key_that_an_earlier_version_used_is_never_given_again() -> None:
    published = make_published()
    other = make_draft(template=published.template, number=2)
    assert add(other.sections.get(key="events"), wording=Wording(text="Stressful")).key == "stressful_2"


def test_10_000_options_are_refused(events: Section) -> None:
    with pytest.raises(TooMany):
        add(events, QuestionKind.ONE_OF, labels=["x"] * 10_000)


def test_more_questions_than_a_section_holds_are_refused(events: Section) -> None:
    for number in range(30):
        QuestionFactory(section=events, key=f"q{number}", position=number)
    with pytest.raises(TooMany):
        add(events)


def test_text_to_read_is_never_required(events: Section) -> None:
    with pytest.raises(NotForThisKind):
        add(events, QuestionKind.SCRIPT, Wording(text="Welcome.", required=True))


def test_words_are_never_in_the_layer_of_counts(events: Section) -> None:
    with pytest.raises(NotForThisKind):
        add(events, QuestionKind.LONG_TEXT, Wording(text="Why?", layer="assurance"))


def test_a_question_is_edited_and_keeps_its_key(events: Section) -> None:
    question = events.questions.get(key="stressful")
    edit(question, text="What was hard?", help="Any kind of event", required=True)
    assert Question.objects.values_list("key", "text", "help", "required", "shown_if").get(pk=question.pk) == (
        "stressful",
        "What was hard?",
        "Any kind of event",
        True,
        YES,
    )


def test_editing_a_question_says_in_the_trail_what_changed_and_not_the_words(events: Section) -> None:
    edit(events.questions.get(key="stressful"), help="Any kind of event", required=True)
    assert facts() == {
        "template": events.version.template.key,
        "number": 1,
        "question": "stressful",
        "changed": ["help", "required"],
    }


def test_contradictory_conditions_are_refused_with_a_sentence(events: Section) -> None:
    with pytest.raises(ContradictoryConditions, match="two different answers"):
        edit(events.questions.get(key="stressful"), required_if=NO)


def test_a_new_question_with_contradictory_conditions_is_not_added(events: Section) -> None:
    with pytest.raises(ContradictoryConditions):
        add(events, wording=replace(WORDING, required=True, required_if=YES))
    assert keys(events) == ["event", "stressful", "sign"]


def test_a_question_moves_up(events: Section) -> None:
    move_question(question=events.questions.get(key="sign"), seen=0, direction="up", by=PersonFactory(), now=NOW)
    assert keys(events) == ["event", "sign", "stressful"]


def test_a_question_is_removed(events: Section) -> None:
    remove_question(question=events.questions.get(key="sign"), seen=0, by=PersonFactory(), now=NOW)
    assert (keys(events), facts()["question"]) == (["event", "stressful"], "sign")


def test_a_group_is_removed_with_the_questions_inside(draft: TemplateVersion) -> None:
    cases = draft.sections.get(key="caseload")
    remove_question(question=cases.questions.get(key="cases"), seen=0, by=PersonFactory(), now=NOW)
    assert cases.questions.count() == 0


def test_a_question_that_another_depends_on_is_not_removed(events: Section) -> None:
    with pytest.raises(StillNeeded, match="What was stressful"):
        remove_question(question=events.questions.get(key="event"), seen=0, by=PersonFactory(), now=NOW)


def test_a_published_question_is_not_edited() -> None:
    with pytest.raises(NotADraft):
        edit(make_published().sections.get(key="events").questions.get(key="sign"))


def test_the_second_of_two_editors_is_refused_and_changes_nothing(events: Section) -> None:
    question = events.questions.get(key="sign")
    edit(question, text="First editor")
    with pytest.raises(DraftChangedMeanwhile):
        edit(question, text="Second editor")
    assert Question.objects.get(pk=question.pk).text == "First editor"
