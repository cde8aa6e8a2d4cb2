"""Versions compared in words."""

from dataclasses import replace

from workforce_assurance.structured_templates.builder.compare import ADDED, CHANGED, REMOVED, Change, compare
from workforce_assurance.structured_templates.builder.outline import OptionOutline, QuestionOutline, SectionOutline

YES_NO = QuestionOutline(key="event", kind="yes_no", text="Was there an event?")
CHOICE = QuestionOutline(
    key="sign",
    kind="one_of",
    text="Which sign?",
    options=(OptionOutline("a", "Avoidance"), OptionOutline("r", "Rushing")),
)
SECTION = SectionOutline(key="events", title="What happened", area="events", questions=(YES_NO, CHOICE))
OTHER = SectionOutline(key="caseload", title="Caseload", questions=(replace(YES_NO, key="full", text="Is it full?"),))
AREAS = {"events": "Recent events", "caseload": "Caseload risk"}


def changes(after: SectionOutline, before: SectionOutline = SECTION) -> list[Change]:
    return compare([before], [after], areas=AREAS)


def with_question(question: QuestionOutline) -> SectionOutline:
    return replace(SECTION, questions=tuple(question if row.key == question.key else row for row in SECTION.questions))


def test_the_same_version_has_no_changes() -> None:
    assert changes(SECTION) == []


def test_a_new_section_lists_its_questions() -> None:
    assert compare([SECTION], [SECTION, OTHER], areas=AREAS) == [
        Change("Caseload", ADDED, "The section is new."),
        Change("Caseload", ADDED, "New: “Is it full?” (yes or no, with why)."),
    ]


def test_a_removed_section_lists_its_questions() -> None:
    assert compare([SECTION, OTHER], [SECTION], areas=AREAS) == [
        Change("Caseload", REMOVED, "The section is no longer there."),
        Change("Caseload", REMOVED, "No longer asked: “Is it full?” (yes or no, with why)."),
    ]


def test_sections_in_another_order_are_said() -> None:
    assert compare([SECTION, OTHER], [OTHER, SECTION], areas=AREAS) == [
        Change("", CHANGED, "The sections are in a different order.")
    ]


def test_a_section_says_its_title_area_and_introduction() -> None:
    assert changes(replace(SECTION, title="Events", area="caseload", intro="Take your time.")) == [
        Change("Events", CHANGED, "The section has a new title.", "What happened", "Events"),
        Change("Events", CHANGED, "The section covers another area.", "Recent events", "Caseload risk"),
        Change("Events", CHANGED, "The introduction is reworded.", "", "Take your time."),
    ]


def test_a_section_that_covers_no_area_any_more_says_none() -> None:
    assert changes(replace(SECTION, area=""))[0].after == "none"


def test_a_new_required_question_says_so() -> None:
    question = QuestionOutline(key="safe", kind="long_text", text="What felt unsafe?", required=True)
    assert changes(replace(SECTION, questions=(*SECTION.questions, question))) == [
        Change("What happened", ADDED, "New: “What felt unsafe?” (long text, required).")
    ]


def test_a_removed_question_is_said() -> None:
    assert changes(replace(SECTION, questions=(YES_NO,))) == [
        Change("What happened", REMOVED, "No longer asked: “Which sign?” (one of several).")
    ]


def test_questions_in_another_order_are_said() -> None:
    assert changes(replace(SECTION, questions=(CHOICE, YES_NO))) == [
        Change("What happened", CHANGED, "The questions are in a different order.")
    ]


def test_a_reworded_question_shows_both_wordings() -> None:
    assert changes(with_question(replace(YES_NO, text="Was there a hard event?", help="Any kind"))) == [
        Change(
            "What happened",
            CHANGED,
            "Reworded: “Was there a hard event?”",
            "Was there an event?",
            "Was there a hard event?",
        ),
        Change("What happened", CHANGED, "“Was there a hard event?” has different help.", "", "Any kind"),
    ]


def test_a_question_that_is_now_required_says_so() -> None:
    assert changes(with_question(replace(CHOICE, required=True))) == [
        Change("What happened", CHANGED, "“Which sign?” is now required.")
    ]


def test_a_question_that_is_required_sometimes_says_when() -> None:
    condition = {"question": "event", "is": "yes"}
    assert changes(with_question(replace(CHOICE, required_if=condition, shown_if=condition))) == [
        Change("What happened", CHANGED, "“Which sign?” is now required when “Was there an event?” is “Yes”."),
        Change("What happened", CHANGED, "“Which sign?” is now shown only when “Was there an event?” is “Yes”."),
    ]


def test_a_question_that_is_freed_of_its_conditions_says_so() -> None:
    condition = {"question": "event", "is": "yes"}
    before = with_question(replace(CHOICE, required_if=condition, shown_if=condition))
    assert changes(SECTION, before) == [
        Change("What happened", CHANGED, "“Which sign?” is no longer required."),
        Change("What happened", CHANGED, "“Which sign?” is now always shown."),
    ]


def test_other_readers_of_an_answer_are_said() -> None:
    assert changes(with_question(replace(YES_NO, layer="private"))) == [
        Change(
            "What happened",
            CHANGED,
            "Other people can read the answer to “Was there an event?”.",
            "The people of this record",
            "Only the person who wrote it",
        )
    ]


def test_options_are_added_removed_and_reworded() -> None:
    options = (OptionOutline("r", "Hurrying", "Cuts visits short"), OptionOutline("n", "None"))
    assert changes(with_question(replace(CHOICE, options=options))) == [
        Change(
            "What happened",
            CHANGED,
            "An option of “Which sign?” is reworded.",
            "Rushing",
            "Hurrying (Cuts visits short)",
        ),
        Change("What happened", ADDED, "“Which sign?” now offers “None”."),
        Change("What happened", REMOVED, "“Which sign?” no longer offers “Avoidance”."),
    ]


def test_options_in_another_order_are_said() -> None:
    assert changes(with_question(replace(CHOICE, options=CHOICE.options[::-1]))) == [
        Change("What happened", CHANGED, "The options of “Which sign?” are in a different order.")
    ]
