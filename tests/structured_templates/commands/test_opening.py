"""Opening a record."""

import uuid

import pytest

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, PURPOSE, author_of, make_response, subject_of
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.commands import open_response
from workforce_assurance.structured_templates.models import Response
from workforce_assurance.structured_templates.refusals import NoPublishedTemplate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("purpose")]


def test_the_two_people_have_their_parts():
    response = make_response()
    assert (author_of(response).full_name, subject_of(response).full_name) == ("Ines Duarte", "Sam Okoro")


def test_the_trail_says_who_opened_it_about_whom():
    response = make_response()
    entry = TrailEntry.objects.get(action="record.opened")
    assert (entry.actor, entry.about_id, entry.subject_id) == (
        author_of(response),
        subject_of(response).pk,
        str(response.pk),
    )


def test_opening_again_gives_the_same_record():
    response = make_response()
    again = open_response(
        purpose=PURPOSE,
        subject_id=response.subject_id,
        author=PersonFactory(),
        subject=PersonFactory(),
        by=None,
        now=NOW,
    )
    assert (again, Response.objects.count(), response.parties.count()) == (response, 1, 2)


def test_without_a_published_template_it_is_refused():
    people = PersonFactory.create_batch(2)
    with pytest.raises(NoPublishedTemplate):
        open_response(
            purpose=PURPOSE, subject_id=uuid.uuid4(), author=people[0], subject=people[1], by=people[0], now=NOW
        )
