"""Totals, matrices, functions and licences in the builder: what can be made, what is refused, and how it reads."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories.people import PersonFactory
from tests.factories.template_builder import DraftFactory, QuestionFactory, make_draft, make_published, purpose
from workforce_assurance.structured_templates.asked import Computed
from workforce_assurance.structured_templates.builder.commands import copy_version, license_version
from workforce_assurance.structured_templates.builder.compare import ADDED, CHANGED, REMOVED, Change, compare
from workforce_assurance.structured_templates.builder.licences import OURS, Licensed
from workforce_assurance.structured_templates.builder.option_commands import add_options, edit_option, remove_option
from workforce_assurance.structured_templates.builder.outline import (
    OptionOutline,
    QuestionOutline,
    SectionOutline,
    outline_of,
)
from workforce_assurance.structured_templates.builder.question_commands import (
    Wording,
    add_question,
    edit_question,
    remove_question,
)
from workforce_assurance.structured_templates.builder.reasons import reasons_against_publishing
from workforce_assurance.structured_templates.builder.refusals import (
    NotForThisKind,
    NotOursToKeep,
    StillNeeded,
    TooMany,
)
from workforce_assurance.structured_templates.builder.section_commands import edit_section, remove_section
from workforce_assurance.structured_templates.enums import Licence, QuestionKind
from workforce_assurance.structured_templates.models import Question, Section, TemplateVersion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SCORES = Licensed(Licence.SCORES_ONLY, "The Sample Inventory")


@pytest.fixture
def draft() -> TemplateVersion:
    return make_draft()


@pytest.fixture
def section(draft: TemplateVersion) -> Section:
    return draft.sections.get(key="events")


def add(section: Section, kind: str, text: str, **more: Any) -> Question:
    seen = TemplateVersion.objects.get(pk=section.version_id).revision
    wording = Wording(text, **{name: more.pop(name) for name in list(more) if name in Wording.__dataclass_fields__})
    wanted = {"labels": [], "by": PersonFactory(), "now": NOW} | more
    return add_question(section=Section.objects.get(pk=section.pk), seen=seen, kind=kind, wording=wording, **wanted)


def matrix(section: Section, **more: Any) -> Question:
    return add(section, QuestionKind.MATRIX, "This week", labels=["Never", "Often"], items=["Pace", "Trust"], **more)


def total(section: Section, *of: str, **more: Any) -> Question:
    return add(section, QuestionKind.TOTAL, "Load in all", computed={"how": "sum", "of": list(of)}, **more)


def reasons(version: TemplateVersion, licensed: Licensed = OURS) -> list[str]:
    return reasons_against_publishing(outline_of(version), purpose(), licensed)


def test_a_matrix_gets_its_items_and_its_steps_with_points(section: Section) -> None:
    made = matrix(section, functions=["restorative"])
    assert (made.items, made.options, made.functions) == (
        [{"code": "pace", "label": "Pace"}, {"code": "trust", "label": "Trust"}],
        [
            {"code": "never", "label": "Never", "help": "", "points": 1},
            {"code": "often", "label": "Often", "help": "", "points": 2},
        ],
        ["restorative"],
    )


def test_a_version_with_a_matrix_and_a_total_can_be_published(draft: TemplateVersion, section: Section) -> None:
    matrix(section)
    total(section, "events.this_week")
    assert reasons(draft) == []


def test_a_matrix_without_items_cannot_be_published(draft: TemplateVersion, section: Section) -> None:
    QuestionFactory(section=section, key="bare", kind="matrix", text="Bare", options=[{"code": "a", "label": "A"}] * 2)
    assert "The matrix “Bare” has no item. Add the items that are answered on its scale." in reasons(draft)


def test_more_items_than_fit_on_a_page_are_refused(section: Section) -> None:
    with pytest.raises(TooMany, match="at most 12 items"):
        add(section, QuestionKind.MATRIX, "Week", labels=["a", "b"], items=[f"Item {n}" for n in range(13)])


def test_items_are_added_reworded_and_removed_like_options(section: Section) -> None:
    made = matrix(section)
    by = PersonFactory()
    add_options(question=made, part="items", seen=1, labels=["Rest"], by=by, now=NOW)
    edit_option(
        question=made, part="items", code="pace", seen=2, wanted=OptionOutline("pace", "The pace"), by=by, now=NOW
    )
    remove_option(question=made, part="items", code="trust", seen=3, by=by, now=NOW)
    assert Question.objects.get(pk=made.pk).items == [
        {"code": "pace", "label": "The pace"},
        {"code": "rest", "label": "Rest"},
    ]


def test_a_step_that_is_added_counts_one_more(section: Section) -> None:
    made = matrix(section)
    add_options(question=made, seen=1, labels=["Always"], by=PersonFactory(), now=NOW)
    assert [option["points"] for option in Question.objects.get(pk=made.pk).options] == [1, 2, 3]


def test_points_are_changed_and_taken_away(section: Section) -> None:
    made = matrix(section)
    for seen, points in ((1, 10), (2, None)):
        wanted = OptionOutline("often", "Often", "", points)
        edit_option(question=made, code="often", seen=seen, wanted=wanted, by=PersonFactory(), now=NOW)
        assert Question.objects.get(pk=made.pk).options[1].get("points") == points


def test_a_choice_of_several_has_no_points(draft: TemplateVersion, section: Section) -> None:
    made = add(section, QuestionKind.SEVERAL_OF, "Which?", labels=["One"])
    with pytest.raises(NotForThisKind):
        edit_option(
            question=made, code="one", seen=1, wanted=OptionOutline("one", "One", "", 1), by=PersonFactory(), now=NOW
        )


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        ([], "has nothing to work with"),
        (["events.gone"], "adds up a question that is not there"),
        (["events.stressful"], "whose answers have no points"),
        (["events.sign"], "whose answers have no points"),
        (["caseload.case"], "whose answers have no points"),
    ],
)
def test_a_total_that_cannot_be_worked_out_is_refused(section: Section, of: list[str], sentence: str) -> None:
    with pytest.raises(NotForThisKind, match=sentence):
        total(section, *of)


@pytest.mark.parametrize(
    ("part", "whole", "fine"),
    [
        ("shared", "shared", True),
        ("assurance", "shared", True),
        ("private", "private", True),
        ("shared", "assurance", False),
        ("private", "shared", False),
        ("shared", "private", False),
    ],
)
def test_a_total_tells_nobody_more_than_its_parts(section: Section, part: str, whole: str, *, fine: bool) -> None:
    matrix(section, layer=part)
    if fine:
        assert total(section, "events.this_week", layer=whole)
    else:
        with pytest.raises(NotForThisKind, match="read by different people"):
            total(section, "events.this_week", layer=whole)


def test_only_a_total_is_worked_out(section: Section) -> None:
    with pytest.raises(NotForThisKind):
        add(section, QuestionKind.NUMBER, "How many?", computed={"how": "sum", "of": []})


def test_a_function_that_there_is_not_is_refused(section: Section) -> None:
    with pytest.raises(NotForThisKind):
        add(section, QuestionKind.NUMBER, "How many?", functions=["punitive"])


def test_the_database_knows_the_functions_too(section: Section) -> None:
    with pytest.raises(IntegrityError, match="a_question_has_known_functions"), transaction.atomic():
        QuestionFactory(section=section, key="odd", functions=["punitive"])


def test_what_is_added_up_is_not_removed(draft: TemplateVersion, section: Section) -> None:
    made = matrix(section)
    total(draft.sections.get(key="caseload"), "events.this_week")
    with pytest.raises(StillNeeded, match="“Load in all” adds up this question"):
        remove_question(question=made, seen=2, by=PersonFactory(), now=NOW)
    with pytest.raises(StillNeeded, match="“Load in all” adds up a question of this section"):
        remove_section(section=section, seen=2, by=PersonFactory(), now=NOW)


def test_a_section_goes_with_the_total_that_stands_in_it(section: Section) -> None:
    matrix(section)
    total(section, "events.this_week")
    remove_section(section=section, seen=2, by=PersonFactory(), now=NOW)
    assert not Section.objects.filter(pk=section.pk).exists()


def test_the_comparison_says_what_is_counted_differently() -> None:
    steps = (OptionOutline("a", "A", "", 1), OptionOutline("b", "B", "", 2))
    items = (OptionOutline("pace", "Pace"), OptionOutline("trust", "Trust"))
    week = QuestionOutline("week", "matrix", "Week", options=steps, items=items)
    load = QuestionOutline("load", "total", "Load", computed=Computed("sum", (("s", "week"),)))
    later_week = QuestionOutline(
        "week",
        "matrix",
        "Week",
        options=(steps[0], OptionOutline("b", "B", "", 3)),
        items=(OptionOutline("pace", "The pace"), OptionOutline("rest", "Rest")),
        functions=("restorative",),
    )
    later_load = QuestionOutline("load", "total", "Load", computed=Computed("mean", (("s", "week"),)))
    found = compare(
        [SectionOutline("s", "S", questions=(week, load))],
        [SectionOutline("s", "S", questions=(later_week, later_load))],
        areas={},
    )
    assert found == [
        Change("S", CHANGED, "“Week” serves other functions of supervision.", "None", "Restorative"),
        Change("S", CHANGED, "“B” of “Week” counts differently in totals.", "2 points", "3 points"),
        Change("S", CHANGED, "An item of “Week” is reworded.", "Pace", "The pace"),
        Change("S", ADDED, "“Week” now asks about “Rest”."),
        Change("S", REMOVED, "“Week” no longer asks about “Trust”."),
        Change("S", CHANGED, "“Load” is worked out in another way.", "Sum of s: week", "Mean of s: week"),
    ]


def test_an_instrument_of_scores_only_keeps_no_words(draft: TemplateVersion) -> None:
    with pytest.raises(NotOursToKeep, match="Of “The Sample Inventory” only scores are kept"):
        license_version(version_id=draft.pk, seen=0, licensed=SCORES, by=PersonFactory(), now=NOW)


@pytest.fixture
def inventory() -> Section:
    """One number, licensed as scores only."""
    draft = DraftFactory()
    section = Section.objects.create(version=draft, key="events", title="Score", area="events", position=1)
    QuestionFactory(section=section, key="score", kind="number", text="Total score")
    license_version(version_id=draft.pk, seen=0, licensed=SCORES, by=PersonFactory(), now=NOW)
    return section


def test_scores_are_published(inventory: Section) -> None:
    assert reasons(inventory.version, SCORES) == []


@pytest.mark.parametrize(
    "kind", sorted(set(QuestionKind.values) - {"number", "total", "date", "person", "case_reference"})
)
def test_no_question_that_could_hold_an_item_is_stored(inventory: Section, kind: str) -> None:
    with pytest.raises(NotOursToKeep, match="neither stored nor exported"):
        add(inventory, kind, "I feel worn out", labels=["Never", "Often"])


def test_an_item_in_the_name_of_a_score_is_refused(inventory: Section) -> None:
    with pytest.raises(NotOursToKeep, match="at most 80 characters"):
        add(inventory, QuestionKind.NUMBER, "A" * 81)
    question = Question.objects.get(section=inventory, key="score")
    with pytest.raises(NotOursToKeep, match="without help"):
        edit_question(question=question, seen=1, wording=Wording("Score", help="The item"), by=PersonFactory(), now=NOW)


def test_an_introduction_is_refused_too(inventory: Section) -> None:
    with pytest.raises(NotOursToKeep):
        edit_section(
            section=inventory, seen=1, title="Score", area="events", intro="An item", by=PersonFactory(), now=NOW
        )


def test_a_licence_that_is_not_ours_needs_its_name(draft: TemplateVersion) -> None:
    licensed = Licensed(Licence.OPEN, "")
    assert "The licence has no name. Say which licence it is, or whose instrument." in reasons(draft, licensed)
    with pytest.raises(NotOursToKeep):
        license_version(version_id=draft.pk, seen=0, licensed=licensed, by=PersonFactory(), now=NOW)
    with pytest.raises(IntegrityError, match="a_licence_that_is_not_ours_has_its_name"), transaction.atomic():
        DraftFactory(licence="open")


def test_a_copy_keeps_the_licence_and_the_published_one_never_changes() -> None:
    version = make_published()
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    license_version(version_id=draft.pk, seen=0, licensed=Licensed("open", "CC BY 4.0"), by=PersonFactory(), now=NOW)
    draft.refresh_from_db()
    assert (draft.licence, draft.licence_name) == ("open", "CC BY 4.0")
    with pytest.raises(Exception, match="a published version never changes"), transaction.atomic():
        TemplateVersion.objects.filter(pk=version.pk).update(licence="open", licence_name="X", state="retired")
