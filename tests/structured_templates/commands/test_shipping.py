"""Shipping a template."""

import pytest

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, description, question
from workforce_assurance.structured_templates.builder.commands import copy_version
from workforce_assurance.structured_templates.commands import publish_version, ship_template
from workforce_assurance.structured_templates.models import Question, TemplateVersion
from workforce_assurance.structured_templates.refusals import DescriptionUnusable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("purpose")]


def test_the_first_time_publishes_version_one():
    version = ship_template(description=description(), now=NOW)
    assert (version.number, version.state, version.published_by) == (1, "published", None)
    assert list(version.sections.values_list("key", flat=True)) == ["events", "details"]
    assert Question.objects.get(key="case").group.key == "cases"


def test_the_same_description_again_changes_nothing():
    assert ship_template(description=description(), now=NOW) == ship_template(description=description(), now=NOW)
    assert TemplateVersion.objects.count() == 1


def test_a_changed_description_is_a_new_version_and_the_old_one_stays():
    first = ship_template(description=description(), now=NOW)
    sections = description()["sections"]
    sections[0]["questions"][0]["text"] = "Something else to read."
    second = ship_template(description=description(sections=sections), now=NOW)
    first.refresh_from_db()
    assert (first.state, second.number, second.state) == ("retired", 2, "published")
    assert first.sections.get(key="events").questions.get(key="intro").text == "What about intro?"


def test_what_an_administrator_published_stays():
    person = PersonFactory()
    draft = copy_version(version=ship_template(description=description(), now=NOW), by=person, now=NOW)
    theirs = publish_version(version_id=draft.pk, seen=draft.revision, by=person, now=NOW)
    assert (
        ship_template(description=description(name="Other", sections=description()["sections"][:1]), now=NOW) == theirs
    )


def test_what_the_browser_would_refuse_is_refused():
    sections = [
        {
            "key": "events",
            "title": "Events",
            "area": "events",
            "questions": [question(f"q{n}", "number") for n in range(8)],
        }
    ]
    with pytest.raises(DescriptionUnusable, match="at most 7"):
        ship_template(description=description(sections=sections), now=NOW)


def test_a_missing_area_is_refused():
    sections = [{"key": "a", "title": "A", "questions": [question("one", "number")]}]
    with pytest.raises(DescriptionUnusable, match="No section asks about “Recent high-stress events”"):
        ship_template(description=description(sections=sections), now=NOW)
