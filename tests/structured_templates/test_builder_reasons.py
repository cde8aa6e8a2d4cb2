"""Why a draft cannot be published yet."""

from dataclasses import replace

import pytest

from tests.factories.template_builder import purpose
from workforce_assurance.structured_templates.builder.outline import OptionOutline, QuestionOutline, SectionOutline
from workforce_assurance.structured_templates.builder.reasons import reasons_against_publishing

EVENT = QuestionOutline(key="event", kind="yes_no", text="Was there an event?")
CHOICE = QuestionOutline(
    key="sign",
    kind="one_of",
    text="Which sign?",
    options=(OptionOutline("a", "Avoidance"), OptionOutline("r", "Rushing")),
)
SECTION = SectionOutline(key="events", title="What happened", area="events", questions=(EVENT, CHOICE))


def reasons(*questions: QuestionOutline, **section: object) -> list[str]:
    return reasons_against_publishing((replace(SECTION, questions=questions, **section),), purpose())


def test_a_whole_draft_has_no_reason() -> None:
    assert reasons_against_publishing((SECTION,), purpose()) == []


def test_a_draft_without_sections_is_refused() -> None:
    assert reasons_against_publishing((), purpose()) == ["There is no section yet. Add one."]


def test_a_purpose_that_nothing_uses_is_refused() -> None:
    assert reasons_against_publishing((SECTION,), None) == [
        "Nothing here uses templates of this purpose, so it cannot be published."
    ]


def test_a_required_area_that_no_section_covers_is_named() -> None:
    assert reasons(EVENT, area="caseload") == [
        "No section asks about “Recent high-stress events”. Choose it as the area of a section with a question to answer."
    ]


def test_text_to_read_covers_no_area() -> None:
    assert len(reasons(QuestionOutline(key="s", kind="script", text="Welcome."))) == 1


def test_an_unknown_area_is_refused() -> None:
    other = SectionOutline(key="x", title="Odd", area="odd", questions=(replace(EVENT, key="odd"),))
    assert reasons_against_publishing((SECTION, other), purpose()) == [
        "The section “Odd” has an area that is not known here. Choose another one."
    ]


def test_a_section_without_a_question_is_refused() -> None:
    empty = SectionOutline(key="x", title="Caseload")
    assert reasons_against_publishing((SECTION, empty), purpose()) == [
        "The section “Caseload” has no question. Add one, or remove the section."
    ]


def test_more_questions_than_fit_on_a_page_are_refused() -> None:
    many = [replace(EVENT, key=f"q{number}") for number in range(8)]
    assert reasons(*many) == [
        "The section “What happened” asks 8 questions; a page holds at most 7. Move some to another section."
    ]


def test_more_sections_than_fit_are_refused() -> None:
    sections = tuple(replace(SECTION, key=f"s{number}") for number in range(21))
    assert reasons_against_publishing(sections, purpose()) == [
        "There are 21 sections; at most 20 can be published. Remove some."
    ]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (replace(EVENT, text=" "), "A question in “What happened” has no text. Write it, or remove the question."),
        (
            QuestionOutline(key="hello", kind="script", text="Hello.", required=True),
            "“Hello.” is of a kind that nobody can be required to answer. Let it be skipped.",
        ),
        (
            QuestionOutline(key="why", kind="long_text", text="Why?", layer="assurance"),
            "“Why?” is answered in words, and governance counts never hold words. Choose who else may read it.",
        ),
        (
            QuestionOutline(key="cases", kind="group", text="Cases"),
            "The group “Cases” has no question inside it. Add one, or remove the group.",
        ),
        (replace(CHOICE, options=()), "“Which sign?” offers no option; it needs at least 2. Add some."),
        (
            replace(CHOICE, options=CHOICE.options[:1]),
            "“Which sign?” offers one option; it needs at least 2. Add some.",
        ),
        (
            replace(CHOICE, options=CHOICE.options * 2),
            "“Which sign?” uses the code “a” 2 times. Give each option its own.",
        ),
        (
            replace(CHOICE, options=(*CHOICE.options, OptionOutline("x", " "))),
            "“Which sign?” has an option without words or without a code. Complete it, or remove it.",
        ),
        (
            replace(CHOICE, options=tuple(OptionOutline(f"o{number}", "One") for number in range(61))),
            "“Which sign?” offers 61 options; at most 60 can be shown. Remove some.",
        ),
    ],
)
def test_a_question_that_is_not_whole_is_refused(question: QuestionOutline, reason: str) -> None:
    first = replace(EVENT, key="first")
    assert reason in reasons(first, question)
