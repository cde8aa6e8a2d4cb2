"""Conditions between questions, and which contradict each other."""

from dataclasses import replace

import pytest

from workforce_assurance.structured_templates.builder.conditions import (
    condition_on,
    contradictions,
    in_words,
    may_depend_on,
    values_of,
)
from workforce_assurance.structured_templates.builder.outline import OptionOutline, QuestionOutline, SectionOutline

EVENT = QuestionOutline(key="event", kind="yes_no", text="Was there an event?")
SIGNS = QuestionOutline(
    key="signs",
    kind="several_of",
    text="Which signs?",
    options=(OptionOutline("a", "Avoidance"), OptionOutline("r", "Rushing")),
)
WHY = QuestionOutline(key="why", kind="long_text", text="Why?")
YES, NO = {"question": "event", "is": "yes"}, {"question": "event", "is": "no"}


def section(*questions: QuestionOutline) -> SectionOutline:
    return SectionOutline(key="events", title="What happened", questions=questions)


def test_a_condition_reads_as_words() -> None:
    assert in_words(YES, section(EVENT)) == "“Was there an event?” is “Yes”"


def test_a_condition_on_several_says_includes() -> None:
    assert in_words(condition_on(SIGNS, "r"), section(SIGNS)) == "“Which signs?” includes “Rushing”"


def test_no_condition_has_no_words() -> None:
    assert in_words(None, section(EVENT)) == ""


def test_a_written_answer_can_be_no_condition() -> None:
    assert values_of(WHY) == {}


def test_a_question_may_depend_on_those_before_it() -> None:
    assert may_depend_on(SIGNS, section(EVENT, WHY, SIGNS), group=None) == [EVENT]


def test_a_long_question_is_shortened_in_a_sentence() -> None:
    assert len(in_words(YES, section(replace(EVENT, text="word " * 100)))) < 100


def test_conditions_that_can_be_met_are_no_contradiction() -> None:
    assert list(contradictions(section(EVENT, replace(WHY, shown_if=YES, required_if=YES)))) == []


@pytest.mark.parametrize(
    ("questions", "sentence"),
    [
        (
            (EVENT, replace(WHY, required=True, required_if=YES)),
            "“Why?” is always required and also required only sometimes. Choose one of the two.",
        ),
        (
            (replace(EVENT, shown_if=YES),),
            "“Was there an event?” is shown only because of its own answer. Choose another question.",
        ),
        (
            (replace(WHY, shown_if=YES),),
            "“Why?” is shown only because of a question that is not in this section. Choose another one.",
        ),
        (
            (SIGNS, replace(WHY, required_if={"question": "signs", "has": "gone"})),
            "“Why?” is required only for an answer that “Which signs?” does not offer. Choose another answer.",
        ),
        (
            (replace(WHY, shown_if=YES), EVENT),
            "“Why?” is shown only because of “Was there an event?”, which is after it or in another group. Move it.",
        ),
        (
            (EVENT, replace(WHY, shown_if=YES, required_if=NO)),
            (
                "“Why?” would need two different answers to “Was there an event?”: “Yes” and “No”. "
                "Change one of its conditions."
            ),
        ),
        (
            (
                EVENT,
                replace(SIGNS, shown_if=YES),
                replace(WHY, shown_if={"question": "signs", "has": "a"}, required_if=NO),
            ),
            (
                "“Why?” would need two different answers to “Was there an event?”: “No” and “Yes”. "
                "Change one of its conditions."
            ),
        ),
    ],
)
def test_a_contradiction_is_said_in_a_sentence(questions: tuple[QuestionOutline, ...], sentence: str) -> None:
    assert list(contradictions(section(*questions))) == [sentence]


def test_conditions_in_a_circle_end() -> None:
    circle = (
        replace(EVENT, shown_if={"question": "other", "is": "yes"}),
        replace(EVENT, key="other", text="Another?", shown_if=YES),
    )
    assert len(list(contradictions(section(*circle)))) == 1
