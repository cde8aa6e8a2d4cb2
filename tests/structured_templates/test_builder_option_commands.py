"""Changing the options of a question."""

from typing import Any

import pytest

from tests.factories.people import PersonFactory
from tests.factories.template_builder import NOW, make_draft, make_published
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.builder.commands import copy_version
from workforce_assurance.structured_templates.builder.option_commands import (
    add_options,
    edit_option,
    move_option,
    remove_option,
)
from workforce_assurance.structured_templates.builder.outline import OptionOutline
from workforce_assurance.structured_templates.builder.refusals import (
    DraftChangedMeanwhile,
    NotForThisKind,
    OptionCodeIsPublished,
    OptionCodeTaken,
    StillNeeded,
    TooMany,
)
from workforce_assurance.structured_templates.models import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign() -> Question:
    return Question.objects.get(section__version=make_draft(), key="sign")


@pytest.fixture
def published_sign() -> Question:
    """A draft's question whose codes an earlier version published."""
    draft = copy_version(version=make_published(), by=PersonFactory(), now=NOW)
    return Question.objects.get(section__version=draft, key="sign")


def edit(question: Question, code: str, **changes: Any) -> None:
    words = {"code": changes.pop("new", code), "label": "Avoidance", "help": changes.pop("hint", "")}
    words |= {name: changes.pop(name) for name in ("label", "points") if name in changes}
    wanted = OptionOutline(**words)
    edit_option(question=question, code=code, wanted=wanted, by=PersonFactory(), now=NOW, **({"seen": 0} | changes))


def codes(question: Question) -> list[str]:
    return [option["code"] for option in Question.objects.get(pk=question.pk).options]


def test_options_are_added_at_the_end(sign: Question) -> None:
    add_options(question=sign, seen=0, labels=["Cynicism", "Rushing"], by=PersonFactory(), now=NOW)
    assert codes(sign) == ["avoidance", "rushing", "other", "cynicism", "rushing_2"]


def test_adding_options_is_in_the_trail_by_their_codes(sign: Question) -> None:
    add_options(question=sign, seen=0, labels=["Cynicism"], by=PersonFactory(), now=NOW)
    assert TrailEntry.objects.latest("id").facts == {
        "template": sign.section.version.template.key,
        "number": 1,
        "question": "sign",
        "options": ["cynicism"],
    }


def test_a_code_that_was_published_and_removed_is_not_given_to_another_option(published_sign: Question) -> None:
    remove_option(question=published_sign, code="rushing", seen=0, by=PersonFactory(), now=NOW)
    added = add_options(question=published_sign, seen=1, labels=["Rushing"], by=PersonFactory(), now=NOW)
    assert added == ["rushing_2"]


def test_more_options_than_can_be_shown_are_refused(sign: Question) -> None:
    with pytest.raises(TooMany):
        add_options(question=sign, seen=0, labels=["x"] * 58, by=PersonFactory(), now=NOW)


def test_a_kind_without_options_takes_none() -> None:
    question = Question.objects.get(section__version=make_draft(), key="stressful")
    with pytest.raises(NotForThisKind):
        add_options(question=question, seen=0, labels=["x"], by=PersonFactory(), now=NOW)


def test_an_option_of_a_draft_changes_its_code_and_words(sign: Question) -> None:
    edit(sign, "avoidance", new="avoids", label="Avoids visits", hint="Or calls")
    assert Question.objects.get(pk=sign.pk).options[0] == {
        "code": "avoids",
        "label": "Avoids visits",
        "help": "Or calls",
    }


def test_a_published_code_stays(published_sign: Question) -> None:
    with pytest.raises(OptionCodeIsPublished):
        edit(published_sign, "avoidance", new="avoids")


def test_the_words_of_a_published_code_can_change(published_sign: Question) -> None:
    edit(published_sign, "avoidance", label="Puts things off")
    assert Question.objects.get(pk=published_sign.pk).options[0]["label"] == "Puts things off"


def test_a_code_of_another_option_is_refused(sign: Question) -> None:
    with pytest.raises(OptionCodeTaken):
        edit(sign, "avoidance", new="rushing")


@pytest.mark.parametrize("code", ["", "Two words", "x" * 41, "é", "a\x00b"])
def test_a_code_of_other_characters_is_refused(sign: Question, code: str) -> None:
    with pytest.raises(NotForThisKind):
        edit(sign, "avoidance", new=code)


def test_an_option_moves_down(sign: Question) -> None:
    move_option(question=sign, code="avoidance", seen=0, direction="down", by=PersonFactory(), now=NOW)
    assert codes(sign) == ["rushing", "avoidance", "other"]


def test_an_option_is_removed(sign: Question) -> None:
    remove_option(question=sign, code="rushing", seen=0, by=PersonFactory(), now=NOW)
    assert codes(sign) == ["avoidance", "other"]


def test_an_option_that_a_condition_asks_for_is_not_removed(sign: Question) -> None:
    Question.objects.filter(section=sign.section, key="stressful").update(
        shown_if={"question": "sign", "is": "rushing"}
    )
    with pytest.raises(StillNeeded, match="What was stressful"):
        remove_option(question=sign, code="rushing", seen=0, by=PersonFactory(), now=NOW)


def test_an_option_that_a_condition_asks_for_keeps_its_code(sign: Question) -> None:
    Question.objects.filter(section=sign.section, key="stressful").update(
        shown_if={"question": "sign", "is": "rushing"}
    )
    with pytest.raises(StillNeeded):
        edit(sign, "rushing", new="rush")


def test_the_second_of_two_editors_is_refused(sign: Question) -> None:
    edit(sign, "avoidance", label="First")
    with pytest.raises(DraftChangedMeanwhile):
        edit(sign, "avoidance", label="Second")
