"""Many administrators at once: one draft, one publishing, and nobody's change is overwritten."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.factories.people import PersonFactory
from tests.factories.template_builder import NOW, PURPOSE, make_draft, make_published, purpose
from workforce_assurance.structured_templates.builder.commands import copy_version, publish_version
from workforce_assurance.structured_templates.builder.question_commands import Wording, edit_question
from workforce_assurance.structured_templates.builder.refusals import BuilderRefusal
from workforce_assurance.structured_templates.models import Question, TemplateVersion
from workforce_assurance.structured_templates.purposes import PURPOSES

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def outcomes(act: Callable[..., Any]) -> Counter[str]:
    """How often it was done and how often it was refused, by the refusal's name."""

    def once(number: int) -> str:
        try:
            act(number)
        except BuilderRefusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(once, range(AT_ONCE)))


def test_a_version_that_is_copied_several_times_at_once_has_one_draft() -> None:
    version, by = make_published(), PersonFactory()
    found = outcomes(lambda _: copy_version(version=version, by=by, now=NOW))
    assert found == {"done": 1, "DraftExistsAlready": AT_ONCE - 1}


def test_of_several_editors_at_once_one_is_saved_and_the_others_are_told() -> None:
    draft, by = make_draft(), PersonFactory()

    def edit(number: int) -> None:
        question = Question.objects.get(section__version=draft, key="sign")
        edit_question(question=question, seen=0, wording=Wording(text=f"Editor {number}"), by=by, now=NOW)

    assert outcomes(edit) == {"done": 1, "DraftChangedMeanwhile": AT_ONCE - 1}


def test_a_draft_that_is_published_several_times_at_once_is_published_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PURPOSES, PURPOSE, purpose())
    draft = make_draft()
    publish = partial(publish_version, version_id=draft.pk, seen=0, by=PersonFactory(), now=NOW)
    found = outcomes(lambda _: publish())
    assert (found, TemplateVersion.objects.get().state) == ({"done": 1, "NotADraft": AT_ONCE - 1}, "published")
