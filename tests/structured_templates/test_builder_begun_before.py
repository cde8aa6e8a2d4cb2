"""A record that was begun under a version is written, finished and read under it, whatever is published meanwhile."""

from typing import Any

import pytest

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, author_of, subject_of
from tests.structured_templates.commands.test_writing import save
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.builder.commands import copy_version, publish_version
from workforce_assurance.structured_templates.builder.question_commands import Wording, edit_question
from workforce_assurance.structured_templates.commands import finish_response, open_response
from workforce_assurance.structured_templates.enums import VersionState
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Question, Response, TemplateVersion

NEW_WORDS = "Was there anything at all?"


@pytest.fixture
def republished(response: Response) -> TemplateVersion:
    """A version with another wording, published after the record was begun."""
    by = PersonFactory()
    draft = copy_version(version=response.version, by=by, now=NOW)
    question = Question.objects.get(section__version=draft, key="any")
    edit_question(question=question, seen=0, wording=Wording(NEW_WORDS, required=True), by=by, now=NOW)
    return publish_version(version_id=draft.pk, seen=1, by=by, now=NOW)


def words_of(response: Response) -> Any:
    asked = asked_by(response.version_id).section("events")
    return asked and asked.question("any").text


def test_what_was_begun_before_is_written_and_finished_under_its_version(
    response: Response, republished: TemplateVersion
) -> None:
    save(response, any=Value(coded="no"))
    finished = finish_response(response=response, by=author_of(response), now=NOW)
    assert (finished.version.number, TemplateVersion.objects.get(pk=finished.version_id).state) == (
        1,
        VersionState.RETIRED,
    )


def test_what_was_begun_before_is_asked_as_it_was(response: Response, republished: TemplateVersion) -> None:
    assert words_of(response) == "What about any?"


def test_what_is_begun_afterwards_is_asked_in_the_new_words(response: Response, republished: TemplateVersion) -> None:
    author, subject = author_of(response), subject_of(response)
    new = open_response(
        purpose=response.purpose, subject_id=author.pk, author=author, subject=subject, by=author, now=NOW
    )
    assert words_of(new) == NEW_WORDS
